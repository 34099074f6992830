using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The constructor and methods of <c>float</c>.</summary>
/// <remarks>CPython: <c>Objects/floatobject.c</c>.</remarks>
internal static class FloatMembers
{
    private static readonly PythonVersion s_3 = new(3, 0);
    private static readonly PythonVersion s_37 = new(3, 7);
    private static readonly PythonVersion s_39 = new(3, 9);
    private static readonly PythonVersion s_314 = new(3, 14);

    /// <summary>A row for each method.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("__new__(cls, x=)", New, Until: s_37),
        new("__new__(cls, x=, /)", New, s_37),
        new("from_number(cls, number, /)", FromNumber, s_314),
        new("as_integer_ratio(self, /)", AsIntegerRatio),
        new("conjugate(self, /)", static (_, a) => a[0]),
        new("is_integer(self, /)", static (_, a) => PyValue.FromBool(double.IsFinite(Self(a)) && Self(a) == Math.Floor(Self(a)))),
        new("hex(self, /)", static (_, a) => PyValue.FromText(HexadecimalFloat.Write(Self(a)))),
        new("fromhex(cls, string, /)", FromHex),
        new("real(self, /)", static (_, a) => a[0], IsAttribute: true),
        new("imag(self, /)", static (_, _) => PyValue.FromFloat(0), IsAttribute: true),
        new("__floor__(self, /)", static (runtime, a) => Numbers.Integer(runtime, Numbers.WholePart(Math.Floor(Self(a)))), s_39),
        new("__ceil__(self, /)", static (runtime, a) => Numbers.Integer(runtime, Numbers.WholePart(Math.Ceiling(Self(a)))), s_39),
        new("__trunc__(self, /)", static (runtime, a) => NumberConversions.ToInt(runtime, a[0])),
        new("__round__(self, ndigits=, /)", static (runtime, a) => Numbers.Round(runtime, a[0], a[1]), s_3),
        .. NumberRows.Of(Numbers.IsNumber, hasBits: false, comparesSince: null),
    ];

    private static double Self(ReadOnlySpan<PyValue> a) =>
        a[0].IsFloat ? a[0].Float : throw PyErrors.TypeError($"a float is required, not '{a[0].Type.Name}'");

    private static PyValue New(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        NumberConversions.CheckClass(a[0], PyTypes.Float);
        if (a[1].IsUnbound)
            return PyValue.FromFloat(0);
        if (a[1].IsFloat)
            return a[1];                                    // the same object, which matters for nan
        if (NumberText.TryParseFloat(runtime, a[1], out var number) || NumberConversions.TryToFloat(runtime, a[1], out number))
            return PyValue.FromFloat(number);
        throw PyErrors.TypeError(
            runtime.Semantics.Numbers.HasLong ? "float() argument must be a string or a number"
            : $"float() argument must be a string or a {(runtime.Version.IsAtLeast(3, 10) ? "real " : "")}number, not '{a[1].Type.Name}'");
    }

    private static PyValue FromNumber(PythonRuntime runtime, ReadOnlySpan<PyValue> a) =>
        PyValue.FromFloat(NumberConversions.ToFloat(runtime, a[1]));

    private static PyValue AsIntegerRatio(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        var value = Self(a);
        var isClassic = runtime.Semantics.Numbers.HasLong;
        if (double.IsInfinity(value))
            throw PyErrors.OverflowError(isClassic ? "Cannot pass infinity to float.as_integer_ratio." : "cannot convert Infinity to integer ratio");
        if (double.IsNaN(value))
            throw PyErrors.ValueError(isClassic ? "Cannot pass NaN to float.as_integer_ratio." : "cannot convert NaN to integer ratio");
        var (significand, exponent) = FloatDigits.Binary(value);
        BigInteger numerator = significand;
        if (numerator.IsZero)
            return new PyTuple([PyValue.FromInt(0), PyValue.FromInt(1)]);
        var shift = BitOperations.TrailingZeroCount(significand);
        (numerator, exponent) = (numerator >> shift, exponent + shift);
        if (value < 0)
            numerator = -numerator;
        return exponent >= 0
            ? new PyTuple([Numbers.Integer(runtime, numerator << exponent), PyValue.FromInt(1)])
            : new PyTuple([Numbers.Integer(runtime, numerator), Numbers.Integer(runtime, BigInteger.One << -exponent)]);
    }

    private static PyValue FromHex(PythonRuntime runtime, ReadOnlySpan<PyValue> a)
    {
        if (a[1].As<PyStr>() is not { } text)
        {
            throw PyErrors.TypeError(
                runtime.Semantics.Numbers.HasLong
                    ? $"expected string or Unicode object, {a[1].Type.Name} found"
                    : "bad argument type for built-in operation");
        }
        return PyValue.FromFloat(HexadecimalFloat.Read(text.Value));
    }
}
