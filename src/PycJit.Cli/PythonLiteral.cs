using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Pyc.Cli;

/// <summary>Reads arguments as Python writes them: numbers, True, False, None, strings, lists and tuples.</summary>
/// <remarks>Python Language Reference, "Literals" and "List displays", with a sign in front of numbers, and inf and nan.</remarks>
internal sealed class PythonLiteral
{
    private const int DeepestNesting = 100;

    private readonly string _text;
    private int _position;
    private int _depth;

    private PythonLiteral(string text) => _text = text;

    /// <summary>
    /// A <see langword="bool"/>, <see langword="long"/> or, for what does not fit one, <see cref="BigInteger"/>, <see langword="double"/>,
    /// <see langword="string"/>, null, list of objects, or immutable array of objects for a tuple.
    /// </summary>
    /// <param name="text">The argument.</param>
    /// <param name="parameter">The parameter that it is for, as messages name it.</param>
    /// <exception cref="CommandException">It is none of them.</exception>
    public static object? Parse(string text, string parameter)
    {
        var literal = new PythonLiteral(text);
        if (literal.TryParseValue(out var value) && literal._position == text.Length)
            return value;
        throw new CommandException(
            ExitCode.Usage,
            $"'{text}' cannot be passed for {parameter}: {literal.WhatIsWrong()}an int such as 42, -1_000 or 0xFF, a float, True, False, None, "
            + "a 'string', a [list] or a (tuple) is expected.");
    }

    /// <summary>What is known about a text that could not be read: a clause with a semicolon and a space; empty where nothing is.</summary>
    private string WhatIsWrong()
    {
        if (_text.StartsWith('{'))
            return "dicts and sets cannot be written here; ";
        var equals = _text.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0 && !char.IsDigit(_text[0]) && _text[..equals].All(letter => char.IsLetterOrDigit(letter) || letter == '_'))
            return "arguments are passed by position, not by name; ";
        if (_position < _text.Length || _text.Length == 0)
            return "";
        return _text[0] switch
        {
            '[' or '(' when _depth > 0 => "a bracket is not closed; ",
            '\'' or '"' => "the string is not closed; ",
            _ => "",
        };
    }

    private bool TryParseValue(out object? value)
    {
        value = null;
        switch (_position < _text.Length ? _text[_position] : '\0')
        {
            case '[':
                if (!TryParseItems(']', out var items, out _))
                    return false;
                value = items;
                return true;
            case '(':
                if (!TryParseItems(')', out items, out var hasComma))
                    return false;
                value = items.Count == 1 && !hasComma ? items[0] : items.ToImmutableArray();
                return true;
            case '\'' or '"':
                var isText = TryParseText(out var text);
                value = text;
                return isText;
            default:
                var end = _text.AsSpan(_position).IndexOfAny(",])");
                var word = _depth == 0 || end < 0 ? _text[_position..] : _text.Substring(_position, end).TrimEnd(' ');
                _position += word.Length;
                return TryParseWord(word, out value);
        }
    }

    private bool TryParseItems(char close, out List<object?> items, out bool hasComma)
    {
        (items, hasComma) = ([], false);
        if (++_depth > DeepestNesting)
            return false;
        _position++;
        var isFirst = true;
        while (SkipSpaces() != close)
        {
            if (!isFirst)
            {
                if (SkipSpaces() != ',')
                    return false;
                hasComma = true;
                _position++;
                if (SkipSpaces() == close)
                    break;
            }
            if (!TryParseValue(out var item))
                return false;
            items.Add(item);
            isFirst = false;
        }
        _position++;
        _depth--;
        return true;
    }

    /// <summary>The next character that is no space; at the end, one that nothing expects.</summary>
    private char SkipSpaces()
    {
        while (_position < _text.Length && _text[_position] == ' ')
            _position++;
        return _position < _text.Length ? _text[_position] : '\0';
    }

    private bool TryParseText(out string text)
    {
        var quote = _text[_position++];
        var characters = new StringBuilder();
        text = "";
        while (_position < _text.Length && _text[_position] != quote)
        {
            var character = _text[_position++];
            if (character == '\\')
            {
                if (_position == _text.Length)
                    return false;
                character = _text[_position++] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '0' => '\0',
                    '\\' => '\\',
                    '\'' => '\'',
                    '"' => '"',
                    _ => '\uffff',
                };
                if (character == '\uffff')
                    return false;
            }
            characters.Append(character);
        }
        if (_position == _text.Length)
            return false;
        _position++;
        text = characters.ToString();
        return true;
    }

    private static bool TryParseWord(string word, out object? value)
    {
        value = word switch { "True" => true, "False" => false, _ => null };
        if (value is not null || word == "None")
            return true;
        if (ParseInteger(word) is { } integer)
            value = integer >= long.MinValue && integer <= long.MaxValue ? (object)(long)integer : integer;
        else
            value = ParseFloat(word);
        return value is not null;
    }

    private static double? ParseFloat(string text)
    {
        var isNegative = text.StartsWith('-');
        var literal = isNegative || text.StartsWith('+') ? text[1..] : text;
        double? number = literal switch { "inf" => double.PositiveInfinity, "nan" => double.NaN, _ => null };
        if (number is null && IsFloat(literal))
        {
            number = double.Parse(
                literal.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture);
        }
        return isNegative ? -number : number;
    }

    /// <summary>Whether the text is digits with a point, an exponent or both.</summary>
    private static bool IsFloat(string text)
    {
        var exponent = text.IndexOfAny(['e', 'E']);
        var mantissa = exponent < 0 ? text : text[..exponent];
        if (exponent >= 0 && !AreDigits(text[(exponent + 1)..] is ['+' or '-', .. var signed] ? signed : text[(exponent + 1)..], 10))
            return false;
        var parts = mantissa.Split('.');
        return parts.Length <= 2 && (exponent >= 0 || parts.Length == 2) && Array.Exists(parts, part => part.Length > 0)
            && Array.TrueForAll(parts, part => part.Length == 0 || AreDigits(part, 10));
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
