using System.Globalization;
using System.Numerics;

namespace Pyc.Cli;

/// <summary>Reads arguments as Python writes them: integers of any size, True and False.</summary>
/// <remarks>Python Language Reference, "Integer literals", with a sign in front.</remarks>
internal static class PythonLiteral
{
    /// <summary>A <see langword="bool"/>, a <see langword="long"/> or, for what does not fit one, a <see cref="BigInteger"/>.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="parameter">The parameter that it is for, as messages name it.</param>
    /// <exception cref="CommandException">It is neither.</exception>
    public static object Parse(string text, string parameter)
    {
        if (text is "True" or "False")
            return text == "True";
        if (ParseInteger(text) is not { } value)
        {
            throw new CommandException(
                ExitCode.Usage, $"'{text}' cannot be passed for {parameter}: an int such as 42, -1_000 or 0xFF, True or False is expected.");
        }
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : value;
    }

    private static BigInteger? ParseInteger(string text)
    {
        var isNegative = text.StartsWith('-');
        var literal = isNegative || text.StartsWith('+') ? text[1..] : text;
        var radix = literal switch
        {
            ['0', 'x' or 'X', _, ..] => 16,
            ['0', 'o' or 'O', _, ..] => 8,
            ['0', 'b' or 'B', _, ..] => 2,
            _ => 10,
        };
        // Behind a prefix an underscore may come first: 0x_ff.
        var digits = radix == 10 ? literal : literal[2] == '_' ? literal[3..] : literal[2..];
        if (!AreDigits(digits, radix))
            return null;

        digits = digits.Replace("_", "", StringComparison.Ordinal);
        // 010 was an octal number in Python 2 and is none in Python 3.
        if (radix == 10 && digits.Length > 1 && digits[0] == '0' && digits.Any(digit => digit != '0'))
            return null;
        var value = radix switch
        {
            10 => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture),
            16 => BigInteger.Parse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
            2 => BigInteger.Parse("0" + digits, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture),
            _ => digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum << 3) + (digit - '0')),
        };
        return isNegative ? -value : value;
    }

    /// <summary>Whether the text is digits, single underscores between them.</summary>
    private static bool AreDigits(string text, int radix)
    {
        var afterDigit = false;
        foreach (var character in text)
        {
            var isDigit = char.IsAsciiHexDigit(character) && Convert.ToInt32(character.ToString(), 16) < radix;
            if (!isDigit && (character != '_' || !afterDigit))
                return false;
            afterDigit = isDigit;
        }
        return afterDigit;
    }
}
