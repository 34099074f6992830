using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The functions of <c>math</c> on ints.</summary>
internal static class IntegerFunctions
{
    private static readonly PythonVersion s_3 = new(3, 0);
    private static readonly PythonVersion s_35 = new(3, 5);
    private static readonly PythonVersion s_38 = new(3, 8);
    private static readonly PythonVersion s_39 = new(3, 9);
    private static readonly PythonVersion s_310 = new(3, 10);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("factorial(x, /)", static (runtime, a) => Factorial(runtime, a[0], takesFloats: true, isClassic: true), Until: s_3),
        new("factorial(x, /)", static (runtime, a) => Factorial(runtime, a[0], takesFloats: true), s_3, s_310),
        new("factorial(n, /)", static (runtime, a) => Factorial(runtime, a[0], takesFloats: false), s_310),
        new("gcd(x, y, /)", Gcd, s_35, s_39),
        new("gcd(*integers)", Gcd, s_39),
        new("lcm(*integers)", Lcm, s_39),
        new("isqrt(n, /)", Isqrt, s_38),
        new("comb(n, k, /)", Comb, s_38),
        new("perm(n, k=, /)", static (runtime, a) => Perm(runtime, a, takesFloats: true), s_38, s_310),
        new("perm(n, k=, /)", static (runtime, a) => Perm(runtime, a, takesFloats: false), s_310),
    ];

    /// <summary>The int of an argument: itself, or what <c>__index__</c> gives.</summary>
    /// <exception cref="PythonError">It is none: TypeError.</exception>
    public static BigInteger ToIndex(PythonRuntime runtime, PyValue value) =>
        Numbers.TryGetIndex(runtime, value, out var index)
            ? index
            : throw PyErrors.TypeError($"'{value.Type.Name}' object cannot be interpreted as an integer");

    private static PyValue Factorial(PythonRuntime runtime, PyValue value, bool takesFloats, bool isClassic = false)
    {
        BigInteger n;
        if (takesFloats && value.IsFloat)
        {
            if (value.Float != Math.Floor(value.Float) || double.IsInfinity(value.Float))
                throw PyErrors.ValueError("factorial() only accepts integral values");
            n = new BigInteger(value.Float);
        }
        else if (!Numbers.TryGetIndex(runtime, value, out n))
        {
            throw PyErrors.TypeError(runtime.Semantics.Numbers.NotAnInteger(value));
        }
        if (isClassic && (n > long.MaxValue || n < long.MinValue))
            throw PyErrors.OverflowError("Python int too large to convert to C long");
        if (n.Sign < 0)
            throw PyErrors.ValueError("factorial() not defined for negative values");
        if (n > long.MaxValue)
            throw PyErrors.OverflowError($"factorial() argument should not exceed {long.MaxValue}");
        CheckProduct(runtime, 1, n);
        return Numbers.Integer(runtime, Product(runtime, 1, n));
    }

    private static PyValue Gcd(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var divisor = BigInteger.Zero;
        foreach (var argument in arguments)
            divisor = LargeDivisors.GreatestCommonDivisor(runtime, divisor, ToIndex(runtime, argument));
        return Numbers.Integer(runtime, divisor);
    }

    private static PyValue Lcm(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var multiple = BigInteger.One;
        foreach (var argument in arguments)
        {
            var next = ToIndex(runtime, argument);
            multiple = multiple.IsZero || next.IsZero
                ? BigInteger.Zero
                : BigInteger.Abs(BigIntegers.Multiply(runtime, WithoutDivisor(runtime, multiple, next), next));
        }
        return Numbers.Integer(runtime, multiple);
    }

    private static BigInteger WithoutDivisor(PythonRuntime runtime, BigInteger value, BigInteger other) =>
        LargeQuotients.DivRem(runtime, value, LargeDivisors.GreatestCommonDivisor(runtime, value, other)).Quotient;

    private static PyValue Isqrt(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var n = ToIndex(runtime, arguments[0]);
        if (n.Sign < 0)
            throw PyErrors.ValueError("isqrt() argument must be nonnegative");
        return Numbers.Integer(runtime, LargePowers.SquareRoot(runtime, n));
    }

    private static PyValue Comb(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (n, k) = (ToIndex(runtime, arguments[0]), ToIndex(runtime, arguments[1]));
        CheckCounts(n, k);
        if (k > n)
            return PyValue.FromInt(0);
        k = BigInteger.Min(k, n - k);
        if (k > long.MaxValue)
            throw PyErrors.OverflowError($"min(n - k, k) must not exceed {long.MaxValue}");
        if (k.IsZero)
            return PyValue.FromInt(1);
        BigIntegers.CheckRoom(runtime, SizeOfProduct(k, n));
        BigIntegers.CheckSize(runtime, (long)Math.Min(BitsOfProduct(n - k + 1, n) - BitsOfProduct(1, k) - 1, long.MaxValue));
        return Numbers.Integer(runtime, LargeQuotients.DivRem(runtime, Product(runtime, n - k + 1, n), Product(runtime, 1, k)).Quotient);
    }

    private static PyValue Perm(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments, bool takesFloats)
    {
        if (arguments[1].IsUnbound || arguments[1].IsNone)
            return Factorial(runtime, arguments[0], takesFloats);
        var (n, k) = (ToIndex(runtime, arguments[0]), ToIndex(runtime, arguments[1]));
        CheckCounts(n, k);
        if (k > n)
            return PyValue.FromInt(0);
        if (k > long.MaxValue)
            throw PyErrors.OverflowError($"k must not exceed {long.MaxValue}");
        CheckProduct(runtime, n - k + 1, n);
        return Numbers.Integer(runtime, Product(runtime, n - k + 1, n));
    }

    private static void CheckCounts(BigInteger n, BigInteger k)
    {
        if (n.Sign < 0)
            throw PyErrors.ValueError("n must be a non-negative integer");
        if (k.Sign < 0)
            throw PyErrors.ValueError("k must be a non-negative integer");
    }

    private static void CheckProduct(PythonRuntime runtime, BigInteger first, BigInteger last)
    {
        BigIntegers.CheckRoom(runtime, SizeOfProduct(last - first + 1, last));
        BigIntegers.CheckSize(runtime, (long)Math.Min(BitsOfProduct(first, last), long.MaxValue));
    }

    /// <summary>An upper bound of the bits of a product of so many factors.</summary>
    private static long SizeOfProduct(BigInteger count, BigInteger largest) =>
        (long)BigInteger.Min(count * largest.GetBitLength(), long.MaxValue);

    /// <summary>How many bits the product of all integers from one to another has, or less.</summary>
    private static double BitsOfProduct(BigInteger first, BigInteger last)
    {
        if (last <= first)
            return 0;
        var (low, high) = (BigInteger.Log(first) / Math.Log(2), BigInteger.Log(last) / Math.Log(2));
        // Stirling's formula, which gives a bit less than the factorial; the logarithm is above its chords.
        return first.IsOne
            ? ((double)last * (high - (1 / Math.Log(2)))) + (high / 2)
            : (double)(last - first + 1) * ((low + high) / 2) * (1 - 1e-14);
    }

    /// <summary>The product of all integers from one to another; 1 where there are none.</summary>
    private static BigInteger Product(PythonRuntime runtime, BigInteger first, BigInteger last)
    {
        var count = last - first;
        if (count.Sign < 0)
            return BigInteger.One;
        if (count < 16)
        {
            runtime.Charge();
            var product = first;
            for (var factor = first + 1; factor <= last; factor++)
                product = LargeProducts.Multiply(runtime, product, factor);
            return product;
        }
        // In halves, so that factors are of like size and fast multiplication pays.
        var middle = (first + last) >> 1;
        return LargeProducts.Multiply(runtime, Product(runtime, first, middle), Product(runtime, middle + 1, last));
    }
}
