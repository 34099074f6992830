using System.Collections.Frozen;

namespace Pyc.Translation.Interpretation;

/// <summary>Takes a piece of Python source apart, as far as finding its outermost operator needs it.</summary>
internal static class PythonTokenizer
{
    private static readonly FrozenSet<string> s_keywords =
        """
        and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal
        not or pass raise return try while with yield
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    // The longest first.
    private static readonly string[] s_signs =
        ["**=", "//=", ">>=", "<<=", "**", "//", ">>", "<<", "<=", ">=", "==", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "..."];

    /// <summary>The tokens; null where the text ends within a string or has signs that Python does not know.</summary>
    public static List<PythonToken>? Tokenize(string text)
    {
        var tokens = new List<PythonToken>();
        var i = 0;
        while (i < text.Length)
        {
            var letter = text[i];
            if (char.IsWhiteSpace(letter) || letter == '\\')
            {
                i++;
                continue;
            }
            if (letter == '#')
            {
                while (i < text.Length && text[i] != '\n')
                    i++;
                continue;
            }
            if (StringStart(text, i) is { } quote)
            {
                var end = StringEnd(text, quote);
                if (end < 0)
                    return null;
                tokens.Add(new PythonToken(PythonTokenKind.Literal, i, end, ""));
                i = end;
                continue;
            }
            var token = IsDigit(letter) || (letter == '.' && i + 1 < text.Length && IsDigit(text[i + 1])) ? Number(text, i)
                : IsNamePart(letter) ? Name(text, i)
                : Sign(text, i);
            tokens.Add(token);
            i = token.End;
        }
        return tokens;
    }

    private static bool IsDigit(char letter) => letter is >= '0' and <= '9';

    private static bool IsNamePart(char letter) => letter == '_' || char.IsLetterOrDigit(letter) || letter > '\u007F';

    private static PythonToken Number(string text, int start)
    {
        var end = start;
        while (end < text.Length
            && (IsNamePart(text[end]) || text[end] == '.' || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E' && !IsHex(text, start))))
        {
            end++;
        }
        return new PythonToken(PythonTokenKind.Literal, start, end, "");
    }

    private static bool IsHex(string text, int start) => start + 1 < text.Length && text[start] == '0' && text[start + 1] is 'x' or 'X';

    private static PythonToken Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && IsNamePart(text[end]))
            end++;
        var name = text[start..end];
        var kind = name is "None" or "True" or "False" ? PythonTokenKind.Literal
            : s_keywords.Contains(name) ? PythonTokenKind.Keyword
            : PythonTokenKind.Name;
        return new PythonToken(kind, start, end, name);
    }

    private static PythonToken Sign(string text, int start)
    {
        var sign = Array.Find(s_signs, candidate => string.CompareOrdinal(text, start, candidate, 0, candidate.Length) == 0)
            ?? text[start].ToString();
        return new PythonToken(PythonTokenKind.Sign, start, start + sign.Length, sign);
    }

    // Index of the quote where a string begins here, with or without a prefix such as rb.
    private static int? StringStart(string text, int start)
    {
        var i = start;
        while (i < text.Length && i < start + 2 && text[i] is 'r' or 'R' or 'b' or 'B' or 'u' or 'U' or 'f' or 'F' or 't' or 'T')
            i++;
        return i < text.Length && text[i] is '"' or '\'' ? i : null;
    }

    private static int StringEnd(string text, int quote)
    {
        var mark = text[quote];
        var isTriple = quote + 2 < text.Length && text[quote + 1] == mark && text[quote + 2] == mark;
        for (var i = quote + (isTriple ? 3 : 1); i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '\n' && !isTriple)
                return -1;
            else if (text[i] == mark && !isTriple)
                return i + 1;
            else if (text[i] == mark && i + 2 < text.Length && text[i + 1] == mark && text[i + 2] == mark)
                return i + 3;
        }
        return -1;
    }
}
