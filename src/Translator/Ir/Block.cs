using System.Collections;

namespace Pyc.Translation.Ir;

/// <summary>A basic block: values in order, the last one a terminator, and the edges to other blocks.</summary>
/// <remarks>Enumerating allows removing the current value, and inserting before it.</remarks>
public sealed class Block : IEnumerable<Value>
{
    private readonly List<Block> _predecessors = [];
    private readonly List<Block> _successors = [];

    internal Block(Function function, int id)
    {
        Function = function;
        Id = id;
    }

    /// <summary>The function that it belongs to.</summary>
    public Function Function { get; }

    /// <summary>Dense number, unique in the function.</summary>
    public int Id { get; }

    /// <summary>The first value.</summary>
    public Value? First { get; private set; }

    /// <summary>The last value: the terminator, once the block is complete.</summary>
    public Value? Last { get; private set; }

    /// <summary>The terminator, or <see langword="null"/> while the block is being built.</summary>
    public Value? Terminator => Last is { } last && last.Has(Effects.Terminator) ? last : null;

    /// <summary>Where edges come from; the operands of phis are in this order.</summary>
    /// <remarks>
    /// A block stands here twice when both ways of its branch lead here. A phi then has the same operand for both, so nobody needs
    /// to know which of the two is which.
    /// </remarks>
    public IReadOnlyList<Block> Predecessors => _predecessors;

    /// <summary>Where the terminator goes to.</summary>
    public IReadOnlyList<Block> Successors => _successors;

    /// <summary>The phis at its head.</summary>
    public IEnumerable<Value> Phis => this.TakeWhile(value => value.Op == Op.Phi);

    /// <summary>Puts a value that is in no block at the end.</summary>
    public Value Append(Value value)
    {
        Insert(value, before: null);
        return value;
    }

    /// <summary>Adds an edge. The phis of <paramref name="target"/> need an operand for it: see <see cref="Value.AddOperand"/>.</summary>
    public void AddSuccessor(Block target)
    {
        _successors.Add(target);
        target._predecessors.Add(this);
        Function.InvalidateOrder();
    }

    /// <summary>Removes one edge, with the operands that phis have for it; the last edge into its target takes its place there.</summary>
    /// <param name="index">Index in <see cref="Successors"/>.</param>
    public void RemoveSuccessor(int index)
    {
        var target = _successors[index];
        _successors.RemoveAt(index);
        target.RemovePredecessor(this);
        Function.InvalidateOrder();
    }

    /// <summary>Lets one edge go to another block. The phis of the old target lose their operand for it.</summary>
    /// <param name="index">Index in <see cref="Successors"/>.</param>
    /// <param name="target">
    /// The new target. Its phis need an operand for the edge, which becomes the last of <see cref="Predecessors"/>; where an edge
    /// from here leads there already, it must be the operand of that one.
    /// </param>
    /// <remarks>
    /// Of several edges from here to the old target the first of its <see cref="Predecessors"/> goes, whichever of them
    /// <paramref name="index"/> names: their order stays that of <see cref="Successors"/> only because phis do not tell them apart.
    /// </remarks>
    public void RedirectSuccessor(int index, Block target)
    {
        _successors[index].RemovePredecessor(this);
        _successors[index] = target;
        target._predecessors.Add(this);
        Function.InvalidateOrder();
    }

    /// <summary>
    /// Moves everything from <paramref name="first"/> on, the terminator and the edges with it, into a new block; this one is left
    /// without terminator. Phis of the successors go on to hold, their edges now come from the new block.
    /// </summary>
    /// <param name="first">A value of this block that is not <see cref="Effects.Pinned"/> to its head.</param>
    /// <exception cref="ArgumentException">It is not.</exception>
    public Block SplitBefore(Value first)
    {
        if (first.Block != this || first.Has(Effects.Pinned))
            throw new ArgumentException($"{this} cannot be split before v{first.Id}.", nameof(first));
        var tail = Function.NewBlock();
        for (var value = first; value is not null;)
        {
            var next = value.Next;
            Unlink(value);
            tail.Append(value);
            value = next;
        }
        foreach (var successor in _successors)
        {
            tail._successors.Add(successor);
            successor._predecessors[successor._predecessors.IndexOf(this)] = tail;
        }
        _successors.Clear();
        Function.InvalidateOrder();
        return tail;
    }

    /// <summary>Puts everything that is in the only successor behind this block's values, in place of the jump there.</summary>
    /// <remarks>The empty block that remains is for <see cref="Function.RemoveUnreachableBlocks"/> to collect.</remarks>
    /// <exception cref="InvalidOperationException">The block does not end in a jump to a block that only it leads to.</exception>
    public void AbsorbSuccessor()
    {
        if (Terminator is not { Op: Op.Jump } jump || _successors[0] is var next && (next == this || next._predecessors.Count != 1))
            throw new InvalidOperationException($"{this} cannot absorb what follows it.");
        foreach (var phi in next.Phis)
        {
            phi.ReplaceAllUsesWith(phi.Operands[0]);
            phi.Remove();
        }
        jump.Remove();
        foreach (var value in next)
        {
            next.Unlink(value);
            Append(value);
        }
        _successors.Clear();
        next._predecessors.Clear();
        foreach (var successor in next._successors)
        {
            _successors.Add(successor);
            successor._predecessors[successor._predecessors.IndexOf(next)] = this;
        }
        next._successors.Clear();
        Function.InvalidateOrder();
    }

    /// <summary>Enumerates the values in order. The current one may be removed meanwhile; what is added directly behind it is not met.</summary>
    public Enumerator GetEnumerator() => new(First);

    IEnumerator<Value> IEnumerable<Value>.GetEnumerator() => Values().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Values().GetEnumerator();

    /// <summary><c>b3</c>.</summary>
    public override string ToString() => $"b{Id}";

    private IEnumerable<Value> Values()
    {
        foreach (var value in this)
            yield return value;
    }

    // The last one takes the place of the one that goes: a block of a hostile function has thousands, and most may go.
    private void RemovePredecessor(Block gone)
    {
        var edge = _predecessors.IndexOf(gone);
        _predecessors[edge] = _predecessors[^1];
        _predecessors.RemoveAt(_predecessors.Count - 1);
        foreach (var phi in Phis)
            phi.RemoveOperand(edge);
    }

    /// <summary>Exchanges the two ways of a branch, whose condition the caller negates.</summary>
    internal void SwapSuccessors()
    {
        _successors.Reverse();
        Function.InvalidateOrder();
    }

    /// <summary>Puts the incoming edges into another order; phis are the caller's to match.</summary>
    internal void OrderPredecessors(IEnumerable<Block> order)
    {
        _predecessors.Clear();
        _predecessors.AddRange(order);
    }

    internal void Insert(Value value, Value? before)
    {
        if (value.Block is not null)
            throw new InvalidOperationException($"v{value.Id} is in {value.Block} already.");
        var previous = before is null ? Last : before.Previous;
        (value.Block, value.Previous, value.Next) = (this, previous, before);
        if (previous is null)
            First = value;
        else
            previous.Next = value;
        if (before is null)
            Last = value;
        else
            before.Previous = value;
    }

    internal void Unlink(Value value)
    {
        if (value.Previous is null)
            First = value.Next;
        else
            value.Previous.Next = value.Next;
        if (value.Next is null)
            Last = value.Previous;
        else
            value.Next.Previous = value.Previous;
        (value.Block, value.Previous, value.Next) = (null, null, null);
    }

    /// <summary>Goes through a block without an object for it: passes do little else.</summary>
    public struct Enumerator
    {
        private Value? _next;

        internal Enumerator(Value? first) => (_next, Current) = (first, null!);

        /// <summary>The value that it has come to.</summary>
        public Value Current { get; private set; }

        /// <summary>Goes on to the next value, if there is one.</summary>
        public bool MoveNext()
        {
            if (_next is null)
                return false;
            Current = _next;
            _next = _next.Next;
            return true;
        }
    }
}
