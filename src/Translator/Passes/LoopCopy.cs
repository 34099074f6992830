using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Copies the rounds of a counted loop into its main loop, without what <see cref="SplitConditions"/> says is not needed there.</summary>
/// <param name="loop">The loop.</param>
/// <param name="main">The main loop.</param>
/// <param name="conditions">What holds in its rounds.</param>
internal sealed class LoopCopy(CountedLoop loop, MainLoop main, SplitConditions conditions)
{
    private readonly Function _function = loop.Header.Function;
    private readonly Dictionary<Value, Value> _starts = [];    // by phi of the header: what it is in the round that is copied
    private readonly Dictionary<StridedForm, Stride> _strides = [];

    /// <summary>The copies of rounds: of blocks, and of values.</summary>
    public List<(Dictionary<Block, Block> Blocks, Dictionary<Value, Value> Values)> Rounds { get; } = [];

    /// <summary>Fills the main loop, which is complete then.</summary>
    /// <param name="count">How many rounds one of the main loop does.</param>
    public void Fill(int count)
    {
        foreach (var phi in loop.Header.Phis)
            _starts[phi] = phi == loop.Counter ? main.Counter : main.AddPhi(main.StartOf(phi), () => _starts[phi]);
        var latch = CopyRound(main.Body, 0);
        for (var round = 1; round < count; round++)
        {
            var next = _function.NewBlock();
            Place(latch, Op.Jump);
            latch.AddSuccessor(next);
            latch = CopyRound(next, round);
        }
        AdvanceStrides(latch);
        main.Close(latch);
        main.Resume(phi => phi == loop.Counter ? main.Next! : _starts[phi]);   // it is closed
    }

    private Block CopyRound(Block entry, int round)
    {
        var blocks = new Dictionary<Block, Block> { [loop.Header] = entry };
        var values = new Dictionary<Value, Value>(_starts);
        Rounds.Add((blocks, values));
        foreach (var block in loop.Blocks.Where(block => block != loop.Header))
            blocks[block] = _function.NewBlock();
        if (round > 0)
        {
            var number = entry.Append(_function.NewValue(Op.IntConstant, [], loop.Test.Origin, immediate: round));
            values[loop.Counter] = entry.Append(_function.NewValue(Op.IntAddWrap, [main.Counter, number], loop.Test.Origin));
            AdvanceStrides(entry);
        }
        var latch = _function.NewBlock();
        var edges = new List<(Block From, int Index)>();   // the edges back: the place among the header's predecessors
        foreach (var block in loop.Blocks)
        {
            foreach (var value in block)
                Copy(value, blocks[block], values);
            CopyEdges(block, blocks, values, latch, edges);
        }
        foreach (var block in loop.Blocks.Where(block => block != loop.Header))
        {
            blocks[block].OrderPredecessors([.. block.Predecessors.Select(predecessor => blocks[predecessor])]);
        }
        foreach (var phi in loop.Header.Phis.Where(phi => phi != loop.Counter).ToList())
            _starts[phi] = Join(latch, [.. edges.Select(edge => Mapped(phi.Operands[edge.Index], values))]);
        return latch;
    }

    private void Copy(Value value, Block block, Dictionary<Value, Value> values)
    {
        if (value.Block == loop.Header && value.Op == Op.Phi)
            return;
        if (conditions.IsNeedless(value) || value == loop.Test || value.Has(Effects.Terminator))
            return;
        if (GrowingFormOf(value) is { } form)
        {
            // Made when it is used; the next round has another.
            if (value.Users.Any(user => !loop.Contains(user.Block!)))   // a user is in a block
                values[value] = ValueOf(form, value.Origin);
            return;
        }
        if (conditions.IsZero(value))
        {
            values[value] = block.Append(_function.NewValue(Op.IntConstant, [], value.Origin));
            return;
        }
        var op = conditions.IsExact(value) ? WrappingArithmetic.WrapOf(value.Op)!.Value : value.Op;   // it has one
        var operands = value.Operands.Take(op == value.Op ? value.Operands.Count : value.Info.Arity).Select(operand => Mapped(operand, values));
        values[value] = block.Append(Copied(value, op, [.. operands]));
    }

    private Value Copied(Value value, Op op, Value[] operands)
    {
        var copy = _function.NewValue(op, operands, value.Origin, value.Type, value.Immediate, value.Reason, value.Frame);
        (copy.Callee, copy.Table) = (value.Callee, value.Table);
        return copy;
    }

    private void CopyEdges(Block block, Dictionary<Block, Block> blocks, Dictionary<Value, Value> values, Block latch, List<(Block From, int Index)> edges)
    {
        var (terminator, copy) = (block.Terminator!, blocks[block]);   // a block outside the builder has one
        var stays = terminator == loop.Test || conditions.IsNeedless(terminator);
        copy.Append(stays ? _function.NewValue(Op.Jump, [], terminator.Origin) : Copied(terminator, terminator.Op, [.. terminator.Operands.Select(operand => Mapped(operand, values))]));
        foreach (var successor in block.Successors)
        {
            if (successor == loop.Header)
            {
                edges.Add((block, IndexOf(successor, block)));
                copy.AddSuccessor(latch);
            }
            else if (loop.Contains(successor))
            {
                copy.AddSuccessor(blocks[successor]);
            }
            else if (!stays)
            {
                var edge = IndexOf(successor, block);
                copy.AddSuccessor(successor);
                foreach (var phi in successor.Phis)
                    phi.AddOperand(Mapped(phi.Operands[edge], values));
            }
        }
    }

    private Value Mapped(Value value, Dictionary<Value, Value> values)
    {
        if (values.TryGetValue(value, out var mapped))
            return mapped;
        return GrowingFormOf(value) is { } form ? ValueOf(form, value.Origin) : value;   // from outside
    }

    // A product that grows with the counter is a sum that grows round by round.
    private StridedForm? GrowingFormOf(Value value) => conditions.StridedFormOf(value) is { Count.IsInvariant: false } form ? form : null;

    private Value ValueOf(StridedForm form, SourceLocation origin)
    {
        if (!_strides.TryGetValue(form, out var stride))
        {
            var end = main.Entry.Terminator!;   // it has one
            var increment = SplitConditions.StrideOf(form, end);
            if (form.Count.Scale != 1)
                increment = end.Make(Op.IntMulWrap, increment, end.MakeInt(form.Count.Scale));
            if (!form.Rest.IsInvariant)
                increment = end.Make(Op.IntAddWrap, increment, end.MakeInt(form.Rest.Scale));
            _strides[form] = stride = new Stride(increment, origin);
            stride.Now = main.AddPhi(SplitConditions.EmitAt(form, main.StartOf(loop.Counter), end), () => stride.Now!);   // it is set
            if (Rounds.Count > 1)
                throw new InvalidOperationException("A round uses what the first one does not.");
        }
        return stride.Now!;   // set above
    }

    private void AdvanceStrides(Block block)
    {
        foreach (var stride in _strides.Values)
            stride.Now = block.Append(_function.NewValue(Op.IntAddWrap, [stride.Now!, stride.Increment], stride.Origin));   // it is set
    }

    private Value Join(Block latch, List<Value> values)
    {
        if (values.TrueForAll(value => value == values[0]))
            return values[0];
        var phi = _function.NewValue(Op.Phi, [.. values], values[0].Origin, values[0].Type);
        latch.Insert(phi, latch.First);
        return phi;
    }

    private static int IndexOf(Block block, Block predecessor)
    {
        var index = 0;
        while (block.Predecessors[index] != predecessor)
            index++;
        return index;
    }

    private void Place(Block block, Op op) => block.Append(_function.NewValue(op, [], loop.Test.Origin));

    private sealed class Stride(Value increment, SourceLocation origin)
    {
        public Value Increment { get; } = increment;

        public SourceLocation Origin { get; } = origin;

        public Value? Now { get; set; }
    }
}
