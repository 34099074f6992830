using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>Which version of memory is there at a place: where it is the same as at a place that dominates it, nothing has been written in between.</summary>
/// <param name="Headers">That of the fields of headers.</param>
/// <param name="Elements">That of elements.</param>
internal readonly record struct MemoryVersion(int Headers, int Elements)
{
    /// <summary>The version that what reads depends on.</summary>
    public int Of(Value reader) => reader.Op == Op.LoadField ? Headers : Elements;

    /// <summary>The version behind a value.</summary>
    public MemoryVersion After(Value value)
    {
        // Numbers of blocks are negative, 0 is the entry's.
        var written = value.Id + 1;
        return value.Op switch
        {
            Op.StoreElement or Op.VectorStore => this with { Elements = written },
            Op.StoreCount => this with { Headers = written },
            Op.RuntimeCall or Op.Call => new(written, written),
            _ => this,
        };
    }
}

/// <summary>The version of memory at the start of each block.</summary>
/// <remarks>
/// Memory as two variables of an SSA form, headers and elements, since no element lies in a header; elements of different kinds may lie in one place. What writes defines a
/// version, and so does a block where several meet: any other block has that of its immediate dominator's end. Which blocks those are is found by trying, as long as an
/// edge brings another one. Cost: linear, times the depth of loops.
/// </remarks>
internal sealed class MemoryVersions
{
    private readonly MemoryVersion[] _starts;
    private readonly MemoryVersion[] _ends;

    private MemoryVersions(Function function)
    {
        _starts = new MemoryVersion[function.BlockCount];
        _ends = new MemoryVersion[function.BlockCount];
        if (!function.Blocks.SelectMany(block => block).Any(value => default(MemoryVersion).After(value) != default))
            return;
        var dominators = DominatorTree.Of(function);
        var (headers, elements) = (new bool[function.BlockCount], new bool[function.BlockCount]);   // whether a block defines a version
        for (var changed = true; changed;)
        {
            foreach (var block in function.ReversePostOrder)
            {
                var before = dominators.ImmediateDominator(block) is { } parent ? _ends[parent.Id] : default;
                var version = new MemoryVersion(headers[block.Id] ? OwnOf(block) : before.Headers, elements[block.Id] ? OwnOf(block) : before.Elements);
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
                    changed |= Define(headers, block, end.Headers != _starts[block.Id].Headers);
                    changed |= Define(elements, block, end.Elements != _starts[block.Id].Elements);
                }
            }
        }

        static bool Define(bool[] defined, Block block, bool isOther)
        {
            if (defined[block.Id] || !isOther)
                return false;
            return defined[block.Id] = true;
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
