using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Ints of any size as values.</summary>
internal static class Integers
{
    /// <summary>An int as Python 3 has it.</summary>
    public static PyValue Make(BigInteger value) => Make(value, isLong: false);

    /// <summary>An int, or a <c>long</c> of Python 2.</summary>
    /// <param name="value">The number.</param>
    /// <param name="isLong">Whether it is a <c>long</c> though it fits 64 bits.</param>
    public static PyValue Make(BigInteger value, bool isLong) =>
        !isLong && value >= long.MinValue && value <= long.MaxValue ? PyValue.FromInt((long)value) : new PyInteger(value, isLong);

    /// <summary>The number modulo 2⁶⁴, two's complement.</summary>
    public static long Wrap(BigInteger value) => (long)(ulong)(value & ulong.MaxValue);
}
