using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Calls of functions and classes of Python's own that are about tuples, ranges and iterators.</summary>
internal static class SequenceCalls
{
    /// <summary>What a call gives.</summary>
    /// <param name="callee">The function or class.</param>
    /// <param name="arguments">The arguments, those with names last.</param>
    /// <param name="names">The names of the last arguments.</param>
    /// <param name="ir">The builder.</param>
    /// <returns>The result; null where it is none of those that native code has.</returns>
    public static Operand? TryCall(PyObject? callee, Operand[] arguments, string[] names, IrBuilder ir)
    {
        if (names is ["strict"] && callee == BuiltinIteratorTypes.Zip && Truths.KnownTruth(arguments[^1]) is { } isStrict)
            return Zip(arguments[..^1], ir.NewIdentity("a zip"), ir, isStrict);
        if (names.Length > 0)
        {
            return callee == BuiltinIteratorTypes.Enumerate && names is ["start"] && arguments is [var counted, var named]
                ? Enumerate(counted, named, ir)
                : null;
        }
        return callee switch
        {
            PyBuiltinFunction { Name: "len" } when arguments is [var argument] => Length(argument, ir),
            PyBuiltinFunction { Name: "iter" } when arguments is [var argument] => Iterators.Of(argument, ir, ir.NewIdentity("an iterator")),
            PyBuiltinFunction { Name: "zip" } => Zip(Array.ConvertAll(arguments, argument => AsItIsNow(argument, ir)), identity: -1, ir),
            PyType type when type == BuiltinIteratorTypes.Zip => Zip(arguments, ir.NewIdentity("a zip"), ir),
            PyType type when type == BuiltinIteratorTypes.Enumerate && arguments is [var argument] =>
                Enumerate(argument, Operand.Of(ir.EmitInt(0)), ir),
            PyType type when type == BuiltinIteratorTypes.Enumerate && arguments is [var argument, var start] => Enumerate(argument, start, ir),
            PyType type when type == BuiltinIteratorTypes.Reversed && arguments is [var argument] =>
                Iterators.Reversed(argument, ir.NewIdentity("an iterator"), ir),
            PyType type when type == PyTypes.Tuple && arguments is [] => Operand.Tuple([]),
            PyType type when type == PyTypes.Tuple && arguments is [var argument] && Sequences.IsSequence(argument) =>
                argument.Kind == OperandKind.List ? Operand.Tuple(argument.Items) : argument,
            PyType type when type == PyTypes.List && arguments is [] => ir.MakeList([]),
            PyType type when type == PyTypes.List && arguments is [var argument] && Sequences.IsSequence(argument) =>
                ir.MakeList(Sequences.Items(argument, ir)),
            PyType type when type == PyTypes.List && arguments is [{ Kind: OperandKind.Sequence } argument] => ListMethods.Copy(argument, ir),
            _ => null,
        };
    }

    // In Python 2 a zip is a list, which has the items as they were when it was made.
    private static Operand AsItIsNow(Operand sequence, IrBuilder ir)
    {
        if (!Elements.Has(sequence) || SequenceSubscripts.IsLoopThatOnlyReads(ir))
            return sequence;
        return sequence.Kind == OperandKind.Sequence && !sequence.Variable!.IsMatrix
            ? ListMethods.Copy(sequence, ir)
            : throw ir.Unsupported(
                DiagnosticDescriptors.ZipOfLists, $"it makes a zip of {OperandText.WhatItIs(sequence)}, which could change",
                "Loop over a range of indexes.", sequence);
    }

    private static Operand Length(Operand argument, IrBuilder ir)
    {
        if (argument.Kind == OperandKind.Range)
            return Operand.Of(Ranges.Count(argument, ir));
        if (Sequences.Count(argument, ir) is { } count)
            return Operand.Of(ir.EmitInt(count));
        if (Elements.Has(argument))
            return Operand.Of(Elements.Count(argument, ir));
        if (argument.IsNone || argument.Value is not null)
            throw IrBuilder.Leave(ExitReason.Raise);
        throw argument.Known is PyList
            ? ir.UnsupportedList(argument)
            : ir.Unsupported(
                DiagnosticDescriptors.Length, $"it asks how long {OperandText.WhatItIs(argument)} is",
                "Ask that of tuples, lists, arrays and ranges alone.", argument);
    }

    private static Operand Enumerate(Operand iterable, Operand start, IrBuilder ir)
    {
        var identity = ir.NewIdentity("an enumerate");
        var iterator = Iterators.Of(iterable, ir);
        var number = ir.Number(start, "enumerate");
        if (number.IsFloat)
            throw IrBuilder.Leave(ExitReason.Raise);
        return Sequences.Checked(Operand.Enumerate(iterator, ir.ToSigned(number), identity), ir);
    }

    private static Operand Zip(Operand[] iterables, int identity, IrBuilder ir, bool isStrict = false)
    {
        for (var i = 0; i < iterables.Length; i++)
        {
            if (Array.FindIndex(iterables, other => other.Identity == iterables[i].Identity) < i && IsIterator(iterables[i]))
                throw ir.Unsupported(
                    DiagnosticDescriptors.IteratorUsedAgain, "it draws from one iterator in two places",
                    "Count with a range of that step instead.", iterables[i]);
            if (ir.HasLong && iterables[i].Kind == OperandKind.Range)
                RangeCalls.RequireShort(iterables[i].Values[0], iterables[i].Values[1], iterables[i].IsAscending, ir);
        }
        var zip = Sequences.Checked(Operand.Zip(Array.ConvertAll(iterables, iterable => Iterators.Of(iterable, ir)), identity, isStrict), ir);
        if (Iterators.ForkingIterators(zip, ir) > 1)
        {
            // What follows would have a way for each combination of items.
            throw ir.Unsupported(
                DiagnosticDescriptors.UnlikeTuples, "it draws from several long tuples whose items are not alike", "Make them tuples of constants that are alike at the top level of the module.");
        }
        return zip;
    }

    private static bool IsIterator(Operand operand) => operand.Identity >= 0 && operand.Kind != OperandKind.List;
}
