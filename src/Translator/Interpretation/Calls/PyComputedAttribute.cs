namespace Pyc.Translation.Interpretation;

/// <summary>An attribute of one of Python's own classes that is computed when it is read: CPython's <c>getset_descriptor</c>.</summary>
internal sealed class PyComputedAttribute(PyBuiltinFunction function) : PyObject, IDescriptor
{
    /// <inheritdoc/>
    public override PyType Type => PyTypes.MethodDescriptor;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type) =>
        self.IsUnbound ? this : function.Call(runtime, new CallArguments([self]));

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<attribute '{function.Name}'>";
}
