using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>
/// The machine code of a function and of those that it calls, position-independent, with what the runtime and the listing need to know.
/// </summary>
public sealed class MachineCode
{
    /// <summary>Name of the function, which begins where <see cref="Bytes"/> do.</summary>
    public required string Name { get; init; }

    /// <summary>The code; it runs at any address.</summary>
    public required ImmutableArray<byte> Bytes { get; init; }

    /// <summary>Bytes of instructions at the start of <see cref="Bytes"/>; the constants that they read stand behind.</summary>
    public required int CodeLength { get; init; }

    /// <summary>The ways out: number n of <see cref="CallContextLayout.Status"/> is element n − 1.</summary>
    public required ImmutableArray<MachineExit> Exits { get; init; }

    /// <summary>The most words that any exit or result stores from <see cref="CallContextLayout.Frame"/> on.</summary>
    public required int FrameWords { get; init; }

    /// <summary>The most words that the exit of a call stores in a slot for frames of callers, the number of the exit not counted.</summary>
    public int CallerFrameWords { get; init; }

    /// <summary>Bytes of a slot for the frame of a caller: <see cref="CallContextLayout.CallersStart"/>.</summary>
    public int CallerSlotSize => sizeof(long) * (CallerFrameWords + 1);

    /// <summary>Whether it may run for long, as loops and recursion do: it is called with a GC transition then.</summary>
    public required bool HasLoops { get; init; }

    /// <summary>Whether it calls functions, native ones, those of the C library or of the runtime: it is called with a GC transition then.</summary>
    public required bool HasCalls { get; init; }

    /// <summary>Whether it calls functions of the runtime, which make and change lists: these last as long as the call from outside.</summary>
    public bool HasRuntimeCalls { get; init; }

    /// <summary>What each instruction is for, by ascending offset.</summary>
    public required ImmutableArray<CodeOrigin> Origins { get; init; }

    /// <summary>
    /// Names of places that are referred to, by ascending offset: <c>L1</c> for a block, <c>exit3</c> for the exit of that number,
    /// <c>c2</c> for a constant.
    /// </summary>
    public required ImmutableArray<CodeLabel> Labels { get; init; }

    /// <summary>The functions, in the order of their code: the one that is called from outside, and those that are called natively.</summary>
    public required ImmutableArray<CodeFunction> Functions { get; init; }

    /// <summary>
    /// What the parameters of the function that is called from outside are where they are sequences, in order; <see langword="null"/> for all others, and none where its IR
    /// does not say.
    /// </summary>
    public ImmutableArray<SequenceType?> Sequences { get; init; } = [];

    /// <summary>How long it took to make it of optimised IR.</summary>
    public BackEndTimes Times { get; internal set; }

    /// <summary>Bytes of native stack that a call of any of the functions takes at most, without the return address and what it calls.</summary>
    public int FrameSize => Functions.Max(function => function.FrameSize);

    /// <summary>Values that live in native stack for want of a register.</summary>
    public int SpillSlots => Functions.Sum(function => function.SpillSlots);
}

/// <summary>How long the stages of the back end took.</summary>
/// <param name="Selection">Choosing instructions.</param>
/// <param name="Allocation">Giving values registers.</param>
/// <param name="Emission">Encoding the instructions.</param>
public readonly record struct BackEndTimes(TimeSpan Selection, TimeSpan Allocation, TimeSpan Emission);

/// <summary>One function of a piece of machine code.</summary>
/// <param name="Name">Its name; versions of one function are numbered from the second on: <c>f#2</c>.</param>
/// <param name="Offset">Offset of its first instruction in the code, in bytes.</param>
/// <param name="FrameSize">Bytes of native stack that a call takes, without the return address.</param>
/// <param name="SpillSlots">Values that live in native stack for want of a register.</param>
public readonly record struct CodeFunction(string Name, int Offset, int FrameSize, int SpillSlots)
{
    /// <summary>The types of its parameters, in order.</summary>
    public ImmutableArray<IrType> ParameterTypes { get; init; } = [];
}

/// <summary>Ties an instruction to what it was made for.</summary>
/// <param name="Offset">Offset of the instruction in the code, in bytes.</param>
/// <param name="Origin">
/// The place in Python: of a move that of what it prepares, of an exit that of what leaves; <see cref="SourceLocation.None"/> where nothing in Python asks for it, as
/// for alignment.
/// </param>
/// <param name="Comment">What it does in terms of the IR: <c>v4 = int.mul v0, v0</c>; may be empty.</param>
public readonly record struct CodeOrigin(int Offset, SourceLocation Origin, string Comment)
{
    /// <summary>Number of the IR value that it was made for; −1 for moves, frame code, exits and alignment.</summary>
    public int ValueId { get; init; } = -1;

    /// <summary>Number of the block of the IR whose code it is part of, of an exit the one that leaves; −1 where that is none.</summary>
    public int Block { get; init; } = -1;

    /// <summary>An instruction that was made for nothing in particular.</summary>
    /// <param name="offset">Its offset.</param>
    public static CodeOrigin None(int offset) => new(offset, SourceLocation.None, "");
}

/// <summary>Names a place in the code.</summary>
/// <param name="Offset">Offset of the instruction there, in bytes.</param>
/// <param name="Name">The name.</param>
public readonly record struct CodeLabel(int Offset, string Name);
