using System.Globalization;
using System.Text;

namespace Pyc.Translation.Ir;

/// <summary>What a token of IR text is.</summary>
internal enum IrTokenKind
{
    /// <summary>
    /// A name, a number or a keyword: letters, digits and <c>_.&lt;></c>, a minus sign in front, a sign in the exponent of a float.
    /// </summary>
    Word,

    /// <summary>A name in quotes; the text is without them.</summary>
    Quoted,

    /// <summary>One of <c>( ) : , = -></c>.</summary>
    Sign,

    /// <summary>A <c>;</c> or the end of a line.</summary>
    Separator,

    /// <summary>The end of the text.</summary>
    End,
}

/// <summary>A token of IR text and where it begins.</summary>
internal readonly record struct IrToken(IrTokenKind Kind, string Text, int Line, int Column)
{
    public bool Is(string sign) => Kind == IrTokenKind.Sign && Text == sign;

    public override string ToString() => Kind switch
    {
        IrTokenKind.End => "the end of the text",
        IrTokenKind.Separator => "the end of the line",
        _ => $"'{Text}'",
    };
}

/// <summary>Cuts IR text into tokens; comments, from <c>#</c> to the end of the line, are dropped.</summary>
internal ref struct IrLexer(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;
    private int _position;
    private int _line = 1;
    private int _lineStart;

    /// <summary>All tokens, the last of kind <see cref="IrTokenKind.End"/>.</summary>
    public static List<IrToken> Tokenize(string text)
    {
        var lexer = new IrLexer(text);
        var tokens = new List<IrToken>();
        do
            tokens.Add(lexer.Next());
        while (tokens[^1].Kind != IrTokenKind.End);
        return tokens;
    }

    private IrToken Next()
    {
        while (Current is ' ' or '\t' or '\r')
            _position++;
        if (Current == '#')
        {
            var rest = _text[_position..].IndexOf('\n');
            _position = rest < 0 ? _text.Length : _position + rest;
        }
        var start = _position;
        var (line, column) = (_line, start - _lineStart + 1);
        if (start == _text.Length)
            return new(IrTokenKind.End, "", line, column);
        if (Current is ';' or '\n')
        {
            _position++;
            if (_text[start] == '\n')
                (_line, _lineStart) = (_line + 1, _position);
            return new(IrTokenKind.Separator, "", line, column);
        }
        if (Current == '"')
            return new(IrTokenKind.Quoted, ReadQuoted(line, column), line, column);
        if (_text[start..].StartsWith("->"))
            _position += 2;
        else if (Current is '(' or ')' or ':' or ',' or '=')
            _position++;
        if (_position > start)
            return new(IrTokenKind.Sign, _text[start.._position].ToString(), line, column);

        if (Current == '-')
            _position++;
        var isNumber = char.IsAsciiDigit(Current);
        while (IrPrinter.IsNameCharacter(Current) || (isNumber && Current is '+' or '-' && _text[_position - 1] is 'E' or 'e'))
            _position++;
        return _position > start
            ? new(IrTokenKind.Word, _text[start.._position].ToString(), line, column)
            : throw new IrParseException($"'{Current}' has no meaning here.", line, column);
    }

    private readonly char Current => _position < _text.Length ? _text[_position] : '\0';

    private string ReadQuoted(int line, int column)
    {
        var name = new StringBuilder();
        for (_position++; Current != '"'; _position++)
        {
            if (_position >= _text.Length || Current == '\n')
                throw new IrParseException("The name has no closing quote.", line, column);
            if (Current != '\\')
            {
                name.Append(Current);
                continue;
            }
            _position++;
            if (Current is '"' or '\\')
            {
                name.Append(Current);
            }
            else if (Current == 'u' && _position + 4 < _text.Length &&
                ushort.TryParse(_text.Slice(_position + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                name.Append((char)unit);
                _position += 4;
            }
            else
            {
                throw new IrParseException(
                    "A backslash in a name stands before a quote, a backslash or u and 4 hexadecimal digits.",
                    _line, _position - _lineStart + 1);
            }
        }
        _position++;
        return name.ToString();
    }
}
