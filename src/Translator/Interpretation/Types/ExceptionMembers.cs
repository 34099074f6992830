namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>BaseException</c>, which all exceptions share.</summary>
/// <remarks>CPython: <c>Objects/exceptions.c</c>.</remarks>
internal static class ExceptionMembers
{
    /// <summary><c>BaseException.__init__</c>.</summary>
    public static BuiltinRow Initializer { get; } = new("__init__(self, *args, **names)", static (runtime, arguments) =>
    {
        Self(arguments).Initialize(runtime, KeywordDict.Arguments(runtime, arguments[2..], arguments[1]));
        return PyValue.None;
    });

    /// <summary><c>BaseException.__new__</c>.</summary>
    public static BuiltinRow Constructor { get; } = new("__new__(*args, **names)", static (runtime, arguments) =>
        PyException.Create(runtime, Classes.ClassForNew(runtime, ExceptionTypes.BaseException, arguments[1..]), arguments[2..]));

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        Constructor,
        Initializer,
        new("__str__(self, /)", static (runtime, arguments) => PyValue.FromText(Self(arguments).TextOfArguments(runtime))),
        new("__repr__(self, /)", static (runtime, arguments) => PyValue.FromText(Self(arguments).ReprOfArguments(runtime))),
        new("with_traceback(self, traceback, /)", WithTraceback, Since: new(3, 0)),
        new("add_note(self, note, /)", AddNote, Since: new(3, 11)),
        new("__getitem__(self, index, /)", static (runtime, arguments) => Self(arguments).GetItem(runtime, arguments[1]), Until: new(3, 0)),
    ];

    // A method is only ever called with an object of its class: see PyMethodDescriptor.
    private static PyException Self(ReadOnlySpan<PyValue> arguments) => arguments[0].As<PyException>()!;

    private static PyValue WithTraceback(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        Self(arguments).SetAttribute(runtime, "__traceback__", arguments[1]);
        return arguments[0];
    }

    private static PyValue AddNote(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        if (arguments[1].As<PyStr>() is null)
            throw PyErrors.TypeError($"note must be a str, not '{arguments[1].Type.Name}'");
        var self = Self(arguments);
        if (!self.TryGetAttribute(runtime, "__notes__", out var notes))
            self.SetAttribute(runtime, "__notes__", notes = new PyList());
        if (notes.As<PyList>() is not { } list)
            throw PyErrors.TypeError("Cannot add note: __notes__ is not a list");
        list.Append(runtime, arguments[1]);
        return PyValue.None;
    }
}
