using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Pyc.AotCheck;

/// <summary>The values of fixtures/expected, as fixtures/generate.py encodes them.</summary>
internal static class Recorded
{
    /// <summary>What a call passes: a number, a bool, null, or an array of what its signature says.</summary>
    public static object? Argument(JsonElement value, string type)
    {
        if (value.TryGetProperty("n", out _))
            return null;
        if (value.TryGetProperty("b", out var truth))
            return truth.GetBoolean();
        if (value.TryGetProperty("f", out var number))
            return FloatOf(number.GetString()!);                                // a float is written as text
        if (value.TryGetProperty("i", out var text))
        {
            var integer = IntegerOf(text);
            if (type == "double")
                return (double)integer;
            return integer >= long.MinValue && integer <= long.MaxValue ? (object)(long)integer : integer;
        }
        if (!value.TryGetProperty("a", out var items))
            throw new NotSupportedException($"{value} is passed by no C# type here.");
        return type switch
        {
            "long[]" => items.EnumerateArray().Select(item => (long)IntegerOf(item.GetProperty("i"))).ToArray(),
            "double[]" => items.EnumerateArray().Select(item => FloatOf(item.GetProperty("f").GetString()!)).ToArray(),      // likewise
            _ => throw new NotSupportedException($"{type} is passed by no C# type here."),
        };
    }

    /// <summary>Whether a value of C# is the one recorded: floats by their bits, all nans alike.</summary>
    public static bool IsEqual(JsonElement expected, object? actual)
    {
        if (expected.TryGetProperty("n", out _))
            return actual is null;
        if (expected.TryGetProperty("b", out var truth))
            return actual is bool value && value == truth.GetBoolean();
        if (expected.TryGetProperty("i", out var text))
            return actual is long or BigInteger && (actual is long word ? word : (BigInteger)actual) == IntegerOf(text);
        if (expected.TryGetProperty("f", out var number))
            return actual is double own && IsEqual(FloatOf(number.GetString()!), own);       // likewise
        var items = expected.TryGetProperty("t", out var tuple) ? tuple : expected.GetProperty("a");
        object?[]? actualItems = actual switch
        {
            System.Runtime.CompilerServices.ITuple some => [.. Enumerable.Range(0, some.Length).Select(i => some[i])],
            System.Collections.IEnumerable some => [.. some.Cast<object?>()],
            _ => null,
        };
        return actualItems?.Length == items.GetArrayLength() && items.EnumerateArray().Zip(actualItems).All(pair => IsEqual(pair.First, pair.Second));
    }

    private static bool IsEqual(double one, double other) =>
        (double.IsNaN(one) && double.IsNaN(other)) || BitConverter.DoubleToInt64Bits(one) == BitConverter.DoubleToInt64Bits(other);

    private static BigInteger IntegerOf(JsonElement text) => BigInteger.Parse(text.GetString()!, CultureInfo.InvariantCulture);      // likewise

    // As float.hex writes it: -0x1.8p+1, 0x0.0000000000001p-1022, inf, nan.
    private static double FloatOf(string text)
    {
        if (text == "nan")
            return double.NaN;
        var sign = text[0] == '-' ? -1.0 : 1.0;
        text = text.TrimStart('-');
        if (text == "inf")
            return sign * double.PositiveInfinity;
        var (point, power) = (text.IndexOf('.', StringComparison.Ordinal), text.IndexOf('p', StringComparison.Ordinal));
        var fraction = point < 0 ? "" : text[(point + 1)..power];
        var digits = long.Parse(text[2..(point < 0 ? power : point)] + fraction, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var exponent = int.Parse(text[(power + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) - (4 * fraction.Length);
        return sign * Math.ScaleB(digits, exponent);
    }
}
