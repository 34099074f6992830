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
