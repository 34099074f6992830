using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Copies the blocks of a function into one that calls it.</summary>
/// <param name="function">The caller.</param>
/// <param name="call">The call; <see langword="null"/> where the function is to be the same as the one that is copied.</param>
internal sealed class BodyCopy(Function function, Value? call)
{
    private readonly Dictionary<Block, Block> _blocks = [];
    private readonly Dictionary<Value, Value> _values = [];
    private readonly Dictionary<InlineSite, InlineSite> _sites = new(ReferenceEqualityComparer.Instance);
    private readonly InlineSite? _site = call is null ? null : new InlineSite(call.Origin);

    /// <summary>The copy of the block that a call starts in; it has no predecessor yet.</summary>
    public Block Entry { get; private set; } = null!;               // Copy sets it

    /// <summary>The same function once more, which calls whatever the first one calls.</summary>
    public static Function Clone(Function source)
    {
        var clone = new Function(source.Name, source.ResultType) { Code = source.Code };
        clone.SetResults(source.Results);
        var copy = new BodyCopy(clone, null);
        _ = copy.Copy(source);
        clone.Remarks = source.Remarks?.CopyFor(copy._blocks);
        return clone;
    }

    /// <summary>Copies a function.</summary>
    /// <returns>Its returns, which still stand at the ends of their blocks.</returns>
    public List<Value> Copy(Function callee)
    {
        callee.RemoveUnreachableBlocks();
        foreach (var block in callee.Blocks)
            _blocks[block] = function.NewBlock();
        Entry = _blocks[callee.Entry];
        foreach (var block in callee.Blocks)
        {
            foreach (var value in block)
                Copy(value, _blocks[block]);
        }
        var returns = new List<Value>();
        foreach (var block in callee.Blocks)
        {
            foreach (var value in block)
            {
                if (!_values.TryGetValue(value, out var copy) || (value.Op == Op.Parameter && call is not null))
                    continue;
                foreach (var operand in value.Operands)
                {
                    if (IsCopied(operand))
                        copy.AddOperand(_values[operand]);
                }
                LinkState(copy);
                if (copy.Op == Op.Return)
                    returns.Add(copy);
            }
            foreach (var successor in block.Successors)
                _blocks[block].AddSuccessor(_blocks[successor]);
        }
        foreach (var block in callee.Blocks)
            _blocks[block].OrderPredecessors([.. block.Predecessors.Select(predecessor => _blocks[predecessor])]);
        if (call is not null && callee.Remarks is { } remarks)
            function.Remarks?.Take(remarks, _blocks, call);
        return returns;
    }

    // Without a state of the call, that of the caller's caller counts, or nobody has one: frames in between would be of no use.
    private bool IsCopied(Value value) => call is null || value.Type != IrType.State || call.State is not null;

    private void Copy(Value value, Block block)
    {
        if (value.Op == Op.Parameter && call is not null)
        {
            _values[value] = call.Operands[(int)value.Immediate];
            return;
        }
        if ((value.Op == Op.CheckStack && call is not null) || !IsCopied(value))
            return;
        var copy = function.NewValue(value.Op, [], PlaceOf(value), value.Type, value.Immediate, value.Reason, value.Frame);
        (copy.Callee, copy.Table) = (value.Callee, value.Table);
        _values[value] = block.Append(copy);
    }

    /// <summary>The place of a copy: that of the original, in place of the call.</summary>
    private SourceLocation PlaceOf(Value value) => _site is null || value.Origin.Index < 0
        ? value.Origin
        : value.Origin with { InlinedAt = SiteOf(value.Origin.InlinedAt) };

    private InlineSite? SiteOf(InlineSite? inner)
    {
        if (inner is null)
            return _site;
        if (!_sites.TryGetValue(inner, out var site))
            _sites[inner] = site = new InlineSite(inner.Place with { InlinedAt = SiteOf(inner.Place.InlinedAt) });
        return site;
    }

    /// <summary>Behind the frame of the function stands that of the caller; what has none begins the call again.</summary>
    private void LinkState(Value copy)
    {
        if (call?.State is { } state && copy.Reason != ExitReason.Identity && (copy.Op == Op.FrameState || copy.Info.MayExit) && copy.State is null)
            copy.AddOperand(state);
    }
}
