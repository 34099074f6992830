using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A method of one of Python's own classes, read through the class: <c>str.upper</c>. It checks what it is called with.</summary>
internal sealed class PyMethodDescriptor(PyBuiltinFunction function, PyType owner) : PyObject, IDescriptor
{
    /// <summary>The method.</summary>
    public PyBuiltinFunction Function { get; } = function;

    /// <summary>The class.</summary>
    public PyType Owner { get; } = owner;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.MethodDescriptor;

    /// <inheritdoc/>
    public PyValue Get(PythonRuntime runtime, PyValue self, PyType type) =>
        self.IsUnbound ? this
        : self.Type.IsSubtypeOf(Owner) ? new PyMethod(Function, self)
        : throw runtime.Semantics.Classes.WrongBinding(Function.Name, Owner, self);

    /// <inheritdoc/>
    public override PyValue Call(PythonRuntime runtime, in CallArguments arguments)
    {
        if (arguments.PositionalCount == 0)
            throw runtime.Semantics.Classes.NoReceiver(Function.Name, Owner);
        Check(runtime, arguments.Values[0]);
        return Function.Call(runtime, arguments);
    }

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) => Function.Name.StartsWith("__", StringComparison.Ordinal)
        ? $"<slot wrapper '{Function.Name}' of '{Owner.Name}' objects>"
        : $"<method '{Function.Name}' of '{Owner.Name}' objects>";

    /// <inheritdoc/>
    public override bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value)
    {
        if (name is "__name__" or "__qualname__")
        {
            value = PyValue.FromText(name == "__name__" ? Function.Name : $"{Owner.Name}.{Function.Name}");
            return true;
        }
        return base.TryGetAttribute(runtime, name, out value);
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) || right.As<PyMethodDescriptor>() is not { } other)
            return false;
        result = PyValue.FromBool(ReferenceEquals(Function, other.Function) == (op == ComparisonOperator.Equal));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => Function.Hash(runtime);

    private PyValue Check(PythonRuntime runtime, PyValue self) =>
        self.Type.IsSubtypeOf(Owner) ? self : throw runtime.Semantics.Classes.WrongReceiver(Function.Name, Owner, self);
}
