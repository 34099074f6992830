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
        new("perm(n, k=, /)", Perm, s_38),
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
            throw PyErrors.TypeError(
                isClassic ? "an integer is required"
                : runtime.Version < s_38 ? $"an integer is required (got type {value.Type.Name})"
                : $"'{value.Type.Name}' object cannot be interpreted as an integer");
        }
        if (isClassic && (n > long.MaxValue || n < long.MinValue))
            throw PyErrors.OverflowError("Python int too large to convert to C long");
        if (n.Sign < 0)
            throw PyErrors.ValueError("factorial() not defined for negative values");
        if (n > long.MaxValue)
            throw PyErrors.OverflowError($"factorial() argument should not exceed {long.MaxValue}");
        CheckProduct(runtime, SizeOfProduct((long)n, n));
        return Numbers.Integer(runtime, Product(1, (long)n));
    }

    private static void CheckProduct(PythonRuntime runtime, long bits)
    {
        BigIntegers.CheckSize(runtime, bits);
        BigIntegers.ChargeProduct(runtime, bits, bits);
    }

    // Euclid's algorithm takes time in proportion to the square of the length.
    private static BigInteger CommonDivisor(PythonRuntime runtime, BigInteger one, BigInteger other)
    {
        var words = Math.Min(one.GetBitLength(), other.GetBitLength()) >> 5;
        runtime.Charge(words * words >> 2);
        return BigInteger.GreatestCommonDivisor(one, other);
    }

    private static PyValue Gcd(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var divisor = BigInteger.Zero;
        foreach (var argument in arguments)
            divisor = CommonDivisor(runtime, divisor, ToIndex(runtime, argument));
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
                : BigInteger.Abs(BigIntegers.Multiply(runtime, multiple / CommonDivisor(runtime, multiple, next), next));
        }
        return Numbers.Integer(runtime, multiple);
    }

    private static PyValue Isqrt(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var n = ToIndex(runtime, arguments[0]);
        if (n.Sign < 0)
            throw PyErrors.ValueError("isqrt() argument must be nonnegative");
        BigIntegers.ChargeProduct(runtime, n.GetBitLength(), n.GetBitLength());
        return Numbers.Integer(runtime, SquareRoot(n));
    }

    /// <summary>The whole part of a square root, by Newton's method from a float of the leading bits.</summary>
    private static BigInteger SquareRoot(BigInteger n)
    {
        var bits = n.GetBitLength();
        if (bits <= 52)
            return (BigInteger)Math.Sqrt((double)n);
        // The root of the leading half gives half of the bits of the root, one step of Newton's method doubles them.
        var shift = (int)(bits / 4);
        var high = SquareRoot(n >> (2 * shift));
        var root = high << shift;
        root = (root + (n / root)) >> 1;
        while (root * root > n)
            root--;
        while ((root + 1) * (root + 1) <= n)
            root++;
        return root;
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
        CheckProduct(runtime, SizeOfProduct((long)k, n));
        return Numbers.Integer(runtime, Product(n - k + 1, n) / Product(1, (long)k));
    }

    private static PyValue Perm(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        if (arguments[1].IsUnbound || arguments[1].IsNone)
            return Factorial(runtime, arguments[0], takesFloats: runtime.Version < s_310);
        var (n, k) = (ToIndex(runtime, arguments[0]), ToIndex(runtime, arguments[1]));
        CheckCounts(n, k);
        if (k > n)
            return PyValue.FromInt(0);
        if (k > long.MaxValue)
            throw PyErrors.OverflowError($"k must not exceed {long.MaxValue}");
        CheckProduct(runtime, SizeOfProduct((long)k, n));
        return Numbers.Integer(runtime, Product(n - k + 1, n));
    }

    private static void CheckCounts(BigInteger n, BigInteger k)
    {
        if (n.Sign < 0)
            throw PyErrors.ValueError("n must be a non-negative integer");
        if (k.Sign < 0)
            throw PyErrors.ValueError("k must be a non-negative integer");
    }

    /// <summary>An upper bound of the bits of a product of so many factors.</summary>
    private static long SizeOfProduct(long count, BigInteger largest)
    {
        var size = (Int128)count * largest.GetBitLength();
        return size > long.MaxValue ? long.MaxValue : (long)size;
    }

    /// <summary>The product of all integers from one to another; 1 where there are none.</summary>
    private static BigInteger Product(BigInteger first, BigInteger last)
    {
        var count = last - first;
        if (count.Sign < 0)
            return BigInteger.One;
        if (count < 16)
        {
            var product = first;
            for (var factor = first + 1; factor <= last; factor++)
                product *= factor;
            return product;
        }
        // In halves, so that factors are of like size and fast multiplication pays.
        var middle = (first + last) >> 1;
        return Product(first, middle) * Product(middle + 1, last);
    }
}
