namespace Pyc.Translation.Ir;

/// <summary>What is known of a sequence that is passed from outside.</summary>
/// <param name="Elements">How its elements lie in memory.</param>
/// <param name="Items">Where they are sequences, what those are; <see langword="null"/> for all else.</param>
/// <param name="Rank">1, or 2 for rows of equal length that lie one behind the other.</param>
/// <param name="IsFixed">Whether its length cannot change: an array and not a list.</param>
/// <param name="IsReadOnly">Whether it must not be written.</param>
public sealed record SequenceType(ElementKind Elements, SequenceType? Items = null, int Rank = 1, bool IsFixed = true, bool IsReadOnly = false)
{
    /// <summary>Its name in IR text: <c>[f64]</c>, <c>[[i64]]</c>, <c>[f64, 2]</c>; of a list <c>list[f64]</c>.</summary>
    public override string ToString()
    {
        var elements = Items?.ToString() ?? IrPrinter.NameOf(Elements);
        return $"{(IsReadOnly ? "readonly " : "")}{(IsFixed ? "" : "list")}[{elements}{(Rank == 2 ? ", 2" : "")}]";
    }
}

/// <summary>What is known of a parameter: its type, and of a sequence what it is of.</summary>
/// <param name="Type">The type of the word that is passed.</param>
/// <param name="Sequence">Of <see cref="IrType.Sequence"/>, what it is; <see langword="null"/> for all else.</param>
public readonly record struct ParameterType(IrType Type, SequenceType? Sequence = null)
{
    /// <summary>A parameter that is a number, a bool or None.</summary>
    public static implicit operator ParameterType(IrType type) => new(type);

    /// <summary>A parameter that is a sequence.</summary>
    public static implicit operator ParameterType(SequenceType sequence) => new(IrType.Sequence, sequence);

    /// <summary>Its name in IR text.</summary>
    public override string ToString() => Sequence?.ToString() ?? IrPrinter.NameOf(Type);
}
