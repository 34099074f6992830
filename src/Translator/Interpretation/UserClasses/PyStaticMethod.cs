namespace Pyc.Translation.Interpretation;

/// <summary><c>staticmethod(function)</c>: nothing is bound.</summary>
internal sealed class PyStaticMethod(PyValue function) : PyObject, IDescriptor
{
    /// <summary>The constructor.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
        [new("__new__(cls, function, /)", static (_, arguments) => new PyStaticMethod(arguments[1]))];

    /// <summary><c>__func__</c>.</summary>
    public PyValue Function { get; } = function;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.StaticMethod;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type) => Function;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments) =>
        runtime.Semantics.Classes.StaticMethodIsCallable ? Operators.Call(runtime, Function, arguments) : base.Call(runtime, arguments);

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) =>
        WrappedFunction.TryGetAttribute(runtime, Function, name, out value) || base.TryGetAttribute(runtime, name, out value);
}
