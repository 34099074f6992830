using Pyc.X64;

namespace Pyc;

/// <summary>A line of machine code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Its place in the code, in bytes.</param>
/// <param name="Bytes">Its bytes in hexadecimal; empty for labels and notes.</param>
/// <param name="Text">Label or instruction, in Intel syntax: <c>imul  rax, rdi</c>.</param>
/// <param name="Comment">What an instruction is for, in terms of the IR: <c>v4 = int.mul v0, v0</c>, <c>exit overflow, state 3</c>, <c>save</c>; may be empty.</param>
/// <param name="StartsComment">Whether the instruction before it is for something else: a listing shows the comment here only.</param>
/// <param name="ValueId">Number of the IR value that an instruction was made for, in the last snapshot; −1 where it is for none.</param>
/// <param name="Block">Number of the block of the IR that it stands in; −1 for frame code, exits, alignment and constants.</param>
/// <param name="Function">The <see cref="IrFunctionSnapshot.Name"/> of the function that it is part of; empty for constants.</param>
/// <param name="Origin">Where it comes from; <see langword="null"/> where that is no instruction of Python, as for alignment.</param>
public sealed record AssemblyLine(
    CodeLineKind Kind, int Offset, string Bytes, string Text, string Comment, bool StartsComment, int ValueId, int Block, string Function, TraceOrigin? Origin);
