using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The <c>__new__</c> of one of Python's own classes as an object: it checks the class that it is called with.</summary>
/// <remarks>CPython: <c>Objects/typeobject.c</c>, <c>tp_new_wrapper</c>. Calling the class itself does not come through here.</remarks>
internal sealed class PyConstructor(PyBuiltinFunction function, PyType owner) : PyCallable
{
    /// <inheritdoc/>
    public override PyType Type => PyTypes.BuiltinFunction;

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        var name = runtime.Semantics.Exceptions.NameInTexts(owner);
        if (arguments.PositionalCount == 0)
            throw PyErrors.TypeError($"{name}.__new__(): not enough arguments");
        var type = Classes.ClassForNew(runtime, owner, arguments.Positional);
        if (type.IsBuiltin && type.TryLookup(runtime, function.Name, out var own) && !ReferenceEquals(own.Object, function))
        {
            var given = runtime.Semantics.Exceptions.NameInTexts(type);
            throw PyErrors.TypeError($"{name}.__new__({given}) is not safe, use {given}.__new__()");
        }
        return function.Call(runtime, arguments);
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        value = name switch
        {
            "__name__" => PyValue.FromText(function.Name),
            "__self__" => owner,
            _ => default,
        };
        return !value.IsUnbound || base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) || right.As<PyConstructor>() is not { } other)
            return false;
        result = PyValue.FromBool(ReferenceEquals(owner, other.Owner) == (op == ComparisonOperator.Equal));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => owner.Hash(runtime);

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => $"<built-in method {function.Name} of type object at 0x{Classes.Address(owner)}>";

    private PyType Owner => owner;
}
