using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>generator</c>.</summary>
internal static class GeneratorMembers
{
    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__iter__(self, /)", (_, arguments) => arguments[0]),
        new("__next__(self, /)", (runtime, arguments) => Self(arguments).Send(runtime, PyValue.None), Since: new PythonVersion(3, 0)),
        new("next(self, /)", (runtime, arguments) => Self(arguments).Send(runtime, PyValue.None), Until: new PythonVersion(3, 0)),
        new("send(self, value, /)", (runtime, arguments) => Self(arguments).Send(runtime, arguments[1])),
        new("throw(self, type, value=, traceback=, /)", Throw),
        new("close(self, /)", (runtime, arguments) => Self(arguments).Close(runtime)),
        .. UnbuiltMembers.OfGenerator,
    ];

    private static PyGenerator Self(ReadOnlySpan<PyValue> arguments) => arguments[0].As<PyGenerator>()
        ?? throw PyErrors.TypeError($"descriptor requires a 'generator' object but received '{arguments[0].Type.Name}'");

    private static PyValue Throw(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var self = Self(arguments);
        var (what, value) = (arguments[1], arguments[2]);
        if (what.As<PyException>() is { } instance)
        {
            return value.IsUnbound || value.IsNone
                ? self.Throw(runtime, instance)
                : throw PyErrors.TypeError("instance exception may not have a separate value");
        }
        if (what.As<PyType>() is not { } type || !type.IsSubtypeOf(ExceptionTypes.BaseException))
            throw PyErrors.TypeError(runtime.Semantics.Execution.ThrownNoException(what));
        if (value.As<PyException>() is { } ready && ready.Type.IsSubtypeOf(type))
            return self.Throw(runtime, ready);
        var made = value.IsUnbound || value.IsNone ? Operators.Call(runtime, what)
            : value.As<PyTuple>() is { } several ? Operators.Call(runtime, what, several.Items)
            : Operators.Call(runtime, what, value);
        return self.Throw(runtime, Raising.Normalise(runtime, made));
    }
}
