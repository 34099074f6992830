namespace Pyc.Loader;

/// <summary>
/// One instruction as the file has it and <c>dis</c> shows it: version-specific, EXTENDED_ARG listed, caches dropped.
/// </summary>
/// <param name="Offset">Byte offset of the opcode itself, behind its EXTENDED_ARG prefixes.</param>
/// <param name="Opcode">The opcode, with its name in this version.</param>
/// <param name="Argument">The argument with its EXTENDED_ARG bits, or −1 where the opcode takes none.</param>
/// <param name="Target">Byte offset that it jumps to, or −1.</param>
public readonly record struct RawInstruction(int Offset, OpcodeRow Opcode, int Argument, int Target);
