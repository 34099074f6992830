using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>How a function ended that was evaluated with unbounded integers.</summary>
/// <param name="Result">The result: an int, 0 or 1 for a bool, 0 for None; meaningless when it exited.</param>
/// <param name="Reason">Why it exited; <see cref="ExitReason.None"/> when it returned.</param>
/// <param name="Origin">Where it exited.</param>
/// <param name="OnLong">Whether Python 2 would have had a <c>long</c> there: an operand beyond 64 bits, or made of one.</param>
public readonly record struct ExactOutcome(BigInteger Result, ExitReason Reason, SourceLocation Origin, bool OnLong = false)
{
    /// <summary>Whether it returned.</summary>
    public bool Returned => Reason == ExitReason.None;
}
