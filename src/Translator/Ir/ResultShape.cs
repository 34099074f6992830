using System.Collections.Immutable;

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
}
