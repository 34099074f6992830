using System.Collections.Immutable;

namespace Pyc.Translation.Ir;

/// <summary>Numbers of one type that do not change, of which <see cref="Op.LoadTable"/> reads one: a tuple of the module, or a column of one.</summary>
/// <remarks>Tables are told apart as objects, whatever they hold: whoever makes them makes one for each tuple.</remarks>
public sealed class ConstantTable
{
    /// <summary>A table.</summary>
    /// <param name="type">The type of the numbers: ints, floats or bools.</param>
    /// <param name="words">The number itself of an int, the bits of a float, 0 or 1 of a bool.</param>
    /// <exception cref="ArgumentException">There are no words.</exception>
    public ConstantTable(IrType type, ImmutableArray<long> words)
    {
        if (words.IsDefaultOrEmpty)
            throw new ArgumentException("A table has a number at least.", nameof(words));
        Type = type;
        Words = words;
        Min = words.Min();
        Max = words.Max();
    }

    /// <summary>The type of the numbers.</summary>
    public IrType Type { get; }

    /// <summary>The numbers, as words.</summary>
    public ImmutableArray<long> Words { get; }

    /// <summary>The smallest word.</summary>
    public long Min { get; }

    /// <summary>The greatest word.</summary>
    public long Max { get; }
}
