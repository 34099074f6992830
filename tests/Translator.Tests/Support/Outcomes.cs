using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>How a transformed function's outcome compares with the original's.</summary>
internal enum OutcomeMatch
{
    /// <summary>Both return the same.</summary>
    Returned,

    /// <summary>Both exit for the same reason.</summary>
    Exited,

    /// <summary>The original exits on overflow, the transformed one ends as Python would have.</summary>
    Rescued,

    /// <summary>What Python would have done where the original exits on overflow is too large to be computed; or neither ends.</summary>
    Unknown,

    /// <summary>The transformed function is wrong.</summary>
    Wrong,
}

/// <summary>The rule by which a transformation is right.</summary>
/// <remarks>
/// Where the original returns or fails a check, the transformed function does the same. Where the original exits on overflow, Python
/// would have gone on with a bigger integer; then the transformed one either exits on overflow too, or ends as Python would have, which
/// is what the original does with integers without bounds: it returns that number, or fails that check. And without bounds the transformed
/// one means the same as the original. What exits leaves the interpreter with a frame that the original came past, by the same values: from
/// there on all goes as in Python, whichever of them it is.
/// </remarks>
internal static class Outcomes
{
    public static OutcomeMatch Compare(Function before, Function after, long[] arguments, int maxSteps = IrEvaluator.MaxSteps)
    {
        var expected = IrEvaluator.Run(before, maxSteps, arguments);
        var actual = IrEvaluator.Run(after, maxSteps * 4, arguments);   // what is expanded takes more operations
        if (expected.IsTooLarge)
            return OutcomeMatch.Unknown;   // it does not end
        if (expected.Exit == ExitReason.None)
            return actual == expected ? OutcomeMatch.Returned : OutcomeMatch.Wrong;

        var trace = new HashSet<string>();
        var unboundedExpected = IrEvaluator.RunUnbounded(before, arguments, trace, maxSteps);
        if (actual.Frame is { } frame && !trace.Contains(frame) && !unboundedExpected.IsTooLarge && !HasUnknown(trace))
            return OutcomeMatch.Wrong;
        if (expected.Exit != ExitReason.Overflow)
            return actual.IsLike(expected) ? OutcomeMatch.Exited : OutcomeMatch.Wrong;

        // Beyond 64 bits both must mean the same too: a later pass may remove the overflow that hides a difference. A check for overflow stays.
        var unbounded = IrEvaluator.RunUnbounded(after, arguments, maxSteps: maxSteps);
        var isChecked = unbounded.Exit == ExitReason.Overflow && actual.Exit == ExitReason.Overflow;
        if (!isChecked && !unbounded.IsLike(unboundedExpected) && !unbounded.IsTooLarge && !unboundedExpected.IsTooLarge)
            return OutcomeMatch.Wrong;
        if (unbounded.Frame is { } last && !trace.Contains(last) && !unboundedExpected.IsTooLarge && !HasUnknown(trace))
            return OutcomeMatch.Wrong;
        if (actual.Exit == ExitReason.Overflow)
            return OutcomeMatch.Exited;
        if (unboundedExpected.IsTooLarge)
            return OutcomeMatch.Unknown;
        return actual.IsLike(unboundedExpected) ? OutcomeMatch.Rescued : OutcomeMatch.Wrong;
    }

    // A frame with a number too large to be computed may be any.
    private static bool HasUnknown(HashSet<string> trace) => trace.Any(frame => frame.Contains("64, )", StringComparison.Ordinal));

    /// <summary>The function is right for many arguments, the limits among them.</summary>
    public static void AssertRight(Function before, Function after, int calls, Random random)
    {
        for (var call = 0; call < calls; call++)
        {
            var arguments = RandomFunctions.Arguments(before, random);
            // Written by hand, these functions are short, or have a loop that never ends for some arguments.
            if (Compare(before, after, arguments, maxSteps: 2_000) != OutcomeMatch.Wrong)
                continue;
            Assert.Fail(
                $"f({string.Join(", ", arguments)}) is {IrEvaluator.Run(after, arguments)}, not {IrEvaluator.Run(before, arguments)}, " +
                $"or {IrEvaluator.RunUnbounded(before, arguments, maxSteps: 2_000)} without bounds\nbefore:\n{before}\nafter:\n{after}");
        }
    }
}
