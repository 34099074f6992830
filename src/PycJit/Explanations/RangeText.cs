using System.Globalization;
using Pyc.Translation.Analyses;

namespace Pyc.Explanations;

/// <summary>Ranges as people read them: <c>0..2^63-1</c>.</summary>
internal static class RangeText
{
    private const int LargestInDigits = 99_999;

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
        var sign = number < 0 ? "-" : "";
        if (magnitude > LargestInDigits)
        {
            foreach (var (offset, text) in new[] { (0, ""), (1, "-1"), (-1, "+1") })
            {
                var near = offset < 0 ? magnitude - 1 : magnitude + (UInt128)offset;
                if (UInt128.IsPow2(near))
                {
                    var power = string.Create(CultureInfo.InvariantCulture, $"2^{UInt128.Log2(near)}");
                    return sign.Length == 0 ? power + text : text.Length == 0 ? $"-{power}" : $"-({power}{text})";
                }
            }
        }
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
