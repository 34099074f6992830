using System.Globalization;
using System.Numerics;

namespace Pyc.Translation.Interpretation;

internal static partial class Numbers
{
    private const double BitsPerDigit = 3.3219280948873626;

    /// <summary><c>repr(value)</c> of an int, a float or a bool.</summary>
    public static string Repr(PythonRuntime runtime, PyValue value) =>
        value.IsFloat ? runtime.Semantics.Numbers.ReprOfFloat(value.Float)
        : IsLong(value) ? Str(runtime, value) + "L"
        : Str(runtime, value);

    /// <summary><c>str(value)</c> of an int, a float or a bool.</summary>
    public static string Str(PythonRuntime runtime, PyValue value)
    {
        if (value.IsInt)
            return value.Int.ToString(CultureInfo.InvariantCulture);
        if (value.IsBool)
            return value.Bool ? "True" : "False";
        if (value.IsFloat)
            return runtime.Semantics.Numbers.StrOfFloat(value.Float);
        return ToDecimal(runtime, ToInteger(value));
    }

    /// <summary>The decimal digits of an int.</summary>
    /// <exception cref="PythonError">ValueError: they are more than this version converts.</exception>
    public static string ToDecimal(PythonRuntime runtime, BigInteger value)
    {
        var bits = value.GetBitLength();
        var numbers = runtime.Semantics.Numbers;
        // What is certainly too long is refused before it is converted.
        if (numbers.MaximumDigits > 0 && bits > (numbers.MaximumDigits + 1) * BitsPerDigit)
            throw numbers.TooManyDigits(null);
        runtime.Memory.Check(bits / 3, sizeof(char));
        var text = LargeText.ToDecimal(runtime, value);
        if (numbers.MaximumDigits > 0 && text.Length - (value.Sign < 0 ? 1 : 0) > numbers.MaximumDigits)
            throw numbers.TooManyDigits(null);
        return text;
    }
}
