using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>Why a pass leaves a loop as it is. Made where it is decided, turned into words only where somebody asks.</summary>
/// <param name="Obstacle">What stands in the way.</param>
/// <param name="At">The value that does; <see langword="null"/> for the loop as a whole.</param>
/// <param name="Number">A number that <see cref="LoopObstacles"/> puts into the sentence.</param>
internal readonly record struct LoopRefusal(LoopObstacle Obstacle, Value? At = null, int Number = 0)
{
    /// <summary>The remark.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="loop">Where the loop begins.</param>
    public Remark ToRemark(RemarkKind kind, SourceLocation loop) =>
        new(kind, At is { Origin.Line: > 0 } && RemarkCollection.InModule(At.Origin) is var at && at.File == loop.File ? at : loop, LoopObstacles.Sentence(this));
}

/// <summary>What stands in the way of a loop in lanes, or of a main loop without checks.</summary>
internal enum LoopObstacle
{
    None,
    NoVectors,
    ContainsLoop,
    SeveralEntries,
    NoTest,
    NoIntComparison,
    NoCounter,
    ChangingEnd,
    TooManyBlocks,
    TooManyOperations,
    Calls,
    ChangesList,
    ReadsChangingList,
    Raises,
    HasEffects,
    UnknownStart,
    UnknownEnd,
    TooManyTerms,
    NoRounds,
    CarriesOther,
    Breaks,
    ChecksDivisor,
    ChecksInRound,
    NotNextElement,
    ChangingSequence,
    ElementsWithoutLanes,
    TooManyStores,
    ReadsUnderCondition,
    StoresUnderCondition,
    StoresAndCollects,
    SumsFloats,
    CarriesValue,
    NothingToDo,
    UsesCollected,
    TooManyProducts,
    NoLaneOperation,
    NoLaneType,
    SameCondition,
    Overflows,
    ReadsWhatIsWritten,
    NoCheckToSave,
    NotLinear,
    TooLargeForChecks,
    LeavesWithValues,
    FunctionTooLarge,
}
