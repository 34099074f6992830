using System.Globalization;

namespace Pyc.Translation.Interpretation;

/// <summary>A format specification: <c>[[fill]align][sign][z][#][0][width][grouping][.precision][grouping][type]</c>.</summary>
/// <remarks>CPython: <c>Python/formatter_unicode.c</c>, <c>parse_internal_render_format_spec</c>.</remarks>
internal sealed record FormatSpecification
{
    private const string TooManyDigits = "Too many decimal digits in format string";

    /// <summary>The code point that pads.</summary>
    public int Fill { get; private set; } = ' ';

    /// <summary>One of <c>&lt; > ^ =</c>.</summary>
    public char Align { get; private set; }

    /// <summary>One of <c>+ -</c> and space; U+0000 for none.</summary>
    public char Sign { get; private set; }

    /// <summary><c>z</c>: no negative zero.</summary>
    public bool DropsNegativeZero { get; private set; }

    /// <summary><c>#</c>.</summary>
    public bool IsAlternate { get; private set; }

    /// <summary>The least number of characters; -1 for none.</summary>
    public long Width { get; private set; } = -1;

    /// <summary><c>,</c> or <c>_</c> between the digits before the point; U+0000 for none.</summary>
    public char Grouping { get; private set; }

    /// <summary>The precision; -1 for none.</summary>
    public long Precision { get; private set; } = -1;

    /// <summary><c>,</c> or <c>_</c> between the digits behind the point; U+0000 for none.</summary>
    public char FractionGrouping { get; private set; }

    /// <summary>The code point of the type; 0 for none.</summary>
    public int Type { get; private set; }

    /// <summary>Whether the type is the character U+0000, which floats take for none.</summary>
    public bool HasNullType { get; private set; }

    /// <summary>Reads a specification.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="text">The specification.</param>
    /// <param name="typeName">The class of what is formatted, for errors.</param>
    /// <param name="defaultAlign">How values of the class are aligned: <c>&lt;</c> for strings, <c>></c> for numbers.</param>
    /// <exception cref="PythonError">It is malformed: ValueError.</exception>
    public static FormatSpecification Parse(PythonRuntime runtime, string text, string typeName, char defaultAlign)
    {
        var formats = runtime.Semantics.Text.Formats;
        var reader = new Reader(CodePoints.Of(text));
        var result = new FormatSpecification { Align = defaultAlign };

        var (hasFill, hasAlign) = (IsAlignment(reader.Peek(1)), false);
        if (hasFill)
            result.Fill = reader.Next();
        if (IsAlignment(reader.Peek()))
        {
            result.Align = (char)reader.Next();
            hasAlign = true;
        }
        if (reader.Peek() is '+' or '-' or ' ')
            result.Sign = (char)reader.Next();
        result.DropsNegativeZero = formats.HasNegativeZeroOption && reader.Skip('z');
        result.IsAlternate = reader.Skip('#');
        if (!hasFill && reader.Skip('0'))
        {
            result.Fill = '0';
            if (!hasAlign && (defaultAlign == '>' || !formats.ZeroPadsStrings))
                result.Align = '=';
        }
        result.Width = reader.Integer();
        result.Grouping = ReadGrouping(ref reader, formats);
        if (reader.Skip('.'))
        {
            result.Precision = reader.Integer();
            if (formats.GroupsFractions)
                result.FractionGrouping = ReadGrouping(ref reader, formats);
            if (result.Precision < 0 && result.FractionGrouping == 0)
                throw PyErrors.ValueError("Format specifier missing precision");
        }
        if (reader.Remaining > 1)
        {
            throw PyErrors.ValueError(formats.QuotesSpecification
                ? $"Invalid format specifier '{text}' for object of type '{typeName}'"
                : formats.InvalidSpecification);
        }
        if (reader.Remaining == 1)
        {
            result.Type = reader.Next();
            result.HasNullType = result.Type == 0;
        }
        if (result.Grouping != 0)
            result.CheckGrouping(defaultAlign == '<');
        return result;
    }

    /// <summary>ValueError: the class has no such type of presentation.</summary>
    public PythonError UnknownType(PythonRuntime runtime, string typeName) => PyErrors.ValueError(
        $"Unknown format code '{Show(Type, runtime.Semantics.Text.Formats.EscapesFormatCodes)}' for object of type '{typeName}'");

    private static bool IsAlignment(int code) => code is '<' or '>' or '=' or '^';

    private static char ReadGrouping(ref Reader reader, FormatSemantics formats)
    {
        var grouping = '\0';
        if (reader.Skip(','))
            grouping = ',';
        if (formats.HasUnderscores && reader.Skip('_'))
        {
            if (grouping != 0)
                throw CannotMix();
            grouping = '_';
        }
        if (reader.Peek() == ',' && formats.HasUnderscores && (grouping == '_' || (grouping == ',' && formats.CommasAreMixture)))
            throw CannotMix();
        return grouping;
    }

    private static PythonError CannotMix() => PyErrors.ValueError("Cannot specify both ',' and '_'.");

    private void CheckGrouping(bool isString)
    {
        if (Type == 0 && isString)
            throw PyErrors.ValueError($"Cannot specify '{Grouping}' with 's'.");
        if (Type is 0 or 'd' or 'e' or 'f' or 'g' or 'E' or 'G' or '%' or 'F' || (Type is 'b' or 'o' or 'x' or 'X' && Grouping == '_'))
            return;
        throw PyErrors.ValueError($"Cannot specify '{Grouping}' with '{Show(Type, escapes: true)}'.");
    }

    private static string Show(int code, bool escapes) =>
        !escapes || code is > 32 and < 128 ? CodePoints.ToText(code) : $"\\x{code:x}";

    private ref struct Reader(ReadOnlySpan<int> codes)
    {
        private readonly ReadOnlySpan<int> _codes = codes;
        private int _at;

        public readonly int Remaining => _codes.Length - _at;

        public readonly int Peek(int ahead = 0) => ahead < Remaining ? _codes[_at + ahead] : -1;

        public int Next() => _codes[_at++];

        public bool Skip(char code)
        {
            if (Peek() != code)
                return false;
            _at++;
            return true;
        }

        /// <summary>A number; -1 for none.</summary>
        public long Integer()
        {
            var number = -1L;
            for (; Digit(Peek()) is >= 0 and var digit; _at++)
            {
                number = Math.Max(number, 0);
                if (number > (long.MaxValue - digit) / 10)
                    throw PyErrors.ValueError(TooManyDigits);
                number = (number * 10) + digit;
            }
            return number;
        }

        private static int Digit(int code) => code switch
        {
            < 0 => -1,
            < 128 => char.IsAsciiDigit((char)code) ? code - '0' : -1,
            _ => CharUnicodeInfo.GetDecimalDigitValue(CodePoints.ToText(code), 0),
        };
    }
}
