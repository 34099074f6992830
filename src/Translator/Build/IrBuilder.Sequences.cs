using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <content>What tuples, lists and iterators need of the frame, and tables.</content>
public sealed partial class IrBuilder
{
    /// <summary>The tables of the constants and objects of the module that the function has met.</summary>
    internal Tables Tables { get; } = new();

    /// <summary>The number with an index in a table; a check before makes sure that it has one.</summary>
    internal Value EmitLoad(ConstantTable table, Value index)
    {
        var load = _function.NewValue(Op.LoadTable, [index], Location, table.Type);
        load.Table = table;
        return Block.Append(load);
    }

    /// <summary>Ends the block in two ways, each with a frame of its own; each ends its block by itself.</summary>
    internal void Fork(Value condition, Action whenTrue, Action whenFalse) => Fork(condition, -1, whenTrue, -1, whenFalse);

    /// <summary>
    /// One of two values. What computes them may exit, but neither end the block nor change the frame.
    /// </summary>
    internal Value Choose(Value condition, Func<Value> whenTrue, Func<Value> whenFalse)
    {
        var state = _state;
        var (first, second, join) = (NewBlock(), NewBlock(), NewBlock());
        EndInBranch(condition, first, second);
        var a = Way(first, whenTrue);
        var b = Way(second, whenFalse);
        (_block, _state) = (join, state);
        return EmitPhi(a.Type, a, b);

        Value Way(Block way, Func<Value> compute)
        {
            (_block, _state) = (way, state);                // a state made on the other way is not there on this one
            var value = compute();
            EndInJump(join);
            return value;
        }
    }

    /// <summary>The value whose number an index is, which is one of them. All are of one type.</summary>
    internal Value Choose(Value index, IReadOnlyList<Value> values)
    {
        var join = NewBlock();
        for (var i = 0; i < values.Count - 1; i++)
        {
            var next = NewBlock();
            EndInBranch(Emit(Op.IntEqual, index, EmitInt(i)), join, next);
            _block = next;
        }
        EndInJump(join);
        _block = join;
        return EmitPhi(values[0].Type, [.. values]);
    }

    /// <summary>Ends the block in a branch between two that are not in the order of versions.</summary>
    internal void EndInBranch(Value condition, Block whenTrue, Block whenFalse)
    {
        var block = Block;
        Emit(Op.Branch, condition);
        block.AddSuccessor(whenTrue);
        block.AddSuccessor(whenFalse);
    }

    /// <summary>Ends the block in a jump to one that is not in the order of versions.</summary>
    internal void EndInJump(Block target)
    {
        var block = Block;
        Emit(Op.Jump);
        block.AddSuccessor(target);
    }

    /// <summary>Makes the frame state of the instruction here, before blocks that are not in the order of versions need it.</summary>
    internal void PrepareState()
    {
        if (HasStates)
            State();
    }

    /// <summary>Puts something else in the place that is that far from the top of the stack, counted from 1.</summary>
    internal void ReplaceOnStack(int place, Operand operand)
    {
        _isChanged = true;
        _frame[_frame.Top - place] = operand;
    }

    /// <summary>The identity of a list or iterator that this instruction makes.</summary>
    /// <exception cref="UnsupportedBytecodeException">One that it made earlier is still there.</exception>
    internal int NewIdentity(string what)
    {
        if (IsInFrame(_index))
        {
            throw Unsupported(
                DiagnosticDescriptors.IteratorUsedAgain, $"{what} that it made the last time is still used",
                "Use it up before the next one is made.");
        }
        return _index;
    }

    /// <summary>Makes sure that an iterator, which is taken off the stack, is in no variable that is read again: it is about to move on.</summary>
    /// <exception cref="UnsupportedBytecodeException">It is.</exception>
    internal void RequireOnly(Operand iterator)
    {
        if (iterator.Identity >= 0)
            RequireOnly(iterator.Identity);
    }

    /// <inheritdoc cref="RequireOnly(Operand)"/>
    internal void RequireOnly(int identity)
    {
        if (IsInFrame(identity))
            throw Unsupported(
                DiagnosticDescriptors.IteratorUsedAgain, "an iterator that it goes through is used again",
                "Make a new one where it is used again.");
    }

    /// <summary>Whether something in the frame is a list too, or has it.</summary>
    internal bool IsShared(Operand list) => IsInFrame(list.Identity);

    /// <summary>How many versions of a block the loops round the instruction make, as they know how far their iterators have come.</summary>
    internal int UnrolledVersions()
    {
        var versions = 1;
        for (var place = Bytecode.SlotNames.Length; place < _frame.Top; place++)
            versions = (int)Math.Min((long)versions * VersionsOf(_frame[place]), int.MaxValue);
        return versions;

        int VersionsOf(Operand operand) => operand.Kind switch
        {
            OperandKind.SequenceIterator when operand.Number >= 0 => (Sequences.Count(operand.Items[0], this) ?? 0) + 1,
            OperandKind.Enumerate or OperandKind.Zip => operand.Items.Select(VersionsOf).DefaultIfEmpty(1).Max(),
            _ => 1,
        };
    }

    // What nobody reads again counts for nothing.
    private bool IsInFrame(int identity)
    {
        for (var place = 0; place < _frame.Top; place++)
        {
            if ((place >= Bytecode.SlotNames.Length || Flow.IsLive(Math.Min(_index + 1, Bytecode.Instructions.Length - 1), place))
                && Holds(_frame[place], identity))
            {
                return true;
            }
        }
        return false;
    }

    private static bool Holds(Operand operand, int identity) =>
        operand.Identity == identity || Array.Exists(operand.Items, item => Holds(item, identity));

    /// <summary>A value of Python's as an operand: a number as a constant, all else as the object that it is.</summary>
    internal Operand OperandOf(PyValue value) => _unit.OperandOf(value);
}
