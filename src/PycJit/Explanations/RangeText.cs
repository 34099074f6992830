using System.Globalization;
using Pyc.Translation.Analyses;

namespace Pyc.Explanations;

/// <summary>Ranges as people read them: <c>0..2^63-1</c>.</summary>
internal static class RangeText
{
    private const int LargestInDigits = 99_999;
    private const int MostBeside = 16;

    /// <summary>The range: one number where it is one.</summary>
    public static string Of(Interval range) => range.IsConstant ? Of(range.Min) : $"{Of(range.Min)}..{Of(range.Max)}";

    /// <summary>A number, as a power of two where it is next to one.</summary>
    public static string Of(Int128 number)
    {
        if (number == Interval.NoMin)
            return "-∞";
        if (number == Interval.NoMax)
            return "∞";
        var magnitude = UInt128.CreateChecked(Int128.Abs(number));
        if (magnitude <= LargestInDigits)
            return number.ToString(CultureInfo.InvariantCulture);
        var power = UInt128.Log2(magnitude + MostBeside);
        var beside = (Int128)magnitude - (Int128.One << (int)power);
        if (Int128.Abs(beside) > MostBeside)
            return number.ToString(CultureInfo.InvariantCulture);
        beside = number < 0 ? -beside : beside;
        return string.Create(CultureInfo.InvariantCulture, $"{(number < 0 ? "-" : "")}2^{power}{(beside == 0 ? "" : beside > 0 ? $"+{beside}" : $"{beside}")}");
    }
}
