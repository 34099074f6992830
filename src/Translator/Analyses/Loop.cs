using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Blocks that may run more than once, entered through one of them alone.</summary>
public sealed class Loop
{
    internal Loop(Block header) => Header = header;

    /// <summary>The block through which it is entered; it dominates all of its blocks.</summary>
    public Block Header { get; }

    /// <summary>The loop directly around this one.</summary>
    public Loop? Parent { get; internal set; }

    /// <summary>1 for an outermost loop, one more for each loop around it.</summary>
    public int Depth { get; internal set; }

    /// <summary>Whether a cycle in it has more than one way in, so that the header need not be part of that cycle.</summary>
    public bool IsIrreducible { get; internal set; }
}
