using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What differs between the versions in containers.</summary>
internal sealed partial record ContainerSemantics
{
    /// <summary>How a dict's table grows and where it looks.</summary>
    public required TablePolicy DictPolicy { get; init; }

    /// <summary>How a set's table grows and where it looks.</summary>
    public required TablePolicy SetPolicy { get; init; }

    /// <summary>Whether everything has a place in one order, as in Python 2.</summary>
    public required bool HasDefaultOrder { get; init; }

    /// <summary>Whether <c>dict | dict</c> is there.</summary>
    public required bool HasDictUnion { get; init; }

    /// <summary>Whether a slice can be a key.</summary>
    public required bool HasSliceHash { get; init; }

    /// <summary>Message of the TypeError of a slice's hash, where it has none.</summary>
    public required string UnhashableSlice { get; init; }

    /// <summary>The end of the RecursionError's message where containers are nested too deeply to be compared.</summary>
    public required string WhileComparing { get; init; }

    /// <summary>Whether a tuple's hash is the newer one.</summary>
    public required bool UsesTupleXxHash { get; init; }

    /// <summary>Whether a frozenset's hash is the newer one.</summary>
    public required bool ShufflesSetHash { get; init; }

    /// <summary>Whether sets show as <c>{1}</c>, not as <c>set([1])</c>.</summary>
    public required bool HasSetLiterals { get; init; }

    /// <summary>Whether ranges are compared by their numbers.</summary>
    public required bool HasRangeEquality { get; init; }

    /// <summary>Whether a range can be sliced.</summary>
    public required bool HasRangeSlices { get; init; }

    /// <summary>Whether a walk through a dict notices more keys than there were.</summary>
    public required bool NoticesChangedKeys { get; init; }

    /// <summary>Whether a set's difference with a much smaller one begins with a copy.</summary>
    public required bool CopiesForSmallDifference { get; init; }

    /// <summary>Message of the TypeError of <c>index</c> with a bound that is no int.</summary>
    public required string BadSearchBound { get; init; }

    /// <summary>TypeError's text of a bound of a slice that is no int; ranges keep that of earlier versions.</summary>
    public required string BadSliceBound { get; init; }

    /// <summary>The TypeError of a key without hash, where it is not that of <c>hash</c>.</summary>
    public required Func<PyValue, PythonError, PythonError>? UnhashableKey { get; init; }

    /// <summary>The TypeError of an element without hash, where it is not that of <c>hash</c>.</summary>
    public required Func<PyValue, PythonError, PythonError>? UnhashableElement { get; init; }

    /// <summary>Makes room before a dict takes over another's entries.</summary>
    public required Action<PythonRuntime, KeyTable, int> PrepareMerge { get; init; }

    /// <summary>Makes room before a set takes over another's items; or gives a copy of the other's table, which is then the result.</summary>
    public required Func<PythonRuntime, KeyTable, KeyTable, KeyTable?> PrepareSetMerge { get; init; }

    /// <summary>Whether an empty set copies another's slots as they are.</summary>
    public required bool CopiesSlots { get; init; }

    /// <summary>Whether the flags of <c>sort</c> may be anything that is true or false.</summary>
    public required bool TakesAnyTruthAsFlag { get; init; }

    /// <summary>Whether a sort takes a function that compares.</summary>
    public required bool HasComparisonFunctions { get; init; }

    /// <summary>Message of the OverflowError of an argument beyond 64 bits.</summary>
    public required string IntegerArgumentTooLarge { get; init; }

    /// <summary>Message of the TypeError of an argument that is no int, from its class.</summary>
    public required Func<string, string> BadInteger { get; init; }

    /// <summary>Message of <c>list.index</c> for what is not there, from its repr.</summary>
    public required Func<string, string> MissingInList { get; init; }

    /// <summary>Whether <c>view &amp; other</c> walks through one of them and asks the other.</summary>
    public required bool IntersectsViewsByIteration { get; init; }

    /// <summary>Whether <c>slice.indices</c> refuses a negative length, and takes one beyond 64 bits.</summary>
    public required bool RefusesNegativeLength { get; init; }

    /// <summary>Message of the TypeError of <c>slice.indices</c> of what is no int, from its class.</summary>
    public required Func<string, string> BadSliceLength { get; init; }

    /// <summary>The class of the exception of setting a part of a slice or range.</summary>
    public required PyType ReadonlyPartType { get; init; }

    /// <summary>Whether popping from an empty dict names the reason, not the key.</summary>
    public required bool NamesEmptyDict { get; init; }

    /// <summary>Whether a set with that many slots in use after a merge, of that many, grows before it.</summary>
    public required Func<long, long, bool> IsFullForMerge { get; init; }

    /// <summary>Whether a set with that many dummies, in that many slots, is rebuilt after a difference.</summary>
    public required Func<long, long, bool> HasManyDummies { get; init; }

    /// <summary>Makes room before <c>dict.fromkeys</c> takes keys.</summary>
    public required Action<PythonRuntime, PyDict, PyValue> PrepareFromKeys { get; init; }

    /// <summary>Whether a float as index of a list's method has a message of its own.</summary>
    public required bool NamesFloatIndex { get; init; }

    /// <summary>Message of the TypeError of a flag that is no int, from its class.</summary>
    public required Func<string, string> BadFlag { get; init; }

    /// <summary>Message of the TypeError of <c>list[a:b] = value</c> for what cannot be iterated over.</summary>
    public required string NotIterableForSlice { get; init; }

    /// <summary>Whether <c>dict.fromkeys</c> of a set or dict makes a table of just the size and never grows it.</summary>
    public required bool FillsTableFromKeys { get; init; }

    /// <summary>The messages of unpacking.</summary>
    public required UnpackingWords UnpackingWords { get; init; }

    /// <summary>Message of the TypeError of a positional argument of <c>list.sort</c>.</summary>
    public required string SortTakesNames { get; init; }

    /// <summary>Message of the OverflowError of a flag of <c>sort</c> beyond 32 bits.</summary>
    public required Func<System.Numerics.BigInteger, string> FlagTooLarge { get; init; }

    /// <summary>What is compared with what in a sort.</summary>
    public required SortPolicy Sorting { get; init; }

    /// <summary>The error of setting a part of a slice or range.</summary>
    public PythonError ReadonlyPart => PyErrors.Of(ReadonlyPartType, "readonly attribute");

    /// <summary>The error of <c>{}.pop(key)</c>.</summary>
    public PythonError EmptyPop(PyValue key) =>
        PyErrors.KeyError(NamesEmptyDict ? PyValue.FromText("pop(): dictionary is empty") : key);

    /// <summary>Message of the TypeError of an argument that is no int.</summary>
    public string BadIntegerArgument(PyValue value) => BadInteger(value.Type.Name);

    /// <summary>Message of the TypeError of an index that is an argument of a list's method and no int.</summary>
    public string BadIndexArgument(PyValue value) =>
        value.IsFloat && NamesFloatIndex ? "integer argument expected, got float" : BadIntegerArgument(value);

    /// <summary>Message of <c>list.index</c> for what is not there.</summary>
    public string NotInList(PythonRuntime runtime, PyValue value) => MissingInList(Operators.Repr(runtime, value));

    /// <summary>The TypeError of a value that has no hash.</summary>
    public static PythonError Unhashable(PyValue value) => PyErrors.TypeError($"unhashable type: '{value.Type.Name}'");
}
