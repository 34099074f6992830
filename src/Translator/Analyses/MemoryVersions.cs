using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>The version of memory at the start of each block.</summary>
/// <remarks>
/// Each of <see cref="MemoryParts"/> as a variable of an SSA form. What writes defines a version, and so does a block where several meet: any other block has
/// that of its immediate dominator's end. Which blocks those are is found by trying, as long as an edge brings another one. Cost: linear, times the depth of loops.
/// </remarks>
internal sealed class MemoryVersions
{
    private readonly MemoryVersion[] _starts;
    private readonly MemoryVersion[] _ends;

    private MemoryVersions(Function function)
    {
        _starts = new MemoryVersion[function.BlockCount];
        _ends = new MemoryVersion[function.BlockCount];
        if (!function.Blocks.SelectMany(block => block).Any(value => MemoryVersion.WrittenBy(value) != MemoryParts.None))
            return;
        var dominators = DominatorTree.Of(function);
        var defined = new MemoryParts[function.BlockCount];   // of which a block defines a version
        for (var changed = true; changed;)
        {
            foreach (var block in function.ReversePostOrder)
            {
                var before = dominators.ImmediateDominator(block) is { } parent ? _ends[parent.Id] : default;
                var version = before.With(defined[block.Id], OwnOf(block));
                _starts[block.Id] = version;
                foreach (var value in block)
                    version = version.After(value);
                _ends[block.Id] = version;
            }
            changed = false;
            foreach (var block in function.ReversePostOrder.Where(block => block.Predecessors.Count > 1))
            {
                foreach (var end in block.Predecessors.Where(dominators.IsReachable).Select(predecessor => _ends[predecessor.Id]))
                {
                    var others = end.DifferentFrom(_starts[block.Id]) & ~defined[block.Id];
                    defined[block.Id] |= others;
                    changed |= others != MemoryParts.None;
                }
            }
        }
    }

    /// <summary>Computes the versions of a function as it is now.</summary>
    public static MemoryVersions Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new MemoryVersions(function);
    }

    /// <summary>The version at the start of a block that the entry reaches.</summary>
    public MemoryVersion At(Block block) => _starts[block.Id];

    /// <summary>The version at the end of a block that the entry reaches.</summary>
    public MemoryVersion AtEnd(Block block) => _ends[block.Id];

    /// <summary>The versions before each value that the entry reaches, by its number.</summary>
    public MemoryVersion[] BeforeEach(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var versions = new MemoryVersion[function.ValueCount];
        foreach (var block in function.ReversePostOrder)
        {
            var version = At(block);
            foreach (var value in block)
            {
                versions[value.Id] = version;
                version = version.After(value);
            }
        }
        return versions;
    }

    private static int OwnOf(Block block) => -1 - block.Id;
}
