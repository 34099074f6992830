namespace Pyc.Translation.Interpretation;

/// <summary>An attribute of one of Python's own classes that is computed when it is read: CPython's <c>getset_descriptor</c>.</summary>
/// <param name="function">What computes it.</param>
/// <param name="owner">The class that it was read from, which it is then asked of alone; null while it is in its class.</param>
internal sealed class PyComputedAttribute(PyBuiltinFunction function, PyType? owner = null) : PyObject, IDescriptor
{
    /// <summary>What reading it from its class gives: it may get into any other class from there, and checks its objects.</summary>
    public PyComputedAttribute Of(PyType type) => owner is null ? new(function, type) : this;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.MethodDescriptor;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type) =>
        self.IsUnbound ? this
        : owner is null || self.Type.IsSubtypeOf(owner) ? function.Call(runtime, new CallArguments([self]))
        : throw runtime.Semantics.Classes.WrongBinding(function.Name, owner, self);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<attribute '{function.Name}'>";
}
