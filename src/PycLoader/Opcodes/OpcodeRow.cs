namespace Pyc.Loader;

/// <summary>One opcode of one version.</summary>
/// <param name="Number">The opcode byte.</param>
/// <param name="Name">CPython's name, as in <c>opcode.opname</c>.</param>
/// <param name="Caches">Inline cache behind the instruction, in 2-byte code units; 0 before 3.11.</param>
/// <param name="Jump">How the argument becomes a jump target.</param>
public readonly record struct OpcodeRow(byte Number, string Name, int Caches = 0, JumpKind Jump = JumpKind.None);
