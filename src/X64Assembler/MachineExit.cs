using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>One way out of native code before it returns, and what it leaves behind.</summary>
/// <param name="Reason">
/// Why the code leaves. With <see cref="ExitReason.Call"/> it is a caller of what has left: its words are in a slot for frames of callers
/// (<see cref="CallContextLayout.CallersStart"/>), and its number is no status. Where its innermost frame does not await a result
/// (<see cref="FrameShape.AwaitsResult"/>), it begins the call again: frames of what it called are to be forgotten.
/// </param>
/// <param name="Frames">
/// The frames of the interpreter, the innermost first, behind it those whose calls were put in place of themselves; empty where the IR gave no frame
/// state: the call from outside starts again then.
/// </param>
public sealed record MachineExit(ExitReason Reason, ImmutableArray<MachineFrame> Frames)
{
    /// <summary>An exit with one frame or none.</summary>
    /// <param name="reason">Why the code leaves.</param>
    /// <param name="shape">What the operands are in the frame of the interpreter; <see langword="null"/> where there is none.</param>
    /// <param name="operands">The operands of the frame, in order.</param>
    public MachineExit(ExitReason reason, FrameShape? shape, ImmutableArray<FrameOperand> operands)
        : this(reason, shape is null ? [] : [new MachineFrame(shape, operands)])
    {
    }

    /// <summary>Where in Python the code leaves; of several places that share the exit the first.</summary>
    public SourceLocation Place { get; init; } = SourceLocation.None;

    /// <summary>The operation that leaves: of several that share the exit the first.</summary>
    public Op Op { get; init; }

    /// <summary>The shape of the innermost frame; <see langword="null"/> where there is none.</summary>
    public FrameShape? Shape => Frames is [var innermost, ..] ? innermost.Shape : null;

    /// <summary>The operands of the innermost frame; empty where there is none.</summary>
    public ImmutableArray<FrameOperand> Operands => Frames is [var innermost, ..] ? innermost.Operands : [];
}

/// <summary>One frame of the interpreter that an exit leaves.</summary>
/// <param name="Shape">What the operands are in it.</param>
/// <param name="Operands">The operands of the frame state, in order.</param>
public sealed record MachineFrame(FrameShape Shape, ImmutableArray<FrameOperand> Operands);

/// <summary>Where one operand of a frame state is found after an exit.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Word">The index of the word that holds its 64 bits, counted for all frames of the exit together; −1 for a constant, which is not stored.</param>
/// <param name="Constant">The 64 bits of a constant; 0 for what is stored.</param>
public readonly record struct FrameOperand(IrType Type, int Word, long Constant)
{
    /// <summary>Whether it is a constant.</summary>
    public bool IsConstant => Word < 0;

    /// <summary>Its 64 bits.</summary>
    /// <param name="words">The frame words of the call context; those of the slot, behind its number, for the exit of a call.</param>
    public long BitsIn(ReadOnlySpan<long> words) => IsConstant ? Constant : words[Word];
}
