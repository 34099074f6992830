using System.Collections.Frozen;

namespace Pyc.Loader;

/// <summary>How an opcode's argument becomes a jump target.</summary>
public enum JumpKind
{
    /// <summary>No jump.</summary>
    None,

    /// <summary>The argument is the target, counted from the start of the code.</summary>
    Absolute,

    /// <summary>The argument is counted forward from the next instruction, behind the inline cache.</summary>
    Forward,

    /// <summary>The argument is counted backward from the next instruction, behind the inline cache.</summary>
    Backward,
}

/// <summary>One opcode of one version.</summary>
/// <param name="Number">The opcode byte.</param>
/// <param name="Name">CPython's name, as in <c>opcode.opname</c>.</param>
/// <param name="Caches">Inline cache behind the instruction, in 2-byte code units.</param>
/// <param name="Jump">How the argument becomes a jump target.</param>
public readonly record struct OpcodeRow(byte Number, string Name, int Caches = 0, JumpKind Jump = JumpKind.None);
