namespace Pyc.Translation.Interpretation;

/// <summary><c>classmethod(function)</c>: the class is bound.</summary>
internal sealed class PyClassMethod(PyValue function) : PyObject, IDescriptor
{
    /// <summary>The constructor.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
        [new("__new__(cls, function, /)", static (_, arguments) => new PyClassMethod(arguments[1]))];

    /// <summary><c>__func__</c>.</summary>
    public PyValue Function { get; } = function;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.ClassMethod;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type)
    {
        // From 3.9 to 3.12 a property below is asked for what it gives of the class, and so is another classmethod.
        runtime.EnsureStack();
        if (Function.Object is IDescriptor descriptor && runtime.Semantics.Classes.ClassMethodChains)
            return descriptor.Get(runtime, type, PyTypes.Type);
        return Function.Object is { } function ? new PyMethod(function, type) : throw PyErrors.TypeError($"'{Function.Type.Name}' object is not callable");
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) =>
        WrappedFunction.TryGetAttribute(runtime, Function, name, out value) || base.TryGetAttribute(runtime, name, out value);
}
