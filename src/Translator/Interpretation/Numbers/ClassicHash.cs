using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Hashes of numbers up to Python 3.1, with a C <c>long</c> of 64 bits.</summary>
/// <remarks>CPython 2.7: <c>Objects/object.c</c>, <c>_Py_HashDouble</c>; <c>Objects/longobject.c</c>, <c>long_hash</c>.</remarks>
internal static class ClassicHash
{
    private const int DigitBits = 30;
    private const double HalfOfWord = 2147483648.0;

    /// <summary>The digits of 30 bits, added up in a register that is rotated by a digit each time, and its carries with them.</summary>
    public static long Of(PythonRuntime runtime, BigInteger value)
    {
        var magnitude = BigInteger.Abs(value);
        var digits = (int)((magnitude.GetBitLength() + DigitBits - 1) / DigitBits);
        var bytes = magnitude.ToByteArray(isUnsigned: true);
        ulong hash = 0;
        for (var i = digits - 1; i >= 0; i--)
        {
            runtime.ChargeStretch(i);
            var digit = Digit(bytes, i);
            hash = BitOperations.RotateLeft(hash, DigitBits);
            hash = unchecked(hash + digit);
            if (hash < digit)
                hash++;
        }
        var signed = unchecked((long)hash);
        return Finish(value.Sign < 0 ? unchecked(-signed) : signed);
    }

    public static long Of(PythonRuntime runtime, double value)
    {
        if (double.IsInfinity(value))
            return value > 0 ? 314159 : -271828;
        if (double.IsNaN(value))
            return 0;
        if (value == Math.Truncate(value))
            return Math.Abs(value) < 1L << 62 ? Finish((long)value) : Of(runtime, new BigInteger(value));
        var (fraction, exponent) = FloatParts.Split(value);
        fraction *= HalfOfWord;
        var high = (long)fraction;
        fraction = (fraction - high) * HalfOfWord;
        return Finish(high + (long)fraction + ((long)exponent << 15));
    }

    private static ulong Digit(byte[] bytes, int index)
    {
        var (first, shift) = (index * DigitBits / 8, index * DigitBits % 8);
        ulong window = 0;
        for (var i = 0; i < 5 && first + i < bytes.Length; i++)
            window |= (ulong)bytes[first + i] << (8 * i);
        return (window >> shift) & ((1UL << DigitBits) - 1);
    }

    private static long Finish(long hash) => hash == -1 ? -2 : hash;
}
