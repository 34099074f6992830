using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>object</c>; of Python's own classes they call the slots.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>object_methods</c> and <c>slotdefs</c>.</remarks>
internal static class ObjectMembers
{
    /// <summary><c>object.__new__</c>.</summary>
    public static BuiltinRow Constructor { get; } = new("__new__(*args, **names)", New);

    /// <summary><c>object.__init__</c>.</summary>
    public static BuiltinRow Initializer { get; } = new("__init__(self, *args, **names)", static (runtime, arguments) =>
    {
        if (arguments.Length > 2 || !arguments[1].IsUnbound)
            Classes.CheckNoArguments(runtime, arguments[0].Type, isNew: false);
        return PyValue.None;
    });

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        Constructor,
        Initializer,
        new("__repr__(self, /)", static (runtime, arguments) => PyValue.FromText(
            arguments[0].Object is PyUserObject self ? self.DefaultRepr(runtime) : Operators.Repr(runtime, arguments[0]))),
        new("__str__(self, /)", static (runtime, arguments) => PyValue.FromText(
            arguments[0].Object is PyUserObject self ? self.DefaultStr(runtime) : Operators.Str(runtime, arguments[0]))),
        new("__format__(self, specification, /)", static (runtime, arguments) => PyValue.FromText(Format(runtime, arguments))),
        new("__hash__(self, /)", static (runtime, arguments) => PyValue.FromInt(
            arguments[0].Object is PyUserObject self ? self.DefaultHash() : Operators.Hash(runtime, arguments[0]))),
        .. Comparison("__eq__", ComparisonOperator.Equal),
        .. Comparison("__ne__", ComparisonOperator.NotEqual),
        .. Comparison("__lt__", ComparisonOperator.Less),
        .. Comparison("__le__", ComparisonOperator.LessOrEqual),
        .. Comparison("__gt__", ComparisonOperator.Greater),
        .. Comparison("__ge__", ComparisonOperator.GreaterOrEqual),
        new("__getattribute__(self, name, /)", GetAttribute),
        new("__setattr__(self, name, value, /)", SetAttribute),
        new("__delattr__(self, name, /)", DeleteAttribute),
        new("__init_subclass__(cls, *args, **names)", InitSubclass, Since: new(3, 6)),
    ];

    private static PyValue InitSubclass(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var type = arguments[0].As<PyType>()!;                  // a class method
        if (arguments[1].As<PyDict>() is { Count: > 0 })
            throw PyErrors.TypeError(runtime.Semantics.Classes.InitSubclassName(type) + "() takes no keyword arguments");
        return arguments.Length == 2
            ? PyValue.None
            : throw PyErrors.TypeError($"{runtime.Semantics.Classes.InitSubclassName(type)}() takes no arguments ({arguments.Length - 2} given)");
    }

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var type = Classes.ClassForNew(runtime, PyTypes.Object, arguments[1..]);
        var name = runtime.Semantics.Exceptions.NameInTexts(type);
        if (type.IsSubtypeOf(ExceptionTypes.BaseException) || (type.IsBuiltin && !ReferenceEquals(type, PyTypes.Object)))
            throw PyErrors.TypeError($"object.__new__({name}) is not safe, use {name}.__new__()");
        if (arguments.Length > 2 || !arguments[0].IsUnbound)
            Classes.CheckNoArguments(runtime, type, isNew: true);
        return new PyInstance(type);
    }

    private static string Format(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        if (arguments[1].As<PyStr>() is not { } specification)
            throw PyErrors.TypeError($"__format__() argument must be str, not {arguments[1].Type.Name}");
        return arguments[0].Object is PyUserObject self
            ? self.DefaultFormat(runtime, specification.Value)
            : Operators.Format(runtime, arguments[0], specification.Value);
    }

    // Python 3 alone has them on object; of Python's own classes they ask the slots.
    private static IEnumerable<BuiltinRow> Comparison(string name, ComparisonOperator op)
    {
        yield return new($"{name}(self, other, /)", (runtime, arguments) =>
        {
            var (self, other) = (arguments[0], arguments[1]);
            if (self.Object is PyUserObject user)
                return DefaultComparison(runtime, op, user, other);
            if (Numbers.TryCompare(op, self, other, out var truth))
                return PyValue.FromBool(truth);
            if (self.Object is { } target && target.TryCompare(runtime, op, other, out var result))
                return result;
            return self.IsNone || self.Object is PyType ? Identity(op, self, other) : PySingleton.NotImplemented;
        }, Since: new(3, 0));
    }

    private static PyValue DefaultComparison(PythonRuntime runtime, ComparisonOperator op, PyUserObject self, PyValue other)
    {
        if (op != ComparisonOperator.NotEqual)
            return Identity(op, self, other);
        return self.TryCompare(runtime, ComparisonOperator.Equal, other, out var result)
            ? PyValue.FromBool(!Operators.IsTrue(runtime, result))
            : Identity(op, self, other);
    }

    private static PyValue Identity(ComparisonOperator op, PyValue self, PyValue other) => op switch
    {
        ComparisonOperator.Equal when self.IsSame(other) => PyValue.True,
        ComparisonOperator.NotEqual when self.IsSame(other) => PyValue.False,
        _ => PySingleton.NotImplemented,
    };

    private static PyValue GetAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = NameOf(arguments[1]);
        if (arguments[0].Object is not PyUserObject self)
            return Attributes.Get(runtime, arguments[0], name);
        return self.TryGetDefault(runtime, name, out var value) ? value : throw Attributes.Missing(runtime, self, name);
    }

    private static PyValue SetAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = NameOf(arguments[1]);
        if (arguments[0].Object is PyUserObject self)
            self.SetDefault(runtime, name, arguments[2]);
        else if (arguments[0].As<PyType>() is not null)
            throw PyErrors.TypeError("can't apply this __setattr__ to type object");
        else if (arguments[0].Object is { } target)
            target.SetAttribute(runtime, name, arguments[2]);
        else
            throw Attributes.CannotSet(runtime, arguments[0], name);
        return PyValue.None;
    }

    private static PyValue DeleteAttribute(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var name = NameOf(arguments[1]);
        if (arguments[0].Object is PyUserObject self)
            self.DeleteDefault(runtime, name);
        else if (arguments[0].As<PyType>() is not null)
            throw PyErrors.TypeError("can't apply this __delattr__ to type object");
        else if (arguments[0].Object is { } target)
            target.DeleteAttribute(runtime, name);
        else
            throw Attributes.CannotSet(runtime, arguments[0], name);
        return PyValue.None;
    }

    private static string NameOf(PyValue name) =>
        name.As<PyStr>()?.Value ?? throw PyErrors.TypeError($"attribute name must be string, not '{name.Type.Name}'");
}
