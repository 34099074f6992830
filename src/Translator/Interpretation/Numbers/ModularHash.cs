using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>Hashes of numbers from Python 3.2 on: the number modulo a prime, for fractions as well.</summary>
/// <remarks>CPython: <c>Python/pyhash.c</c>, <c>_Py_HashDouble</c>; <c>Objects/longobject.c</c>, <c>long_hash</c>.</remarks>
internal static class ModularHash
{
    private const int Bits = 61;
    private const long Modulus = (1L << Bits) - 1;
    private const long OfInfinity = 314159;

    public static long Of(long value) => Finish(value % Modulus);

    public static long Of(PythonRuntime runtime, BigInteger value) => Finish((long)(value.GetBitLength() <= WorkOfIntegers.SmallBits
        ? BigInteger.Remainder(value, Modulus)
        : LargeQuotients.DivRem(runtime, value, Modulus).Remainder));

    public static long Of(double value)
    {
        if (double.IsInfinity(value))
            return value > 0 ? OfInfinity : -OfInfinity;
        if (double.IsNaN(value) || value == 0)
            return 0;
        var bits = BitConverter.DoubleToUInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52);
        var significand = bits & ((1UL << 52) - 1);
        if (exponent == 0)
            exponent = 1;
        else
            significand |= 1UL << 52;
        // 2**61 is 1 modulo the prime: a power of two rotates the 61 bits.
        var rotation = (exponent - 1075) % Bits;
        if (rotation < 0)
            rotation += Bits;
        var hash = (long)(((significand << rotation) & Modulus) | (significand >> (Bits - rotation)));
        if (hash == Modulus)
            hash = 0;
        return Finish(value < 0 ? -hash : hash);
    }

    // -1 says "error" in CPython, so that no hash is -1.
    private static long Finish(long hash) => hash == -1 ? -2 : hash;
}
