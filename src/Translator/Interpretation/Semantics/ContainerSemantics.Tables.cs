using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <content>The tables of dict and set.</content>
/// <remarks>CPython: <c>Objects/dictobject.c</c>, <c>Objects/setobject.c</c>.</remarks>
internal sealed partial record ContainerSemantics
{
    private const string NoFloatAsFlag = "integer argument expected, got float";
    private const int LargeTable = 50000;                   // keys; larger tables grow less

    /// <summary>The semantics of one series.</summary>
    public static ContainerSemantics For(PythonVersion version)
    {
        var isPython3 = version.IsAtLeast(3, 0);
        var dictPolicy = DictPolicyOf(version);
        return new()
        {
            DictPolicy = dictPolicy,
            SetPolicy = SetPolicyOf(version),
            HasDefaultOrder = !isPython3,
            HasDictUnion = version.IsAtLeast(3, 9),
            HasSliceHash = version.IsAtLeast(3, 12),
            UnhashableSlice = isPython3 ? "unhashable type: 'slice'" : "unhashable type",
            WhileComparing = version.IsAtLeast(3, 2) ? " in comparison" : " in cmp",
            UsesTupleXxHash = version.IsAtLeast(3, 8),
            ShufflesSetHash = version.IsAtLeast(3, 6),
            HasSetLiterals = isPython3,
            HasRangeEquality = version.IsAtLeast(3, 3),
            HasRangeSlices = version.IsAtLeast(3, 2),
            NoticesChangedKeys = version.IsAtLeast(3, 8),
            CopiesForSmallDifference = version.IsAtLeast(3, 3),
            BadSearchBound = version.IsAtLeast(3, 6) || !isPython3
                ? "slice indices must be integers or have an __index__ method"
                : "slice indices must be integers or None or have an __index__ method",
            BadSliceBound = version.IsAtLeast(3, 15)
                ? "slice indices must be integers or have an __index__ method"
                : "slice indices must be integers or None or have an __index__ method",
            UnhashableKey = version.IsAtLeast(3, 14) ? (key, error) => Cannot("dict key", key, error) : null,
            UnhashableElement = version.IsAtLeast(3, 14) ? (key, error) => Cannot("set element", key, error) : null,
            PrepareMerge = dictPolicy.IsOrdered
                ? static (_, _, _) => { }
                : dictPolicy.GrowsBeforeInsertion ? PrepareMergeFrom33 : PrepareMergeUpTo32,
            PrepareSetMerge = PrepareMergeOfSets,
            IsFullForMerge = IsSetFull(version),
            HasManyDummies = version.IsAtLeast(3, 7)
                ? static (dummies, size) => dummies > (size - 1) / 4
                : static (dummies, size) => dummies * 5 >= size - 1,
            CopiesSlots = version.IsAtLeast(3, 5),
            Words = ContainerWords.For(version),
            TakesAnyTruthAsFlag = version.IsAtLeast(3, 12),
            HasComparisonFunctions = !isPython3,
            IntegerArgumentTooLarge = isPython3 ? "Python int too large to convert to C ssize_t" : "Python int too large to convert to C long",
            BadInteger = isPython3 ? static name => $"'{name}' object cannot be interpreted as an integer" : static _ => "an integer is required",
            MissingInList = version.IsAtLeast(3, 14) ? static _ => "list.index(x): x not in list" : static repr => $"{repr} is not in list",
            IntersectsViewsByIteration = version.IsAtLeast(3, 9),
            RefusesNegativeLength = version.IsAtLeast(3, 3),
            BadSliceLength = isPython3
                ? static name => $"'{name}' object cannot be interpreted as an integer"
                : static name => $"'{name}' object cannot be interpreted as an index",
            ReadonlyPartType = isPython3 ? ExceptionTypes.AttributeError : ExceptionTypes.TypeError,
            NamesEmptyDict = version.IsAtLeast(3, 0) && !version.IsAtLeast(3, 3),
            PrepareFromKeys = dictPolicy.IsOrdered ? static (_, _, _) => { } : ReserveForKeys,
            NamesFloatIndex = !version.IsAtLeast(3, 10),
            BadFlag = version.IsAtLeast(3, 10) ? static name => $"'{name}' object cannot be interpreted as an integer"
                : isPython3 ? static name => name == "float" ? NoFloatAsFlag : $"an integer is required (got type {name})"
                : static name => name == "float" ? NoFloatAsFlag : "an integer is required",
            NotIterableForSlice = version.IsAtLeast(3, 13) ? "must assign iterable to extended slice" : "can only assign an iterable",
            FillsTableFromKeys = !version.IsAtLeast(3, 3),
            UnpackingWords = UnpackingWords.For(version),
            Sorting = SortPolicyOf(version),
            SortTakesNames = version.IsAtLeast(3, 7) ? "sort() takes no positional arguments" : "must use keyword argument for key function",
            FlagTooLarge = version.IsAtLeast(3, 8) ? static _ => "Python int too large to convert to C int" : static flag =>
                flag < long.MinValue || flag > long.MaxValue ? "Python int too large to convert to C long"
                : flag.Sign > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum",
        };
    }

    // What made three runs four came to 2.7 and 3.4 as a fix, too.
    private static SortPolicy SortPolicyOf(PythonVersion version) => new(
        version.IsAtLeast(3, 11) ? MergePolicy.Powers
            : version.IsAtLeast(3, 4) || !version.IsAtLeast(3, 0) ? MergePolicy.LastFour : MergePolicy.LastThree,
        RunsMayFallAndRest: version.IsAtLeast(3, 13),
        VariesMinimumRun: version.IsAtLeast(3, 15),
        AsksClassFirst: version.IsAtLeast(3, 7));

    private static TablePolicy DictPolicyOf(PythonVersion version)
    {
        if (version.IsAtLeast(3, 6))
            return new(Probing.Perturb, DummyReuse.None, true, true, static (fill, size) => fill * 3 >= size * 2, static (used, _) => used * 3);
        if (version.IsAtLeast(3, 3))
            return new(Probing.Perturb, DummyReuse.First, false, true, static (fill, size) => fill >= ((size << 1) + 1) / 3, static (used, size) => (used * 2) + (size >> 1));
        return new(
            Probing.Perturb, DummyReuse.First, false, false, static (fill, size) => fill * 3 >= size * 2, static (used, _) => used * (used > LargeTable ? 2 : 4));
    }

    private static TablePolicy SetPolicyOf(PythonVersion version)
    {
        var probing = version.IsAtLeast(3, 5) ? Probing.Neighbours
            : version.IsAtLeast(3, 4) ? Probing.NeighboursByXor : Probing.Perturb;
        // 3.9 alone leaves dummies where they are.
        var reuse = !version.IsAtLeast(3, 7) ? DummyReuse.First
            : version.IsAtLeast(3, 9) && !version.IsAtLeast(3, 10) ? DummyReuse.None : DummyReuse.Last;
        return new(probing, reuse, false, false, IsSetFull(version), static (used, _) => used * (used > LargeTable ? 2 : 4))
        {
            HasLastingFinger = version.IsAtLeast(3, 5),
        };
    }

    private static Func<long, long, bool> IsSetFull(PythonVersion version) =>
        version.IsAtLeast(3, 7) ? static (fill, size) => fill * 5 >= (size - 1) * 3
        : version.IsAtLeast(3, 6) ? static (fill, size) => fill * 3 >= (size - 1) * 2
        : static (fill, size) => fill * 3 >= size * 2;

    private static void PrepareMergeUpTo32(PythonRuntime runtime, KeyTable table, int added)
    {
        if (((long)table.Fill + added) * 3 >= table.SlotCount * 2L)
            table.Resize(runtime, ((long)table.Count + added) * 2);
    }

    private static void PrepareMergeFrom33(PythonRuntime runtime, KeyTable table, int added)
    {
        if (((((long)table.SlotCount << 1) + 1) / 3 - table.Fill) * 3 < added * 2L)
            table.Resize(runtime, ((long)table.Count + added) * 2);
    }

    private static KeyTable? PrepareMergeOfSets(PythonRuntime runtime, KeyTable table, KeyTable other)
    {
        var containers = runtime.Semantics.Containers;
        if (containers.IsFullForMerge((long)table.Fill + other.Count, table.SlotCount))
            table.Resize(runtime, ((long)table.Count + other.Count) * 2);
        var isSame = table.Fill == 0 && table.SlotCount == other.SlotCount && other.Fill == other.Count;
        return isSame && containers.CopiesSlots ? other.Clone() : null;
    }

    private static void ReserveForKeys(PythonRuntime runtime, PyDict dict, PyValue keys)
    {
        if (keys.Object is not (PyDict or PySet))
            return;
        var count = keys.Object is PyDict source ? source.Count : ((PySet)keys.Object).Count;
        dict.Reserve(runtime, runtime.Semantics.Containers.FillsTableFromKeys ? count / 2 * 3 : count);
    }

    private static PythonError Cannot(string use, PyValue value, PythonError error) =>
        PyErrors.TypeError($"cannot use '{value.Type.Name}' as a {use} ({TextOf(error)})");

    private static string TextOf(PythonError error) =>
        error.Value.Args is [var first, ..] && first.Object is PyStr text ? text.Value : error.Value.Type.Name;
}
