namespace Pyc.Loader;

/// <summary>One version-neutral instruction.</summary>
/// <param name="Op">What it does.</param>
/// <param name="Argument">Its operand, as <see cref="BytecodeOp"/> says for each operation; 0 where it has none.</param>
/// <param name="Target">Index in <see cref="Bytecode.Instructions"/> that it jumps to, or −1.</param>
/// <param name="Offset">Byte offset in <c>co_code</c> of the CPython instruction that it came from.</param>
/// <param name="Opcode">CPython's name of that instruction.</param>
/// <param name="Position">The place in the source.</param>
public readonly record struct Instruction(
    BytecodeOp Op, int Argument, int Target, int Offset, string Opcode, SourcePosition Position);
