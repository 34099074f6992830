using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc.Translation.Ir;

/// <summary>One kind of result of a function: the words that it returns, and what they are.</summary>
/// <param name="Types">The types of the words.</param>
/// <param name="Value">What they are: a shape of one place, 0, whose operands are the words.</param>
public sealed record ResultShape(ImmutableArray<IrType> Types, FrameShape Value)
{
    /// <summary>Whether it is one word that is the result itself.</summary>
    public bool IsWord => Value.Slots is [{ Kind: FrameSlotKind.Value }];

    /// <summary>Whether it is a tuple whose items are the words.</summary>
    public bool IsTuple { get; } = Value.Slots is [{ Kind: FrameSlotKind.Tuple } tuple, .. var items]
        && tuple.Number == Types.Length && items.Length == Types.Length && items.All(item => item.Kind == FrameSlotKind.Value);

    /// <summary>A result that is a word.</summary>
    public static ResultShape Of(IrType type) => new([type], new FrameShape(0, 0, [new FrameSlot(0, FrameSlotKind.Value)]));

    /// <summary>A word where it is one; a tuple of words where they are none or several.</summary>
    public static ResultShape Of(ImmutableArray<IrType> types) => types is [var type]
        ? Of(type)
        : new ResultShape(types, new FrameShape(0, 0,
            [
                new FrameSlot(0, FrameSlotKind.Tuple, types.Length),
                .. types.Select(_ => new FrameSlot(FrameShape.ItemPlace, FrameSlotKind.Value)),
            ]));

    /// <summary>What it is, in the names of IR text: <c>i64</c>, <c>(i64, f64)</c>.</summary>
    public override string ToString()
    {
        var (slot, word) = (0, 0);
        return NameOf(ref slot, ref word);
    }

    // As deep as tuples are in tuples, which is limited where IR is built.
    private string NameOf(ref int next, ref int word)
    {
        var slot = Value.Slots[next++];
        var first = word;
        word += FrameSlots.OperandsOf(slot.Kind);
        var items = new string[Value.ItemsOf(slot)];
        for (var i = 0; i < items.Length; i++)
            items[i] = NameOf(ref next, ref word);
        return slot.Kind switch
        {
            FrameSlotKind.Value => IrPrinter.NameOf(Types[first]),
            FrameSlotKind.Literal => NameOf(Value.Literals[slot.Number]),
            FrameSlotKind.Tuple => items is [var only] ? $"({only},)" : $"({string.Join(", ", items)})",
            FrameSlotKind.List => $"[{string.Join(", ", items)}]",
            _ => IrPrinter.NameOf(slot.Kind),
        };
    }

    private static string NameOf(Constant constant) => constant switch
    {
        BoolConstant => IrPrinter.NameOf(IrType.Bool),
        FloatConstant => IrPrinter.NameOf(IrType.Float64),
        IntConstant => "int",
        StringConstant => "str",
        TupleConstant => "tuple",
        _ => ReferenceEquals(constant, SingletonConstant.None) ? IrPrinter.NameOf(IrType.None) : "object",
    };
}
