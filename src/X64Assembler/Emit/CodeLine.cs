using System.Collections.Immutable;

namespace Pyc.X64;

/// <summary>What a line of a listing of machine code is.</summary>
public enum CodeLineKind
{
    /// <summary>What is said of a function: the size of its frame.</summary>
    Note,

    /// <summary>Where a function begins, which is called by this name.</summary>
    Function,

    /// <summary>A place that is jumped to, or where a constant lies.</summary>
    Label,

    /// <summary>A machine instruction.</summary>
    Instruction,

    /// <summary>Eight bytes of a constant behind the code.</summary>
    Constant,
}

/// <summary>A line of a listing of machine code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Offset">Its place in the code, in bytes.</param>
/// <param name="Length">Bytes that it takes there; 0 for labels and notes.</param>
/// <param name="Text">Label or instruction, in Intel syntax: <c>imul  rax, rdi</c>; without indentation.</param>
/// <param name="Comment">What the instruction is for, with the source line where that changes; empty where it is for the same as the one before.</param>
/// <param name="Origin">What the instruction was made for; of a label, note or constant, nothing.</param>
public readonly record struct CodeLine(CodeLineKind Kind, int Offset, int Length, string Text, string Comment, CodeOrigin Origin)
{
    /// <summary>The bytes of the line, in hexadecimal.</summary>
    /// <param name="code">The code that it is a line of.</param>
    public string BytesIn(ImmutableArray<byte> code) => Convert.ToHexStringLower(code.AsSpan(Offset, Length));
}
