using System.Collections.Immutable;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>One way out of native code before it returns, and what it leaves in the call context.</summary>
/// <param name="Reason">Why the code leaves.</param>
/// <param name="Shape">What the operands are in the frame of the interpreter; <see langword="null"/> where the IR gave no frame state: the call starts again.</param>
/// <param name="Operands">The operands of the frame state, in order; empty where there is none.</param>
public sealed record MachineExit(ExitReason Reason, FrameShape? Shape, ImmutableArray<FrameOperand> Operands);

/// <summary>Where one operand of a frame state is found after an exit.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Word">The index of the frame word that holds its 64 bits; −1 for a constant, which is not stored.</param>
/// <param name="Constant">The 64 bits of a constant; 0 for what is stored.</param>
public readonly record struct FrameOperand(IrType Type, int Word, long Constant)
{
    /// <summary>Whether it is a constant.</summary>
    public bool IsConstant => Word < 0;

    /// <summary>Its 64 bits.</summary>
    /// <param name="words">The frame words of the call context.</param>
    public long BitsIn(ReadOnlySpan<long> words) => IsConstant ? Constant : words[Word];
}
