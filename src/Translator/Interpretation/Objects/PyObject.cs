using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A Python object: whatever does not lie in a <see cref="PyValue"/> itself.</summary>
/// <remarks>
/// The virtual members are CPython's type slots. Callers go through <see cref="Operators"/>, which knows the values that are no
/// objects and the order in which two operands are asked.
/// </remarks>
internal abstract class PyObject
{
    /// <summary>Its class.</summary>
    public abstract PyType Type { get; }

    /// <summary><c>bool(self)</c>.</summary>
    public virtual bool IsTrue(PythonRuntime runtime) => true;

    /// <summary><c>self(…)</c>.</summary>
    public virtual PyValue Call(PythonRuntime runtime, in CallArguments arguments) =>
        throw PyErrors.TypeError($"'{Type.Name}' object is not callable");

    /// <summary><c>self.name</c>, bound where it is a method; false where there is none.</summary>
    public virtual bool TryGetAttribute(PythonRuntime runtime, string name, out PyValue value) =>
        Attributes.TryGetFromType(runtime, this, Type, name, out value);

    /// <summary><c>self.name = value</c>.</summary>
    public virtual void SetAttribute(PythonRuntime runtime, string name, PyValue value) =>
        throw Attributes.CannotSet(runtime, this, name);

    /// <summary><c>del self.name</c>.</summary>
    public virtual void DeleteAttribute(PythonRuntime runtime, string name) =>
        throw Attributes.CannotSet(runtime, this, name);

    /// <summary><c>self[key]</c>.</summary>
    public virtual PyValue GetItem(PythonRuntime runtime, PyValue key) => throw Operators.NotSubscriptable(runtime, this);

    /// <summary><c>self[key] = value</c>.</summary>
    public virtual void SetItem(PythonRuntime runtime, PyValue key, PyValue value) =>
        throw PyErrors.TypeError($"'{Type.Name}' object does not support item assignment");

    /// <summary><c>del self[key]</c>.</summary>
    public virtual void DeleteItem(PythonRuntime runtime, PyValue key) =>
        throw Operators.NoItemDeletion(runtime, this, key);

    /// <summary><c>len(self)</c>; false where it has none.</summary>
    public virtual bool TryGetLength(PythonRuntime runtime, out long length)
    {
        length = 0;
        return false;
    }

    /// <summary><c>iter(self)</c>; null where it is not iterable.</summary>
    public virtual PyIterator? GetIterator(PythonRuntime runtime) => null;

    /// <summary><c>item in self</c>.</summary>
    public virtual bool Contains(PythonRuntime runtime, PyValue item) => Operators.ContainsByIteration(runtime, this, item);

    /// <summary>A binary operator with this as one of the operands; false is Python's NotImplemented.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="op">The operator.</param>
    /// <param name="left">The left operand.</param>
    /// <param name="right">The right operand.</param>
    /// <param name="isReflected">Whether this is the right operand, and the left one did not know what to do.</param>
    /// <param name="result">The result.</param>
    public virtual bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        return false;
    }

    /// <summary>The operator of an augmented assignment; false where the ordinary one applies.</summary>
    public virtual bool TryBinaryInPlace(PythonRuntime runtime, BinaryOperator op, PyValue right, out PyValue result)
    {
        result = default;
        return false;
    }

    /// <summary><c>self op right</c>; false is Python's NotImplemented.</summary>
    public virtual bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        return false;
    }

    /// <summary>A unary operator other than <c>not</c>; false where it has none.</summary>
    public virtual bool TryUnary(PythonRuntime runtime, UnaryOperator op, out PyValue result)
    {
        result = default;
        return false;
    }

    /// <summary><c>hash(self)</c>.</summary>
    public virtual long Hash(PythonRuntime runtime) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    /// <summary><c>repr(self)</c>.</summary>
    public virtual string Repr(PythonRuntime runtime) => $"<{Type.Name} object>";

    /// <summary><c>str(self)</c>.</summary>
    public virtual string Str(PythonRuntime runtime) => Repr(runtime);

    /// <summary><c>format(self, specification)</c>.</summary>
    public virtual string Format(PythonRuntime runtime, string specification) =>
        specification.Length == 0
            ? Str(runtime)
            : runtime.Semantics.Classes.ObjectFormatsItsText
            ? Operators.Format(runtime, PyValue.FromText(Str(runtime)), specification)
            : throw PyErrors.TypeError($"unsupported format string passed to {Type.Name}.__format__");
}
