using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>How a call ended: with a value, by an exit, or not within what the evaluator is willing to compute.</summary>
/// <param name="Value">What was returned; of a float its bits, all NaN alike.</param>
/// <param name="Type">The type of what was returned.</param>
/// <param name="Exit">Why it exited.</param>
/// <param name="Frame">The frame it exited with, as text; <see langword="null"/> where it has none.</param>
/// <param name="IsTooLarge">Whether it was given up.</param>
/// <param name="Written">What was written to memory before, as text.</param>
/// <param name="Words">All words of a result that is not one of them, with their types, as text; <see langword="null"/> for one.</param>
internal readonly record struct IrOutcome(BigInteger Value, IrType Type, ExitReason Exit, string? Frame, bool IsTooLarge, string? Words = null, string Written = "")
{
    public static IrOutcome TooLarge => new(0, IrType.Void, ExitReason.None, null, true);

    public static IrOutcome Returned(BigInteger value, IrType type) => new(value, type, ExitReason.None, null, false);

    public static IrOutcome Exited(ExitReason reason, string? frame) => new(0, IrType.Void, reason, frame, false);

    /// <summary>The same end, wherever the interpreter goes on after it.</summary>
    public bool IsLike(IrOutcome other) => this with { Frame = null } == other with { Frame = null };
}
