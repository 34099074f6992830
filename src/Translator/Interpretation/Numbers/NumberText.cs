using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Numbers from text: <c>int("12", 16)</c>, <c>float("1e5")</c>.</summary>
/// <remarks>CPython: <c>Objects/longobject.c</c>, <c>PyLong_FromString</c>; <c>Objects/floatobject.c</c>, <c>PyFloat_FromString</c>.</remarks>
internal static class NumberText
{
    private const int LongestRepr = 200;

    /// <summary>What C's <c>isspace</c> knows.</summary>
    public static char[] AsciiSpace { get; } = [' ', '\t', '\n', '\v', '\f', '\r'];

    /// <summary>The int that a string says; false where the value is no string.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="value">A string, or bytes.</param>
    /// <param name="radix">2 to 36, or 0 where a prefix tells.</param>
    /// <param name="name">The class that is made: Python 2's <c>long</c> takes an L at the end.</param>
    /// <param name="hasRadix">Whether the base is an argument.</param>
    /// <param name="integer">The number.</param>
    /// <exception cref="PythonError">It says none: ValueError.</exception>
    public static bool TryParseInteger(PythonRuntime runtime, PyValue value, int radix, string name, bool hasRadix, out BigInteger integer)
    {
        integer = default;
        var given = radix;
        if (!TryGetText(runtime, value, out var text))
            return false;
        var numbers = runtime.Semantics.Numbers;
        if (numbers.HasLong)
        {
            integer = ClassicNumberText.ParseInteger(runtime, value, text, radix, name, hasRadix);
            return true;
        }
        if (!TryParse(runtime, text, ref radix, false, out integer))
            throw PyErrors.ValueError($"invalid literal for {name}() with base {given}: {Shortened(runtime, value)}");
        return true;
    }

    /// <summary>The float that a string says; false where the value is no string.</summary>
    /// <exception cref="PythonError">It says none: ValueError.</exception>
    public static bool TryParseFloat(PythonRuntime runtime, PyValue value, out double number)
    {
        number = 0;
        if (!TryGetText(runtime, value, out var text))
            return false;
        var digits = WithoutGroups(runtime, text);
        if (digits is not null && TryParseFloat(runtime, digits, out number))
            return true;
        if (runtime.Semantics.Numbers.HasLong)
            throw ClassicNumberText.InvalidFloat(value);
        throw PyErrors.ValueError("could not convert string to float: "
            + (text.Length == 0 && runtime.Semantics.Numbers.ShownEmptyNumber is { } shown ? shown : Operators.Repr(runtime, value)));
    }

    /// <summary>Characters with digits of any script as ASCII digits and without white space around them; false for what is no string.</summary>
    private static bool TryGetText(PythonRuntime runtime, PyValue value, out string text)
    {
        text = "";
        if (value.As<PyBytes>() is { } bytes)
        {
            text = Encoding.Latin1.GetString(bytes.Value.AsSpan()).Trim(AsciiSpace);
            return true;
        }
        if (value.As<PyStr>() is not { } str)
            return false;
        if (runtime.Semantics.Numbers.HasLong)
            text = ClassicNumberText.Characters(str).Trim(AsciiSpace);
        else if (runtime.Semantics.Numbers.SeparatorsAreSpace)
            text = ToAscii(runtime, str.Value).Trim([.. AsciiSpace, '\x1c', '\x1d', '\x1e', '\x1f']);
        else
            text = ToAscii(runtime, str.Value).Trim(AsciiSpace);
        return true;
    }

    /// <summary>Digits of any script as ASCII digits, white space beyond ASCII as spaces.</summary>
    public static string ToAscii(PythonRuntime runtime, string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            runtime.ChargeStretch(i);
            var digit = CharUnicodeInfo.GetDecimalDigitValue(text, i);
            if (digit >= 0)
                result.Append((char)('0' + digit));
            else
                result.Append(text[i] > 127 && char.IsWhiteSpace(text[i]) ? ' ' : text[i]);
            if (digit >= 0 && char.IsHighSurrogate(text[i]))
                i++;
        }
        return result.ToString();
    }

    /// <summary>The int that a text without white space around it says.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="text">The text.</param>
    /// <param name="radix">The base; where it is 0, afterwards the one that the text's prefix tells.</param>
    /// <param name="takesL">Whether it may end in L.</param>
    /// <param name="integer">The number.</param>
    public static bool TryParse(PythonRuntime runtime, string text, ref int radix, bool takesL, out BigInteger integer)
    {
        integer = default;
        var numbers = runtime.Semantics.Numbers;
        var rest = text.AsSpan();
        var isNegative = false;
        if (rest.Length > 0 && rest[0] is '+' or '-')
        {
            isNegative = rest[0] == '-';
            rest = rest[1..];
            if (numbers.HasLong)
                rest = rest.TrimStart(AsciiSpace);              // Python 2 reads "- 5"
        }
        if (takesL && rest.Length > 1 && rest[^1] is 'l' or 'L' && radix <= 21)
            rest = rest[..^1];
        var prefixed = rest.Length > 1 && rest[0] == '0' ? (rest[1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 } : 0;
        var mustBeZero = false;
        if (radix == 0)
        {
            radix = prefixed != 0 ? prefixed : numbers.HasLong && rest.Length > 1 && rest[0] == '0' ? 8 : 10;
            mustBeZero = radix == 10 && rest.Length > 1 && rest[0] == '0';      // 010 was octal once
        }
        if (prefixed == radix)
        {
            rest = rest[2..];
            if (numbers.DigitsMayBeGrouped && rest.Length > 0 && rest[0] == '_')
                rest = rest[1..];
        }
        return TryReadDigits(runtime, rest, radix, out integer) && !(mustBeZero && !integer.IsZero) && Negate(isNegative, ref integer);
    }

    private static bool Negate(bool isNegative, ref BigInteger integer)
    {
        if (isNegative)
            integer = -integer;
        return true;
    }

    private static bool TryReadDigits(PythonRuntime runtime, ReadOnlySpan<char> text, int radix, out BigInteger integer)
    {
        integer = default;
        runtime.Memory.Check(text.Length, 1);
        var values = new byte[text.Length];
        var count = 0;
        var numbers = runtime.Semantics.Numbers;
        var isValid = text.Length > 0 && text[^1] != '_';
        for (var i = 0; i < text.Length; i++)
        {
            runtime.ChargeStretch(i);
            if (text[i] == '_' && numbers.DigitsMayBeGrouped && i > 0 && text[i - 1] != '_')
                continue;
            var digit = DigitOf(text[i]);
            if (digit >= radix)
            {
                isValid = false;
                break;
            }
            values[count++] = (byte)digit;
        }
        // CPython looks at the number of digits before it looks at what follows them.
        if (numbers.MaximumDigits > 0 && count > numbers.MaximumDigits && !BitOperations.IsPow2(radix) && (isValid || count > 0 && text[0] != '_'))
            throw numbers.TooManyDigits(count);
        if (!isValid)
            return false;
        var digits = values.AsSpan(0, count).TrimStart((byte)0);
        BigIntegers.CheckSize(runtime, (long)((digits.Length - 1) * Math.Log2(radix)));
        integer = LargeText.FromDigits(runtime, digits, radix);
        return true;
    }

    private static int DigitOf(char c) =>
        char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10 : int.MaxValue;

    private static bool TryParseFloat(PythonRuntime runtime, string text, out double number)
    {
        var unsigned = text.AsSpan();
        var isNegative = unsigned.Length > 0 && unsigned[0] == '-';
        if (unsigned.Length > 0 && unsigned[0] is '+' or '-')
            unsigned = unsigned[1..];
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            number = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }
        if (unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            number = Math.CopySign(double.NaN, isNegative != runtime.Semantics.Numbers.NaNIsNegative ? -1 : 1);
            return true;
        }
        number = 0;
        // .NET takes a little more than Python, but rounds as it does.
        return IsDecimal(unsigned) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>At least one digit and at most one point among them, then perhaps an exponent.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var whole = DigitCount(text);
        var rest = text[whole..];
        var digits = whole;
        if (rest.Length > 0 && rest[0] == '.')
        {
            var fraction = DigitCount(rest[1..]);
            digits += fraction;
            rest = rest[(1 + fraction)..];
        }
        if (digits == 0 || rest.Length == 0)
            return digits > 0;
        if (rest[0] is not ('e' or 'E'))
            return false;
        rest = rest[1..];
        if (rest.Length > 0 && rest[0] is '+' or '-')
            rest = rest[1..];
        return rest.Length > 0 && DigitCount(rest) == rest.Length;
    }

    private static int DigitCount(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }

    /// <summary>The text without underscores between digits; null where one is elsewhere.</summary>
    private static string? WithoutGroups(PythonRuntime runtime, string text)
    {
        if (!text.Contains('_', StringComparison.Ordinal))
            return text;
        if (!runtime.Semantics.Numbers.DigitsMayBeGrouped)
            return null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && !(i > 0 && i + 1 < text.Length && char.IsAsciiDigit(text[i - 1]) && char.IsAsciiDigit(text[i + 1])))
                return null;
        }
        return text.Replace("_", "", StringComparison.Ordinal);
    }

    private static string Shortened(PythonRuntime runtime, PyValue value)
    {
        var text = Operators.Repr(runtime, value);
        return text.Length > LongestRepr ? text[..LongestRepr] : text;
    }
}
