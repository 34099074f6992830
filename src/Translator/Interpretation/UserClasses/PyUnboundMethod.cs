namespace Pyc.Translation.Interpretation;

/// <summary>Python 2: a function of a class, read through the class. It wants an object of the class.</summary>
internal sealed class PyUnboundMethod(PyFunction function, PyType owner) : PyObject, IDescriptor
{
    /// <inheritdoc/>
    public override PyType Type => PyTypes.InstanceMethod;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type) =>
        !self.IsUnbound && self.Type.IsSubtypeOf(owner) ? new PyMethod(function, self) : this;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        if (arguments.PositionalCount > 0 && arguments.Values[0].Type.IsSubtypeOf(owner))
            return function.Call(runtime, arguments);
        var given = arguments.PositionalCount == 0 ? "nothing" : $"{arguments.Values[0].Type.Name} instance";
        throw PyErrors.TypeError(
            $"unbound method {function.Name}() must be called with {owner.Name} instance as first argument (got {given} instead)");
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (name is "im_func" or "__func__")
        {
            value = function;
            return true;
        }
        return function.TryGetAttribute(runtime, name, out value) || base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<unbound method {owner.Name}.{function.Name}>";
}
