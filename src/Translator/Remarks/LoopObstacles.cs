using System.Globalization;
using Pyc.Translation.Ir;

namespace Pyc.Translation;

/// <summary>The sentences for what stands in the way of a loop: what, and what to change where that helps.</summary>
internal static class LoopObstacles
{
    /// <summary>The sentence for a refusal, without the loop it is about: "it stores and sums ints. Make two loops of it."</summary>
    public static string Sentence(in LoopRefusal refusal)
    {
        var operation = refusal.At is { } at ? OperationNames.Of(at) : "an operation";
        var number = refusal.Number.ToString(CultureInfo.InvariantCulture);
        return refusal.Obstacle switch
        {
            LoopObstacle.NoVectors => "there are no vectors: the processor has neither AVX2 nor AVX-512, or MaximumVectorLanes allows none.",
            LoopObstacle.ContainsLoop => "it contains another loop, and only innermost loops are copied.",
            LoopObstacle.SeveralEntries => "it is entered in several places.",
            LoopObstacle.NoTest => "no comparison at the start or the end of a round alone decides whether it goes on. Write `for i in range(...)`, or `while i < n` with the end in the condition.",
            LoopObstacle.NoIntComparison => $"it goes on by {operation}, and not while one int is below another. Count its rounds: `for i in range(n)`.",
            LoopObstacle.NoCounter => "no int that it compares with its end grows by one in each round. Count its rounds by `for i in range(n)`, and compute what else changes from i.",
            LoopObstacle.ChangingEnd => "what its counter is compared with may change from round to round. Keep the end in a variable of its own before the loop.",
            LoopObstacle.TooManyBlocks => $"a round has {number} pieces with conditions between them, more than is made one. Make several loops of it.",
            LoopObstacle.TooManyOperations => $"a round has {number} operations, more than is copied. Make several loops of it.",
            LoopObstacle.Calls => $"it makes {operation} in each round, which is not put in its place.",
            LoopObstacle.ChangesList when refusal.At is { Op: Op.RuntimeCall, Immediate: (long)RuntimeFunction.NewList } => "it makes a new list in each round. Make one before the loop, and store into it.",
            LoopObstacle.ChangesList => $"it changes what a list holds, by {operation}. Make the list before the loop, `[0.0] * n`, and store by index.",
            LoopObstacle.ReadsChangingList => "it reads a list that may have grown or shrunk since the round before. Keep what is appended to out of the loop.",
            LoopObstacle.Raises => $"{operation} may raise in any round.",
            LoopObstacle.HasEffects => $"{operation} has to be done round by round.",
            LoopObstacle.UnknownStart => "the number that it starts with is no sum of ints that are known before it.",
            LoopObstacle.UnknownEnd => "its end is no sum of ints that are known before it.",
            LoopObstacle.TooManyTerms => "its indexes are sums of too many numbers.",
            LoopObstacle.NoRounds => "it runs no round.",
            LoopObstacle.CarriesOther => "it takes a bool, or something that is no number, from one round to the next.",
            LoopObstacle.Breaks => $"{operation} decides in each round whether it ends. A loop that runs to its end, and keeps what it has found, has no such test.",
            LoopObstacle.ChecksDivisor => "it divides ints by what changes from round to round, and each may be 0.",
            LoopObstacle.ChecksInRound => "it makes a check in each round that lanes do not have.",
            LoopObstacle.NotNextElement => "the elements that it reads or writes do not follow each other from round to round: the index must be the counter plus something that stays the same.",
            LoopObstacle.ChangingSequence => "which array it reads or writes changes from round to round. Keep the row in a variable before the loop.",
            LoopObstacle.ElementsWithoutLanes => "lanes hold ints, floats and bools of up to 64 bits with a sign, and it reads or writes other elements.",
            LoopObstacle.TooManyStores => $"it stores to more than {number} places in a round. Make several loops of it.",
            LoopObstacle.ReadsUnderCondition => "it reads an element only under a condition, and whether that is there in all other rounds too is not known. Read it before the condition.",
            LoopObstacle.StoresUnderCondition => "it stores elements of fewer than 64 bits only under a condition. Store in each round, what was there before where nothing changes.",
            LoopObstacle.StoresAndCollects => "it stores, and adds up ints or looks for the least of floats besides: what is stored could not be done again. Make two loops of it.",
            LoopObstacle.SumsFloats => "it adds up floats, and their order decides about the last bits: the sum is CPython's only round by round.",
            LoopObstacle.CarriesValue when refusal.At?.Op is Op.Phi or Op.Select => "each round goes on from what the one before has chosen.",
            LoopObstacle.CarriesValue => $"each round goes on from {operation} of the one before.",
            LoopObstacle.NothingToDo => "it stores nothing and collects nothing of each round.",
            LoopObstacle.UsesCollected => "it uses what it has collected so far within a round.",
            LoopObstacle.TooManyProducts => "most of it is products of ints, which these vectors have no instruction for: in lanes it would take longer.",
            LoopObstacle.NoLaneOperation => $"lanes have no instruction for {operation}.",
            LoopObstacle.NoLaneType => $"lanes hold ints that fit 64 bits with a sign, floats and bools, and {operation} gives something else.",
            LoopObstacle.SameCondition => "it uses a bool that is the same in all rounds, which lanes do not have. A condition on it can stand before the loop.",
            LoopObstacle.Overflows => $"{operation} may exceed 64 bits, and no limit for its operands says when. Mask what is meant to wrap: `& 0xFFFFFFFF`.",
            LoopObstacle.ReadsWhatIsWritten => "a round reads what one of the few before it has written.",
            LoopObstacle.NoCheckToSave => "it makes no check.",
            LoopObstacle.NotLinear => "what its checks test is computed in the round, and is no multiple of the counter plus something that stays the same: nothing can be said before the loop.",
            LoopObstacle.TooLargeForChecks => $"a round has {number} operations, too many to be copied for the checks that it would save. Make several loops of it.",
            LoopObstacle.LeavesWithValues => "it is also left by `break` or `return`, with values that no copy of it can give.",
            LoopObstacle.FunctionTooLarge => "the function has too many loops with results already. Split it.",
            _ => throw new InternalCompilerException($"There is no sentence for {refusal.Obstacle}.", stage: "remarks"),
        };
    }
}
