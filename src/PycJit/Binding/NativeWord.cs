using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Translation.Ir;

namespace Pyc.Binding;

/// <summary>Converts between C# values and the 64-bit words that native code takes and returns.</summary>
/// <remarks>
/// Each conversion is a chain of type tests that are constant for a value type, so that the compiled method holds one conversion
/// and no test; <see cref="Unsafe.BitCast{TFrom, TTo}"/> boxes nothing in any tier.
/// </remarks>
internal static class NativeWord
{
    /// <summary>The C# types that can be passed for an int, a bool or a float, and where they can be null for None.</summary>
    public static bool IsArgumentType(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return IsInteger(type) || IsFloat(type) || type == typeof(bool);
    }

    /// <summary>The IR type of an argument that is neither null nor too large.</summary>
    public static IrType IrTypeOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? IrType.Bool : IsFloat(type) ? IrType.Float64 : IrType.Int64;
    }

    /// <summary>The parameter of native code that takes it.</summary>
    /// <param name="type">A type that it takes: <see cref="Passers.AreNative"/>.</param>
    public static ParameterType ParameterTypeOf(Type type) => IsArgumentType(type) ? IrTypeOf(type) : Passers.Find(type)!.Type;

    /// <summary>Whether <see cref="TryTo"/> makes a <typeparamref name="T"/> of words of that type.</summary>
    public static bool Holds<T>(IrType type)
    {
        if (typeof(T) == typeof(Discarded) || (type == IrType.None && default(T) is null && IsArgumentType(NotNull<T>.Type)))
            return true;
        var result = NotNull<T>.Type;
        return type switch
        {
            IrType.Int64 => IsInteger(result),
            IrType.UInt64 => result == typeof(ulong) || result == typeof(BigInteger),
            IrType.Bool => result == typeof(bool) || IsInteger(result),        // to Python a bool is an int
            IrType.Float64 => IsFloat(result),
            _ => false,
        };
    }

    /// <summary>Whether an argument has the type that <see cref="IrTypeOf"/> says, as nearly all do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Fits<T>(T value)
    {
        if (typeof(T) == typeof(ulong))
            return Unsafe.As<T, ulong>(ref value) <= long.MaxValue;
        if (typeof(T) == typeof(BigInteger))
            return FitsWord(Unsafe.As<T, BigInteger>(ref value));
        // Of nullable types alone null is a default value.
        return default(T) is not null || FitsNullable(value);
    }

    /// <summary>The word of an argument that <see cref="Fits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of<T>(T value)
    {
        if (typeof(T) == typeof(long) || typeof(T) == typeof(ulong))
            return Unsafe.As<T, long>(ref value);
        if (typeof(T) == typeof(int))
            return Unsafe.As<T, int>(ref value);
        if (typeof(T) == typeof(double))
            return BitConverter.DoubleToInt64Bits(Unsafe.As<T, double>(ref value));
        if (typeof(T) == typeof(bool))
            return Unsafe.As<T, bool>(ref value) ? 1 : 0;
        return OfOther(value);
    }

    /// <summary>The C# value of a result.</summary>
    /// <param name="word">What native code returned.</param>
    /// <param name="type">Its type, one that <typeparamref name="T"/> <see cref="Holds{T}"/>.</param>
    /// <param name="result">The value.</param>
    /// <returns>False where it is a number beyond <typeparamref name="T"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryTo<T>(long word, IrType type, out T result)
    {
        if (typeof(T) == typeof(long))
        {
            result = Unsafe.As<long, T>(ref word);
            return true;
        }
        if (typeof(T) == typeof(double))
        {
            var number = BitConverter.Int64BitsToDouble(word);
            result = Unsafe.As<double, T>(ref number);
            return true;
        }
        if (typeof(T) == typeof(bool))
        {
            var truth = (byte)word != 0;
            result = Unsafe.As<bool, T>(ref truth);
            return true;
        }
        if (typeof(T) == typeof(Discarded))
        {
            result = default!;                              // it has no content
            return true;
        }
        return TryToOther(word, type, out result);
    }

    /// <summary>The C# value of a word, where <typeparamref name="T"/> holds it.</summary>
    /// <param name="word">What native code returned.</param>
    /// <param name="type">Its type.</param>
    /// <param name="result">The value.</param>
    public static bool TryRead<T>(long word, IrType type, out T result)
    {
        if (Holds<T>(type))
            return TryTo(word, type, out result);
        result = default!;                                  // not read where the result is false
        return false;
    }

    private static bool IsInteger(Type type) =>
        type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(sbyte) || type == typeof(ulong)
        || type == typeof(uint) || type == typeof(ushort) || type == typeof(byte) || type == typeof(BigInteger);

    private static bool IsFloat(Type type) => type == typeof(double) || type == typeof(float) || type == typeof(Half);

    private static bool FitsWord(BigInteger value) => value >= long.MinValue && value <= long.MaxValue;

    private static bool FitsNullable<T>(T value)
    {
        if (value is null)
            return false;
        if (typeof(T) == typeof(ulong?))
            return Unsafe.As<T, ulong?>(ref value).GetValueOrDefault() <= long.MaxValue;
        return typeof(T) != typeof(BigInteger?) || FitsWord(Unsafe.As<T, BigInteger?>(ref value).GetValueOrDefault());
    }

    private static long OfOther<T>(T value)
    {
        if (typeof(T) == typeof(short))
            return Unsafe.As<T, short>(ref value);
        if (typeof(T) == typeof(sbyte))
            return Unsafe.As<T, sbyte>(ref value);
        if (typeof(T) == typeof(uint))
            return Unsafe.As<T, uint>(ref value);
        if (typeof(T) == typeof(ushort))
            return Unsafe.As<T, ushort>(ref value);
        if (typeof(T) == typeof(byte))
            return Unsafe.As<T, byte>(ref value);
        if (typeof(T) == typeof(float))
            return BitConverter.DoubleToInt64Bits(Unsafe.As<T, float>(ref value));
        if (typeof(T) == typeof(Half))
            return BitConverter.DoubleToInt64Bits((double)Unsafe.As<T, Half>(ref value));
        if (typeof(T) == typeof(BigInteger))
            return (long)Unsafe.As<T, BigInteger>(ref value);
        if (typeof(T) == typeof(long?))
            return Of(Unsafe.As<T, long?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(int?))
            return Of(Unsafe.As<T, int?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(short?))
            return Of(Unsafe.As<T, short?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(sbyte?))
            return Of(Unsafe.As<T, sbyte?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(ulong?))
            return Of(Unsafe.As<T, ulong?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(uint?))
            return Of(Unsafe.As<T, uint?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(ushort?))
            return Of(Unsafe.As<T, ushort?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(byte?))
            return Of(Unsafe.As<T, byte?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(bool?))
            return Of(Unsafe.As<T, bool?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(double?))
            return Of(Unsafe.As<T, double?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(float?))
            return Of(Unsafe.As<T, float?>(ref value).GetValueOrDefault());
        if (typeof(T) == typeof(Half?))
            return Of(Unsafe.As<T, Half?>(ref value).GetValueOrDefault());
        return (long)Unsafe.As<T, BigInteger?>(ref value).GetValueOrDefault();
    }

    private static bool TryToOther<T>(long word, IrType type, out T result)
    {
        if (typeof(T) == typeof(int))
            return Is((int)word == word, (int)word, out result);
        if (typeof(T) == typeof(short))
            return Is((short)word == word, (short)word, out result);
        if (typeof(T) == typeof(sbyte))
            return Is((sbyte)word == word, (sbyte)word, out result);
        if (typeof(T) == typeof(ulong))
            return Is(word >= 0 || type == IrType.UInt64, (ulong)word, out result);
        if (typeof(T) == typeof(uint))
            return Is((uint)word == word, (uint)word, out result);
        if (typeof(T) == typeof(ushort))
            return Is((ushort)word == word, (ushort)word, out result);
        if (typeof(T) == typeof(byte))
            return Is((byte)word == word, (byte)word, out result);
        if (typeof(T) == typeof(BigInteger))
            return Is(true, type == IrType.UInt64 ? (BigInteger)(ulong)word : word, out result);
        if (typeof(T) == typeof(float))
        {
            var number = BitConverter.Int64BitsToDouble(word);
            return Is(!float.IsInfinity((float)number) || double.IsInfinity(number), (float)number, out result);
        }
        if (typeof(T) == typeof(Half))
        {
            var number = BitConverter.Int64BitsToDouble(word);
            return Is(!Half.IsInfinity((Half)number) || double.IsInfinity(number), (Half)number, out result);
        }
        if (type == IrType.None)
        {
            result = default!;                              // T is a nullable type, and null its default
            return true;
        }
        if (typeof(T) == typeof(long?))
            return IsNullable<long, T>(word, type, out result);
        if (typeof(T) == typeof(int?))
            return IsNullable<int, T>(word, type, out result);
        if (typeof(T) == typeof(short?))
            return IsNullable<short, T>(word, type, out result);
        if (typeof(T) == typeof(sbyte?))
            return IsNullable<sbyte, T>(word, type, out result);
        if (typeof(T) == typeof(ulong?))
            return IsNullable<ulong, T>(word, type, out result);
        if (typeof(T) == typeof(uint?))
            return IsNullable<uint, T>(word, type, out result);
        if (typeof(T) == typeof(ushort?))
            return IsNullable<ushort, T>(word, type, out result);
        if (typeof(T) == typeof(byte?))
            return IsNullable<byte, T>(word, type, out result);
        if (typeof(T) == typeof(bool?))
            return IsNullable<bool, T>(word, type, out result);
        if (typeof(T) == typeof(double?))
            return IsNullable<double, T>(word, type, out result);
        if (typeof(T) == typeof(float?))
            return IsNullable<float, T>(word, type, out result);
        if (typeof(T) == typeof(Half?))
            return IsNullable<Half, T>(word, type, out result);
        return IsNullable<BigInteger, T>(word, type, out result);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Is<TValue, T>(bool fits, TValue value, out T result)
    {
        result = Unsafe.As<TValue, T>(ref value);
        return fits;
    }

    private static bool IsNullable<TValue, T>(long word, IrType type, out T result)
        where TValue : struct
    {
        var fits = TryTo<TValue>(word, type, out var value);
        TValue? some = value;
        result = Unsafe.As<TValue?, T>(ref some);
        return fits;
    }

    /// <summary>What is in a nullable type, asked once: the answer takes memory each time.</summary>
    private static class NotNull<T>
    {
        public static Type Type { get; } = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
    }
}
