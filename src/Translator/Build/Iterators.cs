using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Iterators as operands: what makes them, and what their next item is.</summary>
/// <remarks>
/// An iterator is what it is made of: the numbers of a range, a tuple and how far it has come, other iterators. Moving on gives another
/// operand. So no iterator may be in two places; what makes them or takes them over sees to it by their <see cref="Operand.Identity"/>. Over
/// a short tuple it is known at each item which one it is, so that there is a version of the loop's body for each; over others a value says it, and there is a version for each type of items.
/// </remarks>
internal static class Iterators
{
    // A block has 16 versions at most, and the types of variables make some too.
    private const int MostVersions = 13;

    // Reading a table is little work; more code is not worth it.
    private const int MostVersionsForTable = 9;

    // Which of several items it is, comparisons find out one after the other.
    private const int MostChosen = 64;

    /// <summary>What <c>iter</c> gives for something that is taken off the stack: for an iterator itself.</summary>
    /// <param name="iterable">What is iterated over.</param>
    /// <param name="ir">The builder.</param>
    /// <param name="identity">The <see cref="Operand.Identity"/> of a new iterator: −1 where nothing but a loop has it.</param>
    /// <exception cref="UnsupportedBytecodeException">Native code has no iterator over it.</exception>
    public static Operand Of(Operand iterable, IrBuilder ir, int identity = -1)
    {
        switch (iterable.Kind)
        {
            case OperandKind.Range:
                return Operand.RangeIterator(iterable.Values[0], iterable.Values[1], iterable.Values[2], iterable.IsAscending, identity);
            case OperandKind.RangeIterator or OperandKind.SequenceIterator or OperandKind.Enumerate or OperandKind.Zip:
                ir.RequireOnly(iterable);
                return iterable;
        }
        if (Sequences.IsSequence(iterable))
            return OverSequence(iterable, isForward: true, identity, ir);
        if (Elements.Has(iterable))
            return Operand.SequenceIterator(iterable, ir.EmitInt(0), isForward: true, identity);
        if (iterable.IsNone || iterable.Value is not null)
            throw IrBuilder.Leave(ExitReason.Raise);
        throw iterable.KnownObject is PyList ? ir.UnsupportedList(iterable) : ir.Unsupported(
            DiagnosticDescriptors.Iteration, $"the loop is over {OperandText.WhatItIs(iterable)}",
            "Loop over a range, an array, a list, a tuple, or enumerate, zip or reversed of them.", iterable);
    }

    /// <summary>What <c>reversed</c> gives.</summary>
    public static Operand Reversed(Operand iterable, int identity, IrBuilder ir)
    {
        if (iterable.Kind == OperandKind.Range)
            return Ranges.Reversed(iterable, identity, ir);
        if (Sequences.IsSequence(iterable))
            return OverSequence(iterable, isForward: false, identity, ir);
        if (Elements.Has(iterable))
            return Operand.SequenceIterator(iterable, Elements.Count(iterable, ir), isForward: false, identity);
        throw ir.Unsupported(
            DiagnosticDescriptors.Iteration, $"it reverses {OperandText.WhatItIs(iterable)}",
            "Reverse ranges, tuples, lists and arrays alone.", iterable);
    }

    /// <summary>Ends the block in one or two ways: with the next item of an iterator, and where there is none.</summary>
    /// <param name="iterator">The iterator.</param>
    /// <param name="ir">The builder, whose frame has not changed since the instruction began, but for what was taken off the stack.</param>
    /// <param name="onNext">Goes on with the item and the iterator behind it; ends the block.</param>
    /// <param name="onEnd">Goes on where it is at its end; ends the block. Of a zip it is called for each iterator.</param>
    public static void Next(Operand iterator, IrBuilder ir, Action<Operand, Operand> onNext, Action onEnd)
    {
        switch (iterator.Kind)
        {
            case OperandKind.RangeIterator:
                NextOfRange(iterator, ir, onNext, onEnd);
                break;
            case OperandKind.SequenceIterator when iterator.Number >= 0:
                NextOfUnrolled(iterator, ir, onNext, onEnd);
                break;
            case OperandKind.SequenceIterator when Elements.Has(iterator.Items[0]):
                NextInMemory(iterator, ir, onNext, onEnd);
                break;
            case OperandKind.SequenceIterator:
                NextOfSequence(iterator, ir, onNext, onEnd);
                break;
            case OperandKind.Enumerate:
                Next(
                    iterator.Items[0],
                    ir,
                    (item, rest) => onNext(
                        Operand.Tuple([Operand.Of(iterator.Values[0]), item]),
                        iterator.WithIterators([rest], ir.Emit(Op.IntAdd, iterator.Values[0], ir.EmitInt(1)))),
                    onEnd);
                break;
            case OperandKind.Zip:
                NextOfZip(iterator, [], [], ir, onNext, onEnd);
                break;
            default:
                throw ir.Unsupported(
                    DiagnosticDescriptors.Iteration, $"it goes through {OperandText.WhatItIs(iterator)}",
                    "Loop over a range, a tuple, or enumerate, zip or reversed of them.", iterator);
        }
    }

    /// <summary>How many iterators of one, itself included, have a way for each item that could come next.</summary>
    public static int ForkingIterators(Operand iterator, IrBuilder ir) => iterator.Kind switch
    {
        OperandKind.SequenceIterator when Elements.Has(iterator.Items[0]) => Elements.AreAlike(iterator.Items[0]) ? 0 : 1,
        OperandKind.SequenceIterator => iterator.Number < 0 && !SubscriptTranslator.IsIndexable(iterator.Items[0], ir) ? 1 : 0,
        OperandKind.Enumerate or OperandKind.Zip => iterator.Items.Sum(item => ForkingIterators(item, ir)),
        _ => 0,
    };

    private static Operand OverSequence(Operand sequence, bool isForward, int identity, IrBuilder ir)
    {
        var count = Sequences.Count(sequence, ir) ?? 0;
        var versions = (long)(count + 1) * ir.UnrolledVersions();
        var isTable = (sequence.Constant ?? (object?)sequence.Known) is not null && ir.Tables.TryFind(sequence, ir, out _) is not null;
        if (versions > (isTable ? MostVersionsForTable : MostVersions))
        {
            if (count > MostChosen && !SubscriptTranslator.IsIndexable(sequence, ir))
            {
                throw ir.Unsupported(
                    DiagnosticDescriptors.UnlikeTuples, $"the loop is over a tuple of more than {MostChosen} items, and they are not all constants of one type or rows of them",
                    "Make it a tuple of constants that are alike at the top level of the module.");
            }
            return Sequences.Checked(Operand.SequenceIterator(sequence, ir.EmitInt(isForward ? 0 : count), isForward, identity), ir);
        }
        return Sequences.Checked(Operand.SequenceIterator(sequence, isForward ? 0 : count, isForward, identity), ir);
    }

    private static void NextOfRange(Operand iterator, IrBuilder ir, Action<Operand, Operand> onNext, Action onEnd)
    {
        var (next, stop, step) = (iterator.Values[0], iterator.Values[1], iterator.Values[2]);
        ir.Fork(
            ir.Emit(iterator.IsAscending ? Op.IntLess : Op.IntGreater, next, stop),
            () =>
            {
                // It does not wrap: where the range was made, the end was found to be far enough from the limits.
                var following = ir.Emit(Op.IntAddWrap, next, step);
                onNext(Operand.Of(next), iterator.WithIterators([], following, stop, step));
            },
            onEnd);
    }

    private static void NextOfUnrolled(Operand iterator, IrBuilder ir, Action<Operand, Operand> onNext, Action onEnd)
    {
        var (sequence, number, isForward) = (iterator.Items[0], iterator.Number, iterator.IsAscending);
        if (number == (isForward ? Sequences.Count(sequence, ir) : 0))
        {
            onEnd();
            return;
        }
        var item = Sequences.ItemAt(sequence, isForward ? number : number - 1, ir);
        onNext(item, Operand.SequenceIterator(sequence, isForward ? number + 1 : number - 1, isForward, iterator.Identity));
    }

    private static void NextOfSequence(Operand iterator, IrBuilder ir, Action<Operand, Operand> onNext, Action onEnd)
    {
        var (sequence, number) = (iterator.Items[0], iterator.Values[0]);
        var end = ir.EmitInt(iterator.IsAscending ? Sequences.Count(sequence, ir) ?? 0 : 0);
        ir.Fork(
            ir.Emit(iterator.IsAscending ? Op.IntLess : Op.IntGreater, number, end),
            () =>
            {
                var following = ir.Emit(Op.IntAddWrap, number, ir.EmitInt(iterator.IsAscending ? 1 : -1));
                var (index, rest) = (iterator.IsAscending ? number : following, iterator.WithIterators([sequence], following));
                if (SubscriptTranslator.IsIndexable(sequence, ir))
                    onNext(SubscriptTranslator.Within(sequence, index, ir), rest);
                else
                    SubscriptTranslator.Fork(sequence, index, ir, item => onNext(item, rest), target: -1);
            },
            onEnd);
    }

    // How many there are is asked each time: the loop may change it.
    private static void NextInMemory(Operand iterator, IrBuilder ir, Action<Operand, Operand> onNext, Action onEnd)
    {
        var (sequence, number) = (iterator.Items[0], iterator.Values[0]);
        var count = Elements.Count(sequence, ir);
        var (index, isThere) = (number, (Value?)null);
        if (iterator.IsAscending)
        {
            isThere = ir.Emit(Op.IntLess, number, count);
        }
        else
        {
            // Where the list has become shorter, a backwards iterator is at its end.
            index = ir.Emit(Op.IntSubWrap, number, ir.EmitInt(1));
            isThere = ir.Emit(Op.IntGreater, number, ir.EmitInt(0));
            if (!Elements.VariableOf(sequence).IsFixed && sequence.Kind == OperandKind.Sequence)
                isThere = ir.Emit(Op.BoolAnd, isThere, ir.Emit(Op.IntLess, index, count));
        }
        ir.Fork(
            isThere,
            () =>
            {
                var rest = iterator.WithIterators([sequence], iterator.IsAscending ? ir.Emit(Op.IntAddWrap, number, ir.EmitInt(1)) : index);
                if (Elements.VariableOf(sequence).IsUnknown)
                    ir.EmitExit(ExitReason.Rare);                            // as long as nothing is put into it, it has none
                else if (Elements.AreAlike(sequence))
                    onNext(Elements.At(sequence, index, ir), rest);
                else
                    Elements.Fork(sequence, index, ir, item => onNext(item, rest), target: -1);
            },
            onEnd);
    }

    // The first iterator is drawn from first; what it gave is lost where a later one is at its end.
    private static void NextOfZip(
        Operand zip, Operand[] items, Operand[] iterators, IrBuilder ir, Action<Operand, Operand> onNext, Action onEnd)
    {
        if (zip.Items.Length == 0)
            onEnd();
        else if (items.Length == zip.Items.Length)
            onNext(Operand.Tuple(items), zip.WithIterators(iterators));
        else
        {
            Next(
                zip.Items[items.Length], ir, (item, rest) => NextOfZip(zip, [.. items, item], [.. iterators, rest], ir, onNext, onEnd),
                zip.IsStrict ? () => EndStrictly(zip, items.Length, ir, onEnd) : onEnd);
        }
    }

    // With strict=True all must be at their ends together; else it is a ValueError.
    private static void EndStrictly(Operand zip, int ended, IrBuilder ir, Action onEnd)
    {
        if (ended > 0)
            ir.EmitExit(ExitReason.Raise);
        else
            EndRest(1);

        void EndRest(int index)
        {
            if (index == zip.Items.Length)
                onEnd();
            else
                Next(zip.Items[index], ir, (_, _) => ir.EmitExit(ExitReason.Raise), () => EndRest(index + 1));
        }
    }
}
