using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>An argument of a call that passes sequences, once it lies where it stays: pinned, or a word.</summary>
/// <remarks>It takes no memory of the heap, whatever it is: most calls return without anyone asking for more than its word.</remarks>
internal struct Lent
{
    /// <summary>
    /// The type of the word: <see cref="IrType.None"/> of null, <see cref="IrType.Void"/> of what native code does not take.
    /// </summary>
    public IrType Type;

    /// <summary>Of a sequence, the number of its elements, or rows.</summary>
    public int Count;

    /// <summary>Of a <c>T[,]</c>, the number of its columns.</summary>
    public int Columns;

    /// <summary>Of memory, where it begins in its <see cref="Owner"/>, in elements.</summary>
    public int Offset;

    /// <summary>The word; of a sequence, the address of the first element, which does not move while the call lasts.</summary>
    public long Word;

    /// <summary>The C# object that a sequence is or lies in, if there is one; a value in a box for what native code does not take.</summary>
    public object? Owner;

    /// <summary>A number, a bool or None.</summary>
    public static Lent Of(Argument argument) => new()
    {
        Type = argument.Type,
        Word = argument.Word,
        Owner = argument.IsWord ? null : argument.Integer,
    };
}
