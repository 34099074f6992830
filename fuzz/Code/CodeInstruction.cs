namespace Pyc.Fuzz.Code;

/// <summary>One instruction of a code object that is being changed: its jump is to another instruction, not to a place.</summary>
public sealed class CodeInstruction(byte opcode, int argument)
{
    /// <summary>The opcode in its version, known there or not.</summary>
    public byte Opcode { get; set; } = opcode;

    /// <summary>The argument; of a jump, that of one without <see cref="Target"/>.</summary>
    public int Argument { get; set; } = argument;

    /// <summary>Where it jumps to; null where it does not, or to no instruction.</summary>
    public CodeInstruction? Target { get; set; }

    /// <summary>Prefixes EXTENDED_ARG that it has beyond those that it needs.</summary>
    public int ExtraPrefixes { get; set; }

    /// <summary>What its inline caches are filled with; CPython writes zeros.</summary>
    public byte Cache { get; set; }

    /// <summary>Values on the stack before it, as the verifier counts them; −1 where that is not known.</summary>
    public int Depth { get; set; } = -1;

    /// <summary>A copy that jumps to the same instruction.</summary>
    public CodeInstruction Copy() => (CodeInstruction)MemberwiseClone();
}

/// <summary>An entry of an exception table: which instructions are protected, and by which.</summary>
public sealed class ProtectedRange(CodeInstruction start, CodeInstruction? end, CodeInstruction handler, int depth)
{
    /// <summary>The first instruction.</summary>
    public CodeInstruction Start { get; set; } = start;

    /// <summary>The first one behind it; null for the end of the code.</summary>
    public CodeInstruction? End { get; set; } = end;

    /// <summary>The handler.</summary>
    public CodeInstruction Handler { get; set; } = handler;

    /// <summary>What the handler keeps of the stack, times two, and one more where it gets the place of the exception.</summary>
    public int DepthAndPlace { get; set; } = depth;
}
