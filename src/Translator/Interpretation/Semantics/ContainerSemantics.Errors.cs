using System.Globalization;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>Comparison of what has nothing in common, and errors.</content>
internal sealed partial record ContainerSemantics
{
    /// <summary>The words of errors.</summary>
    public required ContainerWords Words { get; init; }

    /// <summary>
    /// A comparison that neither operand knows: identity for <c>==</c> and <c>!=</c>, TypeError for the rest; Python 2 has an order for
    /// everything.
    /// </summary>
    public PyValue CompareUnrelated(PythonRuntime runtime, ComparisonOperator op, PyValue left, PyValue right)
    {
        if (op is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return PyValue.FromBool(left.IsSame(right) == (op == ComparisonOperator.Equal));
        if (HasDefaultOrder)
            return PyValue.FromBool(SequenceIndex.Holds(op, DefaultOrder.Compare(runtime, left, right)));
        throw PyErrors.TypeError(string.Format(
            CultureInfo.InvariantCulture, Words.Unorderable, SymbolOf(op), left.Type.Name, right.Type.Name));
    }

    /// <summary>TypeError: it has no items.</summary>
    public PythonError NotSubscriptable(PyValue value) =>
        Of(value.Object is PySet or PyDictView ? Words.NotIndexable : Words.NotSubscriptable, value);

    /// <summary>TypeError: its items cannot be deleted. Only for an index are sequences asked, which say it in other words.</summary>
    public PythonError NoItemDeletion(PyValue value, PyValue key) => Of(
        value.Object is null or PyFunction or PyBuiltinFunction or PyMethod or PyIterator or PyType or PySlice || !Numbers.IsInteger(key) ? Words.NoItems : Words.NoItemDeletion, value);

    /// <summary>TypeError: <c>in</c> has nothing to look through.</summary>
    public PythonError NotAContainer(PyValue value) => Of(Words.NotAContainer, value);

    /// <summary>Message of the TypeError of an index that is no int.</summary>
    public string BadIndex(PyType type, PyValue key)
    {
        var words = ReferenceEquals(type, PyTypes.List) ? Words.ListIndices
            : ReferenceEquals(type, PyTypes.Tuple) ? Words.TupleIndices : Words.RangeIndices;
        return $"{words}, not {key.Type.Name}";
    }

    /// <summary>TypeError: a sequence plus something of another class.</summary>
    public PythonError CannotConcatenate(PyType type, PyValue right) =>
        PyErrors.TypeError($"can only concatenate {type.Name} (not \"{right.Type.Name}\") to {type.Name}");

    private static PythonError Of(string words, PyValue value) =>
        PyErrors.TypeError(string.Format(CultureInfo.InvariantCulture, words, value.Type.Name));

    private static string SymbolOf(ComparisonOperator op) => op switch
    {
        ComparisonOperator.Less => "<",
        ComparisonOperator.LessOrEqual => "<=",
        ComparisonOperator.Greater => ">",
        _ => ">=",
    };
}
