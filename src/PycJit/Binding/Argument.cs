using System.Numerics;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>An argument whose type depends on its value: None where it is null, unsigned or no word at all where it is large.</summary>
/// <param name="Type">The IR type; <see cref="IrType.Void"/> for an integer that native code does not take.</param>
/// <param name="Word">The word of one that it does.</param>
/// <param name="Integer">The integer of one that it does not.</param>
internal readonly record struct Argument(IrType Type, long Word, BigInteger Integer)
{
    /// <summary>Whether native code can take it.</summary>
    public bool IsWord => Type != IrType.Void;

    /// <summary>An argument of one of the types that <see cref="NativeWord.IsArgumentType"/> names.</summary>
    public static Argument Of<T>(T value) => value switch
    {
        null => new(IrType.None, 0, default),
        ulong unsigned => OfUnsigned(unsigned),
        BigInteger integer when integer >= long.MinValue && integer <= long.MaxValue => new(IrType.Int64, (long)integer, default),
        BigInteger integer when integer.Sign > 0 && integer <= ulong.MaxValue => OfUnsigned((ulong)integer),
        BigInteger integer => new(IrType.Void, 0, integer),
        bool truth => new(IrType.Bool, truth ? 1 : 0, default),
        double number => OfFloat(number),
        float number => OfFloat(number),
        Half number => OfFloat((double)number),
        IConvertible number => new(IrType.Int64, number.ToInt64(null), default),
        _ => throw new ArgumentException($"{typeof(T)} is passed otherwise.", nameof(value)),
    };

    /// <summary>The Python value.</summary>
    public PyValue ToPython(PythonRuntime runtime) => Type switch
    {
        IrType.Int64 => PyValue.FromInt(Word),
        IrType.UInt64 => Integers.Make((ulong)Word, isLong: runtime.Semantics.Numbers.HasLong),
        IrType.Float64 => PyValue.FromFloat(BitConverter.Int64BitsToDouble(Word)),
        IrType.Bool => PyValue.FromBool(Word != 0),
        IrType.None => PyValue.None,
        _ => Integers.Make(Integer, isLong: runtime.Semantics.Numbers.HasLong),
    };

    private static Argument OfFloat(double number) => new(IrType.Float64, BitConverter.DoubleToInt64Bits(number), default);

    private static Argument OfUnsigned(ulong value) =>
        new(value <= long.MaxValue ? IrType.Int64 : IrType.UInt64, (long)value, default);
}
