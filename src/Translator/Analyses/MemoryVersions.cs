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
            Op.StoreElement => this with { Elements = written },
            Op.StoreCount => this with { Headers = written },
            Op.RuntimeCall or Op.Call => new(written, written),
            _ => this,
        };
    }
}

/// <summary>The version of memory at the start of each block.</summary>
/// <remarks>
/// Memory as one variable of an SSA form: what writes defines a version, and so does a block that several meet in. Headers and elements are two of them, since no element
/// lies in a header; elements of different kinds may lie in one place. First each block is taken to have the version that comes by the edges known so far, then those are
/// given one of their own where several come: that only grows, so the cost is linear, times the depth of loops.
/// </remarks>
internal sealed class MemoryVersions
{
    private readonly MemoryVersion?[] _starts;
    private readonly MemoryVersion?[] _ends;

    private MemoryVersions(Function function)
    {
        _starts = new MemoryVersion?[function.BlockCount];
        _ends = new MemoryVersion?[function.BlockCount];
        _starts[function.Entry.Id] = default(MemoryVersion);
        if (!function.Blocks.SelectMany(block => block).Any(value => default(MemoryVersion).After(value) != default))
        {
            Array.Fill(_starts, default(MemoryVersion));
            Array.Fill(_ends, default(MemoryVersion));
            return;
        }
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var block in function.ReversePostOrder)
            {
                var start = Meet(block);
                if (_ends[block.Id] is not null && start == _starts[block.Id])
                    continue;
                _starts[block.Id] = start;
                var version = start;
                foreach (var value in block)
                    version = version.After(value);
                _ends[block.Id] = version;
                changed = true;
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
    public MemoryVersion At(Block block) => _starts[block.Id] ?? new(OwnOf(block), OwnOf(block));

    /// <summary>The version at the end of a block that the entry reaches.</summary>
    public MemoryVersion AtEnd(Block block) => _ends[block.Id] ?? At(block);

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

    private MemoryVersion Meet(Block block)
    {
        if (_starts[block.Id] is { } old && (old.Headers == OwnOf(block) && old.Elements == OwnOf(block) || block.Predecessors.Count == 0))
            return old;
        MemoryVersion? met = null;
        foreach (var predecessor in block.Predecessors)
        {
            if (_ends[predecessor.Id] is not { } end)
                continue;   // not known yet, or never reached
            met = met is not { } others ? end : new(
                others.Headers == end.Headers ? end.Headers : OwnOf(block),
                others.Elements == end.Elements ? end.Elements : OwnOf(block));
        }
        var version = met ?? new(OwnOf(block), OwnOf(block));
        // A version of its own stays, so that this comes to an end.
        if (_starts[block.Id] is { } known)
            version = new(known.Headers == OwnOf(block) ? known.Headers : version.Headers, known.Elements == OwnOf(block) ? known.Elements : version.Elements);
        return version;
    }
}
