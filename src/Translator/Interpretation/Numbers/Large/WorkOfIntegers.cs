using System.Numerics;

namespace Pyc.Translation.Interpretation;

/// <summary>What arithmetic of ints costs, in units of work, of which one is worth about 10 ns.</summary>
/// <remarks>Measured with .NET 10. Whatever is charged here is done without a look at the budget, so that it has to be short.</remarks>
internal static class WorkOfIntegers
{
    /// <summary>What is shorter takes no longer than the instruction that asks for it: nothing is charged.</summary>
    public const long SmallBits = 2048;

    /// <summary>Charges for a multiplication by .NET.</summary>
    /// <remarks>.NET takes time in proportion to the shorter length to a power near 0.5, and to the longer one.</remarks>
    public static void ChargeProduct(PythonRuntime runtime, long leftBits, long rightBits)
    {
        if (leftBits + rightBits > SmallBits)
            runtime.Charge(Product(leftBits, rightBits));
    }

    /// <summary>Charges for a division by .NET.</summary>
    public static void ChargeQuotient(PythonRuntime runtime, long dividendBits, long divisorBits)
    {
        if (dividendBits > SmallBits)
            runtime.Charge(Quotient(dividendBits, divisorBits));
    }

    /// <summary>Charges for going through a number once: an addition, a shift, a comparison, a copy.</summary>
    public static void ChargePass(PythonRuntime runtime, long bits)
    {
        if (bits > SmallBits)
            runtime.Charge(bits >> 8);
    }

    /// <summary>The work of a multiplication by .NET.</summary>
    public static long Product(long leftBits, long rightBits) =>
        (long)((leftBits + rightBits >> 5) * Math.Sqrt(Math.Min(leftBits, rightBits) >> 5)) / 3;

    /// <summary>The work of a division by .NET: three times that of multiplying the quotient and the divisor.</summary>
    public static long Quotient(long dividendBits, long divisorBits) =>
        (dividendBits >> 8) + (3 * Product(Math.Max(dividendBits - divisorBits, 0), divisorBits));
}
