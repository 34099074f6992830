using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A union of classes: <c>int | str</c>, from 3.10 on.</summary>
/// <remarks>CPython: <c>Objects/unionobject.c</c>.</remarks>
internal sealed class PyUnion(ImmutableArray<PyValue> members) : PyObject
{
    /// <summary>The classes, and None as the class of None; each once.</summary>
    public ImmutableArray<PyValue> Members { get; } = members;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.UnionType;

    /// <summary>Makes a union of two classes or unions; None stands for its class. False where one is something else.</summary>
    public static bool TryMake(PythonRuntime runtime, PyValue left, PyValue right, out PyValue union)
    {
        union = default;
        var members = ImmutableArray.CreateBuilder<PyValue>();
        if (!Add(runtime, members, left) || !Add(runtime, members, right))
            return false;
        union = members.Count == 1 ? members[0] : new PyUnion(members.ToImmutable());
        return true;
    }

    /// <inheritdoc/>
    public override bool TryBinary(
        PythonRuntime runtime, BinaryOperator op, PyValue left, PyValue right, bool isReflected, out PyValue result)
    {
        result = default;
        return op == BinaryOperator.Or && TryMake(runtime, left, right, out result);
    }

    /// <inheritdoc/>
    public override bool TryCompare(PythonRuntime runtime, ComparisonOperator op, PyValue right, out PyValue result)
    {
        result = default;
        if (op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual) || right.As<PyUnion>() is not { } other)
            return false;
        var areEqual = Members.Length == other.Members.Length && Members.All(member => other.Members.Any(member.IsSame));
        result = PyValue.FromBool(areEqual == (op == ComparisonOperator.Equal));
        return true;
    }

    /// <inheritdoc/>
    public override long Hash(PythonRuntime runtime) => Members.Aggregate(0L, (hash, member) => hash ^ Operators.Hash(runtime, member));

    /// <inheritdoc/>
    public override string Repr(PythonRuntime runtime) =>
        string.Join(" | ", Members.Select(member => PyGenericAlias.ReprOfArgument(runtime, member)));

    private static bool Add(PythonRuntime runtime, ImmutableArray<PyValue>.Builder members, PyValue value)
    {
        if (value.As<PyUnion>() is { } union)
        {
            foreach (var member in union.Members)
                Add(runtime, members, member);
            return true;
        }
        var candidate = value.IsNone ? PyTypes.NoneType : value;
        if (candidate.Object is not (PyType or PyGenericAlias))
            return false;
        runtime.ChargeCopy(members.Count);
        if (!members.Any(candidate.IsSame))
            members.Add(candidate);
        return true;
    }
}
