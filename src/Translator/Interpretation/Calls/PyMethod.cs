namespace Pyc.Translation.Interpretation;

/// <summary>A function with its first argument: what <c>object.method</c> gives.</summary>
internal sealed class PyMethod(PyObject function, PyValue self) : PyObject
{
    /// <summary><c>__func__</c>.</summary>
    public PyObject Function { get; } = function;

    /// <summary><c>__self__</c>.</summary>
    public PyValue Self { get; } = self;

    /// <inheritdoc/>
    public override PyType Type => Function is PyBuiltinFunction ? PyTypes.BuiltinFunction : PyTypes.Method;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        var values = new PyValue[arguments.Values.Length + 1];
        values[0] = Self;
        arguments.Values.CopyTo(values.AsSpan(1));
        return Function.Call(runtime, new CallArguments(values, arguments.Names));
    }
}
