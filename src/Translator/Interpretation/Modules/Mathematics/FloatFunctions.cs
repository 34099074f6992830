using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The functions of <c>math</c> on floats that take or give more than one, and logarithms.</summary>
internal static class FloatFunctions
{
    private static readonly PythonVersion s_3 = new(3, 0);
    private static readonly PythonVersion s_32 = new(3, 2);
    private static readonly PythonVersion s_33 = new(3, 3);
    private static readonly PythonVersion s_35 = new(3, 5);
    private static readonly PythonVersion s_37 = new(3, 7);
    private static readonly PythonVersion s_39 = new(3, 9);
    private static readonly PythonVersion s_311 = new(3, 11);
    private static readonly PythonVersion s_312 = new(3, 12);
    private static readonly PythonVersion s_313 = new(3, 13);
    private static readonly PythonVersion s_315 = new(3, 15);

    /// <summary>A row for each function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        Row("atan2(y, x, /)", Math.Atan2),
        Row("copysign(x, y, /)", Math.CopySign),
        new("fmod(x, y, /)", FMod),
        new("pow(x, y, /)", (runtime, a) => Pow(runtime, a, poleAtZero: true), Until: s_311),
        new("pow(x, y, /)", (runtime, a) => Pow(runtime, a, poleAtZero: false), Since: s_311),
        new("remainder(x, y, /)", static (runtime, a) => Remainder(runtime, a), Since: s_37),
        new("ldexp(x, i, /)", static (runtime, a) => LdExp(runtime, a)),
        new("frexp(x, /)", FrExp),
        new("modf(x, /)", ModF),
        new("fma(x, y, z, /)", Fma, Since: s_313),
        Row("fmax(x, y, /)", static (x, y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : Math.Max(x, y), s_315),
        Row("fmin(x, y, /)", static (x, y) => double.IsNaN(x) ? y : double.IsNaN(y) ? x : Math.Min(x, y), s_315),
        Test("isnan", double.IsNaN),
        Test("isinf", double.IsInfinity),
        Test("isfinite", double.IsFinite, s_32),
        Test("isnormal", double.IsNormal, s_315),
        Test("issubnormal", double.IsSubnormal, s_315),
        Test("signbit", double.IsNegative, s_315),
        new("isclose(a, b, *, rel_tol=, abs_tol=)", IsClose, Since: s_35),
        new("nextafter(x, y, /)", static (runtime, a) => NextAfter(runtime, a), Since: s_39, Until: s_312),
        new("nextafter(x, y, /, *, steps=)", static (runtime, a) => NextAfter(runtime, a), Since: s_312),
        new("ulp(x, /)", static (runtime, a) => PyValue.FromFloat(Ulp(NumberConversions.ToFloat(runtime, a[0]))), Since: s_39),
        new("log(x, base=, /)", Log),
        new("log2(x, /)", static (runtime, a) => Logarithm(runtime, a[0], Math.Log2), Since: s_33),
        new("log10(x, /)", static (runtime, a) => Logarithm(runtime, a[0], Math.Log10)),
        Whole("floor", "__floor__", Math.Floor),
        Whole("ceil", "__ceil__", Math.Ceiling),
        new("floor(x, /)", static (runtime, a) => PyValue.FromFloat(Math.Floor(NumberConversions.ToFloat(runtime, a[0]))), Until: s_3),
        new("ceil(x, /)", static (runtime, a) => PyValue.FromFloat(Math.Ceiling(NumberConversions.ToFloat(runtime, a[0]))), Until: s_3),
        new("trunc(x, /)", Trunc),
    ];

    private static BuiltinRow Row(string signature, Func<double, double, double> function, PythonVersion? since = null) =>
        new(signature, (runtime, a) =>
        {
            var (x, y) = Pair(runtime, a);
            return PyValue.FromFloat(function(x, y));
        }, since);

    private static BuiltinRow Test(string name, Func<double, bool> function, PythonVersion? since = null) =>
        new($"{name}(x, /)", (runtime, a) => PyValue.FromBool(function(NumberConversions.ToFloat(runtime, a[0]))), since);

    /// <summary><c>floor</c> and <c>ceil</c> of Python 3, which give ints and ask objects.</summary>
    private static BuiltinRow Whole(string name, string method, Func<double, double> function) =>
        new($"{name}(x, /)", (runtime, a) =>
        {
            var value = a[0];
            if (Numbers.TryGetInteger(value, out var integer))
                return Numbers.Integer(runtime, integer);
            if (!value.IsFloat && value.Object is not null && SpecialMethods.TryCall(runtime, value, method, out var result))
                return result;
            return Numbers.Integer(runtime, Numbers.WholePart(function(NumberConversions.ToFloat(runtime, value))));
        }, Since: s_3);

    private static PyValue Trunc(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var value = a[0];
        if (Numbers.TryGetInteger(value, out var integer))
            return Numbers.Integer(runtime, integer, Numbers.IsLong(value));
        if (value.IsFloat)
            return Numbers.Integer(runtime, Numbers.WholePart(Math.Truncate(value.Float)));
        if (value.Object is not null && SpecialMethods.TryCall(runtime, value, "__trunc__", out var result))
            return result;
        throw runtime.Semantics.Numbers.HasLong
            ? Attributes.Missing(runtime, value, "__trunc__")
            : PyErrors.TypeError($"type {value.Type.Name} doesn't define __trunc__ method");
    }

    private static PyValue FMod(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (x, y) = Pair(runtime, a);
        return PyValue.FromFloat(double.IsInfinity(y) && double.IsFinite(x) ? x : NanOnlyFromNan(x % y, x, y));
    }

    private static PyValue Remainder(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (x, y) = Pair(runtime, a);
        return PyValue.FromFloat(NanOnlyFromNan(Remainder(x, y), x, y));
    }

    /// <summary>The remainder of the quotient that is rounded to the nearest integer; NaN where there is none.</summary>
    public static double Remainder(double x, double y) => double.IsInfinity(y) && double.IsFinite(x) ? x : Math.IEEERemainder(x, y);

    private static double NanOnlyFromNan(double result, double x, double y) =>
        double.IsNaN(result) && !double.IsNaN(x) && !double.IsNaN(y) ? throw MathErrors.Domain() : result;

    private static PyValue Pow(PythonRuntime runtime, ReadOnlySpan<PyValue> a, bool poleAtZero)
    {
        var (x, y) = Pair(runtime, a);
        // Up to 3.10 0 ** -inf is a pole as 0 ** -1 is.
        if (poleAtZero && x == 0 && double.IsNegativeInfinity(y))
            throw MathErrors.Domain();
        var result = x == 1 || y == 0 ? 1 : Math.Pow(x, y);
        if (double.IsFinite(x) && double.IsFinite(y) && !double.IsFinite(result))
            throw double.IsNaN(result) || x == 0 ? MathErrors.Domain() : MathErrors.Range();
        return PyValue.FromFloat(result);
    }

    private static PyValue LdExp(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var x = NumberConversions.ToFloat(runtime, a[0]);
        if (!Numbers.TryGetInteger(a[1], out var exponent))
            throw PyErrors.TypeError($"Expected an int{(runtime.Semantics.Numbers.HasLong ? " or long" : "")} as second argument to ldexp.");
        var result = LdExp(x, (double)exponent);
        return double.IsFinite(result) || !double.IsFinite(x) ? PyValue.FromFloat(result) : throw MathErrors.Range();
    }

    /// <summary>x times a power of two; infinite where that is too large.</summary>
    /// <param name="x">Any float.</param>
    /// <param name="exponent">The exponent, without a fraction.</param>
    public static double LdExp(double x, double exponent) =>
        x == 0 || !double.IsFinite(x) ? x : Math.ScaleB(x, (int)Math.Clamp(exponent, -10_000, 10_000));

    private static PyValue FrExp(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (fraction, exponent) = FloatParts.Split(NumberConversions.ToFloat(runtime, a[0]));
        return new PyTuple([PyValue.FromFloat(fraction), PyValue.FromInt(exponent)]);
    }

    private static PyValue ModF(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var x = NumberConversions.ToFloat(runtime, a[0]);
        var whole = Math.Truncate(x);
        var fraction = double.IsInfinity(x) ? 0 : x - whole;
        return new PyTuple([PyValue.FromFloat(double.IsNaN(x) ? x : Math.CopySign(fraction, x)), PyValue.FromFloat(whole)]);
    }

    private static PyValue Fma(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (x, y) = Pair(runtime, a);
        var z = NumberConversions.ToFloat(runtime, a[2]);
        var result = Math.FusedMultiplyAdd(x, y, z);
        if (double.IsNaN(result) && !double.IsNaN(x) && !double.IsNaN(y) && !double.IsNaN(z))
            throw PyErrors.ValueError("invalid operation in fma");
        if (double.IsInfinity(result) && double.IsFinite(x) && double.IsFinite(y) && double.IsFinite(z))
            throw PyErrors.OverflowError("overflow in fma");
        return PyValue.FromFloat(result);
    }

    private static PyValue IsClose(PythonRuntime runtime, ReadOnlySpan<PyValue> arguments)
    {
        var (a, b) = (NumberConversions.ToFloat(runtime, arguments[0]), NumberConversions.ToFloat(runtime, arguments[1]));
        var relative = arguments[2].IsUnbound ? 1e-9 : NumberConversions.ToFloat(runtime, arguments[2]);
        var absolute = arguments[3].IsUnbound ? 0 : NumberConversions.ToFloat(runtime, arguments[3]);
        if (relative < 0 || absolute < 0)
            throw PyErrors.ValueError("tolerances must be non-negative");
        if (a == b)
            return PyValue.True;
        if (double.IsInfinity(a) || double.IsInfinity(b))
            return PyValue.False;
        var difference = Math.Abs(b - a);
        return PyValue.FromBool(difference <= Math.Abs(relative * b) || difference <= Math.Abs(relative * a) || difference <= absolute);
    }

    private static PyValue NextAfter(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var (x, y) = Pair(runtime, a);
        BigInteger steps = 1;
        if (a.Length > 2 && !a[2].IsUnbound && !a[2].IsNone)
        {
            steps = IntegerFunctions.ToIndex(runtime, a[2]);
            if (steps.Sign < 0)
                throw PyErrors.ValueError("steps must be a non-negative integer");
        }
        return PyValue.FromFloat(NextAfter(x, y, steps));
    }

    /// <summary>The float that is so many steps away from one on the way to another.</summary>
    public static double NextAfter(double x, double y, BigInteger steps)
    {
        if (steps.IsZero || double.IsNaN(x))
            return x;
        if (double.IsNaN(y) || x == y)
            return y;
        // The bits of floats of one sign are in their order: as integers they can be counted.
        var (from, to) = (Rank(x), Rank(y));
        var distance = BigInteger.Abs((BigInteger)to - from);
        if (steps >= distance)
            return y;
        var rank = from + (to > from ? (long)steps : -(long)steps);
        return rank < 0 || (rank == 0 && x < 0) ? -BitConverter.Int64BitsToDouble(-rank) : BitConverter.Int64BitsToDouble(rank);
    }

    private static long Rank(double x) => double.IsNegative(x) ? -BitConverter.DoubleToInt64Bits(-x) : BitConverter.DoubleToInt64Bits(x);

    /// <summary>The distance to the next larger magnitude; of the largest, to the next smaller one.</summary>
    public static double Ulp(double value)
    {
        var x = Math.Abs(value);
        if (!double.IsFinite(x))
            return x;
        var next = Math.BitIncrement(x);
        return double.IsInfinity(next) ? x - Math.BitDecrement(x) : next - x;
    }

    private static PyValue Log(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var numerator = Logarithm(runtime, a[0], Math.Log);
        if (a[1].IsUnbound)
            return numerator;
        return Operators.Binary(runtime, BinaryOperator.TrueDivide, numerator, Logarithm(runtime, a[1], Math.Log));
    }

    /// <summary>A logarithm; of an int of any size by its leading bits.</summary>
    private static PyValue Logarithm(PythonRuntime runtime, PyValue value, Func<double, double> function)
    {
        const string Expected = "a positive input";
        if (value.As<PyInteger>() is { } integer)
        {
            if (integer.Value.Sign <= 0)
                throw NotPositive(runtime);
            var x = ExactFloat.FromInteger(integer.Value);
            if (double.IsFinite(x))
                return PyValue.FromFloat(function(x));
            WorkOfIntegers.ChargePass(runtime, 2 * integer.Value.GetBitLength());
            var (fraction, exponent) = ExactFloat.Split(integer.Value);
            return PyValue.FromFloat(function(fraction) + (function(2) * exponent));
        }
        if ((value.IsInt || value.IsBool) && value.Int <= 0)
            throw NotPositive(runtime);
        var number = NumberConversions.ToFloat(runtime, value);
        return number > 0 || double.IsNaN(number) ? PyValue.FromFloat(function(number)) : throw MathErrors.Domain(runtime, Expected, number);
    }

    private static PythonError NotPositive(PythonRuntime runtime) =>
        runtime.Semantics.Numbers.MathSaysWhatItExpects ? PyErrors.ValueError("expected a positive input") : MathErrors.Domain();

    private static (double X, double Y) Pair(PythonRuntime runtime, ReadOnlySpan<PyValue> a) =>
        NumberConversions.ToFloats(runtime, a[0], a[1]);
}
