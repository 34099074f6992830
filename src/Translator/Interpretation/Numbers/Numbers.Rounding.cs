using System.Numerics;

namespace Pyc.Translation.Interpretation;

internal static partial class Numbers
{
    // Beyond these a float has nothing to round, or nothing is left of it: CPython's NDIGITS_MAX and NDIGITS_MIN.
    private const int MostDecimals = 323;
    private const int FewestDecimals = -308;

    /// <summary><c>round(value, digits)</c>.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">Any value.</param>
    /// <param name="digits">Nothing where it was not given.</param>
    public static PyValue Round(PythonRuntime runtime, PyValue value, PyValue digits)
    {
        if (!runtime.Semantics.Numbers.RoundsToEven)
            return RoundClassic(runtime, value, digits);
        if (!IsNumber(value))
        {
            var arguments = digits.IsUnbound ? [] : new[] { digits };
            return SpecialMethods.TryCall(runtime, value, "__round__", out var result, arguments)
                ? result
                : throw PyErrors.TypeError($"type {value.Type.Name} doesn't define __round__ method");
        }
        if (digits.IsUnbound || digits.IsNone)
            return value.IsFloat ? Integer(runtime, WholePart(Math.Round(value.Float, MidpointRounding.ToEven))) : Integer(runtime, ToInteger(value));
        if (!TryGetIndex(runtime, digits, out var places))
            throw PyErrors.TypeError($"'{digits.Type.Name}' object cannot be interpreted as an integer");
        return value.IsFloat
            ? PyValue.FromFloat(RoundChecked(value.Float, places, tiesToEven: true))
            : Integer(runtime, RoundInteger(runtime, ToInteger(value), places));
    }

    /// <summary>A float without a fraction as an int.</summary>
    /// <exception cref="PythonError">Infinity: OverflowError; nan: ValueError.</exception>
    public static BigInteger WholePart(double value)
    {
        if (double.IsNaN(value))
            throw PyErrors.ValueError("cannot convert float NaN to integer");
        if (double.IsInfinity(value))
            throw PyErrors.OverflowError("cannot convert float infinity to integer");
        return new BigInteger(value);
    }

    /// <summary>Python 2's <c>round</c>: of floats alone, ties away from zero.</summary>
    private static PyValue RoundClassic(PythonRuntime runtime, PyValue value, PyValue digits)
    {
        var number = NumberConversions.ToFloat(runtime, value);
        BigInteger places = 0;
        if (!digits.IsUnbound && !TryGetIndex(runtime, digits, out places))
            throw PyErrors.TypeError($"'{digits.Type.Name}' object cannot be interpreted as an index");
        return PyValue.FromFloat(RoundChecked(number, places, tiesToEven: false));
    }

    private static double RoundChecked(double value, BigInteger places, bool tiesToEven)
    {
        var rounded = RoundFloat(value, (double)places, tiesToEven);
        return double.IsFinite(rounded) || !double.IsFinite(value) ? rounded : throw PyErrors.OverflowError("rounded value too large to represent");
    }

    /// <summary>A float rounded to decimals; infinite where that is too large.</summary>
    /// <param name="value">Any float.</param>
    /// <param name="places">The number of decimals, without a fraction; it may be negative.</param>
    /// <param name="tiesToEven">Where ties go; else away from zero.</param>
    public static double RoundFloat(double value, double places, bool tiesToEven)
    {
        if (!double.IsFinite(value) || value == 0 || places > MostDecimals)
            return value;
        if (places < FewestDecimals)
            return Math.CopySign(0, value);
        var (significand, exponent) = FloatDigits.Binary(value);
        if (exponent >= 0 && places >= 0)
            return value;
        var power = (int)places;
        var scaled = FloatDigits.RoundedProduct(significand, exponent, power, tiesToEven);
        var rounded = power >= 0
            ? ExactFloat.Divide(scaled, BigInteger.Pow(10, power))
            : ExactFloat.FromInteger(scaled * BigInteger.Pow(10, -power));
        return Math.CopySign(rounded, value);
    }

    private static BigInteger RoundInteger(PythonRuntime runtime, BigInteger value, BigInteger places)
    {
        if (places.Sign >= 0)
            return value;
        // Half of that power of ten is larger than the number.
        if (-places > (value.GetBitLength() / 3) + 2)
            return BigInteger.Zero;
        var unit = LargePowers.Power(runtime, 10, -(int)places);
        var (quotient, remainder) = BigIntegers.FloorDivMod(runtime, value, unit);
        WorkOfIntegers.ChargePass(runtime, 2 * value.GetBitLength());
        var order = (remainder << 1).CompareTo(unit);
        return order > 0 || (order == 0 && !quotient.IsEven) ? value - remainder + unit : value - remainder;
    }
}
