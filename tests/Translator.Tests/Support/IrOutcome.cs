using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>How a call ended: with a value, by an exit, or not within what the evaluator is willing to compute.</summary>
internal readonly record struct IrOutcome(BigInteger Value, ExitReason Exit, bool IsTooLarge)
{
    public static IrOutcome TooLarge => new(0, ExitReason.None, true);

    public static IrOutcome Returned(BigInteger value) => new(value, ExitReason.None, false);

    public static IrOutcome Exited(ExitReason reason) => new(0, reason, false);

    public bool FitsInt64 => !IsTooLarge && Value >= long.MinValue && Value <= long.MaxValue;
}
