using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>The small steps that passes are made of.</summary>
internal static class Rewriting
{
    /// <summary>Whether a value is an int or bool constant, and which.</summary>
    public static bool IsConstant(this Value value, out long number)
    {
        number = value.Immediate;
        return value.Op is Op.IntConstant or Op.BoolConstant;
    }

    /// <summary>Whether a value is this int or bool constant.</summary>
    public static bool IsConstant(this Value value, long number) => value.IsConstant(out var found) && found == number;

    /// <summary>Makes a value from the same place in Python and puts it before this one, or behind the phis where this is one.</summary>
    public static Value Make(this Value at, Op op, params ReadOnlySpan<Value> operands) =>
        at.Place(at.Block!.Function.NewValue(op, operands, at.Origin));   // a value that is being rewritten is in a block

    /// <summary>Makes an int constant before this value.</summary>
    public static Value MakeInt(this Value at, long number) => at.MakeConstant(Op.IntConstant, number);

    /// <summary>Makes a bool constant before this value.</summary>
    public static Value MakeBool(this Value at, bool value) => at.MakeConstant(Op.BoolConstant, value ? 1 : 0);

    /// <summary>Makes a constant before this value.</summary>
    public static Value MakeConstant(this Value at, Op op, long number) =>
        at.Place(at.Block!.Function.NewValue(op, [], at.Origin, immediate: number));

    /// <summary>Lets another value stand wherever this one is used, and removes it.</summary>
    public static void ReplaceBy(this Value value, Value replacement)
    {
        value.ReplaceAllUsesWith(replacement);
        value.Remove();
    }

    /// <summary>Ends a block in another terminator; the edges are the caller's to fit to it.</summary>
    public static void ReplaceTerminator(this Block block, Op op, params ReadOnlySpan<Value> operands)
    {
        var old = block.Terminator!;   // a block outside the builder has one
        var terminator = block.Function.NewValue(op, operands, old.Origin);
        old.Remove();
        block.Append(terminator);
    }

    private static Value Place(this Value at, Value value)
    {
        while (at.Has(Effects.Pinned))
            at = at.Next!;   // a terminator comes last
        at.InsertBefore(value);
        return value;
    }
}
