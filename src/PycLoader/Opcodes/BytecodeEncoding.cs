namespace Pyc.Loader;

/// <summary>How instructions lie in <c>co_code</c>.</summary>
public enum CodeFormat
{
    /// <summary>One byte, or three with an argument, low byte first (2.7 to 3.5).</summary>
    Classic,

    /// <summary>Two bytes, the second one the argument (3.6 on); from 3.11 on inline caches may follow.</summary>
    Wordcode,
}

/// <summary>What a decoder must know of a version besides its opcodes.</summary>
/// <param name="format">How instructions lie in <c>co_code</c>.</param>
/// <param name="jumpUnit">Bytes that one step of a jump argument stands for: 1 to 3.9, 2 from 3.10 on.</param>
/// <param name="extendedArg">The opcode EXTENDED_ARG, which holds the high bits of the next instruction's argument.</param>
/// <param name="firstWithArgument">The opcodes from this number on take an argument, the others do not.</param>
/// <remarks>CPython: <c>Lib/dis.py</c>, <c>_unpack_opargs</c>, and <c>HAVE_ARGUMENT</c> of each version.</remarks>
public sealed class BytecodeEncoding(CodeFormat format, int jumpUnit, byte extendedArg, byte firstWithArgument)
{
    /// <summary>How instructions lie in <c>co_code</c>.</summary>
    public CodeFormat Format { get; } = format;

    /// <summary>Bytes that one step of a jump argument stands for: 1 or 2.</summary>
    public int JumpUnit { get; } = jumpUnit;

    /// <summary>The opcode EXTENDED_ARG.</summary>
    public byte ExtendedArg { get; } = extendedArg;

    /// <summary>The lowest opcode that takes an argument.</summary>
    public byte FirstWithArgument { get; } = firstWithArgument;

    /// <summary>Bits of an argument that one instruction holds; EXTENDED_ARG moves its own up by as many.</summary>
    public int ArgumentBits => Format == CodeFormat.Classic ? 16 : 8;

    /// <summary>Whether the opcode takes an argument.</summary>
    public bool TakesArgument(byte opcode) => opcode >= FirstWithArgument;

    /// <summary>Bytes of an instruction without its inline cache.</summary>
    public int SizeOf(byte opcode) => Format == CodeFormat.Wordcode ? 2 : TakesArgument(opcode) ? 3 : 1;
}
