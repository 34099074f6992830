using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in containers.</summary>
internal sealed partial record ContainerSemantics
{
    /// <summary>
    /// A comparison that neither operand knows: identity for <c>==</c> and <c>!=</c>, TypeError for the rest; Python 2 has an order for
    /// everything.
    /// </summary>
    public PyValue CompareUnrelated(PythonRuntime runtime, ComparisonOperator op, PyValue left, PyValue right) =>
        throw new NotSupportedException();

    /// <summary>TypeError: it has no items.</summary>
    public PythonError NotSubscriptable(PyValue value) => throw new NotSupportedException();

    /// <summary>TypeError: its items cannot be deleted.</summary>
    public PythonError NoItemDeletion(PyValue value) => throw new NotSupportedException();

    /// <summary>TypeError: <c>in</c> has nothing to look through.</summary>
    public PythonError NotAContainer(PyValue value) => throw new NotSupportedException();

    /// <summary>The semantics of one series.</summary>
    public static ContainerSemantics For(PythonVersion version) => new();
}
