using System.Numerics;
using System.Runtime.CompilerServices;

namespace Pyc.Binding;

/// <summary>Converts between C# values and the 64-bit words that native code takes and returns.</summary>
/// <remarks>
/// Each conversion is a chain of type tests that are constant for a value type, so that the compiled method holds one conversion
/// and no test; <see cref="Unsafe.BitCast{TFrom, TTo}"/> boxes nothing in any tier.
/// </remarks>
internal static class NativeWord
{
    /// <summary>The C# types that can be passed for an int or a bool.</summary>
    public static bool IsArgumentType(Type type) =>
        type == typeof(long) || type == typeof(int) || type == typeof(short) || type == typeof(sbyte) || type == typeof(ulong)
        || type == typeof(uint) || type == typeof(ushort) || type == typeof(byte) || type == typeof(bool) || type == typeof(BigInteger);

    /// <summary>The word of an argument.</summary>
    /// <exception cref="OverflowException">The value is beyond 64 bits, signed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Of<T>(T value)
    {
        if (typeof(T) == typeof(long))
            return Unsafe.As<T, long>(ref value);
        if (typeof(T) == typeof(int))
            return Unsafe.As<T, int>(ref value);
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
        if (typeof(T) == typeof(bool))
            return Unsafe.As<T, bool>(ref value) ? 1 : 0;
        if (typeof(T) == typeof(ulong))
        {
            var wide = Unsafe.As<T, ulong>(ref value);
            return wide <= long.MaxValue ? (long)wide : throw TooLarge(wide);
        }
        return OfBigInteger(Unsafe.As<T, BigInteger>(ref value));
    }

    /// <summary>The C# value of a result.</summary>
    /// <param name="word">What native code returned.</param>
    /// <param name="isNone">Whether the function returns None, which is null here.</param>
    /// <exception cref="OverflowException">The result does not fit <typeparamref name="T"/>.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T To<T>(long word, bool isNone)
    {
        if (typeof(T) == typeof(long))
            return Unsafe.As<long, T>(ref word);
        if (typeof(T) == typeof(bool))
        {
            var truth = (byte)word != 0;
            return Unsafe.As<bool, T>(ref truth);
        }
        if (typeof(T) == typeof(long?))
            return Nullable<long, T>(word, isNone);
        if (typeof(T) == typeof(bool?))
            return Nullable<bool, T>((byte)word != 0, isNone);
        return ToNarrow<T>(word, isNone);
    }

    private static T ToNarrow<T>(long word, bool isNone)
    {
        try
        {
            if (typeof(T) == typeof(int))
                return As<int, T>(checked((int)word));
            if (typeof(T) == typeof(short))
                return As<short, T>(checked((short)word));
            if (typeof(T) == typeof(sbyte))
                return As<sbyte, T>(checked((sbyte)word));
            if (typeof(T) == typeof(ulong))
                return As<ulong, T>(checked((ulong)word));
            if (typeof(T) == typeof(uint))
                return As<uint, T>(checked((uint)word));
            if (typeof(T) == typeof(ushort))
                return As<ushort, T>(checked((ushort)word));
            if (typeof(T) == typeof(byte))
                return As<byte, T>(checked((byte)word));
            if (typeof(T) == typeof(BigInteger))
                return As<BigInteger, T>(word);
            if (typeof(T) == typeof(int?))
                return Nullable<int, T>(isNone ? 0 : checked((int)word), isNone);
            if (typeof(T) == typeof(short?))
                return Nullable<short, T>(isNone ? (short)0 : checked((short)word), isNone);
            if (typeof(T) == typeof(sbyte?))
                return Nullable<sbyte, T>(isNone ? (sbyte)0 : checked((sbyte)word), isNone);
            if (typeof(T) == typeof(ulong?))
                return Nullable<ulong, T>(isNone ? 0 : checked((ulong)word), isNone);
            if (typeof(T) == typeof(uint?))
                return Nullable<uint, T>(isNone ? 0 : checked((uint)word), isNone);
            if (typeof(T) == typeof(ushort?))
                return Nullable<ushort, T>(isNone ? (ushort)0 : checked((ushort)word), isNone);
            if (typeof(T) == typeof(byte?))
                return Nullable<byte, T>(isNone ? (byte)0 : checked((byte)word), isNone);
            return Nullable<BigInteger, T>(word, isNone);
        }
        catch (OverflowException)
        {
            throw new OverflowException($"The result {word} does not fit {TypeNames.Of(typeof(T))}. Bind the function with a wider result.");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T As<TValue, T>(TValue value) => Unsafe.As<TValue, T>(ref value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Nullable<TValue, T>(TValue value, bool isNone)
        where TValue : struct
    {
        TValue? result = isNone ? null : value;
        return Unsafe.As<TValue?, T>(ref result);
    }

    private static long OfBigInteger(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (long)value : throw TooLarge(value);

    private static OverflowException TooLarge(BigInteger value) => new(
        $"The argument {(value.GetBitLength() <= 256 ? value.ToString() : $"of {value.GetBitLength()} bits")} does not fit a signed 64-bit integer.");
}
