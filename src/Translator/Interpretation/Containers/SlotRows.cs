using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The methods behind the operators, which code also calls by name: <c>d.__getitem__</c>.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>slotdefs</c>.</remarks>
internal static class SlotRows
{
    /// <summary><c>__len__</c>, <c>__iter__</c>, <c>__contains__</c>.</summary>
    public const int Walking = 1;

    /// <summary>The same and <c>__getitem__</c>.</summary>
    public const int Reading = 3;

    /// <summary><c>__setitem__</c> and <c>__delitem__</c>.</summary>
    public const int Writing = 4;

    private static readonly BuiltinRow[] s_walking =
    [
        new("__len__(self, /)", static (runtime, arguments) => PyValue.FromInt(Operators.Length(runtime, arguments[0]))),
        new("__iter__(self, /)", static (runtime, arguments) => Operators.GetIterator(runtime, arguments[0])),
        new("__contains__(self, key, /)", static (runtime, arguments) => PyValue.FromBool(Operators.Contains(runtime, arguments[0], arguments[1]))),
    ];

    private static readonly BuiltinRow s_getItem =
        new("__getitem__(self, key, /)", static (runtime, arguments) => Operators.GetItem(runtime, arguments[0], arguments[1]));

    private static readonly BuiltinRow[] s_writing =
    [
        new("__setitem__(self, key, value, /)", SetItem),
        new("__delitem__(self, key, /)", DeleteItem),
    ];

    /// <summary>The rows of a class.</summary>
    public static IEnumerable<BuiltinRow> Of(int which)
    {
        IEnumerable<BuiltinRow> rows = s_walking;
        if ((which & 2) != 0)
            rows = rows.Append(s_getItem);
        return (which & Writing) != 0 ? rows.Concat(s_writing) : rows;
    }

    /// <summary>The object that a method is called on.</summary>
    public static T Self<T>(ReadOnlySpan<PyValue> arguments)
        where T : PyObject =>
        arguments[0].As<T>() ?? throw PyErrors.TypeError($"descriptor of another class: '{arguments[0].Type.Name}' object");

    /// <summary>Makes sure that a constructor is to make just its own class.</summary>
    public static void CheckClass(PythonRuntime runtime, PyType owner, ReadOnlySpan<PyValue> arguments)
    {
        var type = Classes.ClassForNew(runtime, owner, arguments);
        if (!type.IsBuiltin)
            throw PyErrors.TypeError($"PycJit makes no instances of classes derived from {owner.Name}: '{type.Name}'");
    }

    private static PyValue SetItem(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Operators.SetItem(runtime, arguments[0], arguments[1], arguments[2]);
        return PyValue.None;
    }

    private static PyValue DeleteItem(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Operators.DeleteItem(runtime, arguments[0], arguments[1]);
        return PyValue.None;
    }
}
