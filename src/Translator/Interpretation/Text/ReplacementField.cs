namespace Pyc.Translation.Interpretation;

/// <summary>What stands between the braces of a replacement field.</summary>
/// <param name="Name">Which argument, with attributes and items.</param>
/// <param name="Conversion">The code point behind <c>!</c>; 0 for none.</param>
/// <param name="Specification">The format specification.</param>
/// <param name="NeedsExpansion">Whether the specification has fields itself.</param>
internal readonly record struct ReplacementField(string Name, int Conversion, string Specification, bool NeedsExpansion)
{
    /// <summary>Reads a field.</summary>
    /// <param name="formats">The version's rules.</param>
    /// <param name="text">The format string.</param>
    /// <param name="at">Behind the opening brace; afterwards behind the closing one.</param>
    public static ReplacementField Parse(FormatSemantics formats, string text, ref int at) =>
        formats.CountsBracesFirst ? ParseByBraces(text, ref at) : ParseByParts(text, ref at);

    /// <remarks>CPython: <c>parse_field</c> since 3.4.</remarks>
    private static ReplacementField ParseByParts(string text, ref int at)
    {
        var start = at;
        var ended = false;
        while (!ended)
        {
            if (at >= text.Length)
                throw PyErrors.ValueError("expected '}' before end of string");
            switch (text[at++])
            {
                case '{':
                    throw PyErrors.ValueError("unexpected '{' in field name");
                case '[':
                    while (at < text.Length && text[at] != ']')
                        at++;
                    break;
                case '}' or ':' or '!':
                    ended = true;
                    break;
                default:
                    break;
            }
        }
        var name = text[start..(at - 1)];
        if (text[at - 1] == '}')
            return new ReplacementField(name, 0, "", false);

        var conversion = 0;
        if (text[at - 1] == '!')
        {
            if (at >= text.Length)
                throw PyErrors.ValueError("end of string while looking for conversion specifier");
            conversion = CodePoints.At(text, at, out var units);
            at += units;
            if (at < text.Length)
            {
                var next = text[at++];
                if (next == '}')
                    return new ReplacementField(name, conversion, "", false);
                if (next != ':')
                    throw PyErrors.ValueError("expected ':' after conversion specifier");
            }
        }
        return new ReplacementField(name, conversion, Balanced(text, ref at, out var nested), nested);
    }

    private static string Balanced(string text, ref int at, out bool nested)
    {
        nested = false;
        var start = at;
        for (var open = 1; at < text.Length;)
        {
            switch (text[at++])
            {
                case '{':
                    nested = true;
                    open++;
                    break;
                case '}' when --open == 0:
                    return text[start..(at - 1)];
                default:
                    break;
            }
        }
        throw PyErrors.ValueError("unmatched '{' in format spec");
    }

    /// <remarks>CPython: <c>MarkupIterator_next</c> and <c>parse_field</c> before 3.4.</remarks>
    private static ReplacementField ParseByBraces(string text, ref int at)
    {
        var start = at;
        var nested = false;
        for (var open = 1; open > 0; at++)
        {
            if (at >= text.Length)
                throw PyErrors.ValueError("unmatched '{' in format");
            if (text[at] == '{')
            {
                nested = true;
                open++;
            }
            else if (text[at] == '}')
            {
                open--;
            }
        }
        var field = text.AsSpan(start, at - 1 - start);
        var end = NameEnd(field);
        var name = field[..end].ToString();
        if (end == field.Length)
            return new ReplacementField(name, 0, "", false);
        if (field[end] == ':')
            return new ReplacementField(name, 0, field[(end + 1)..].ToString(), nested);
        if (end + 1 >= field.Length)
            throw PyErrors.ValueError("end of format while looking for conversion specifier");
        var conversion = CodePoints.At(field, end + 1, out var units);
        var rest = field[(end + 1 + units)..];
        if (rest.IsEmpty)
            return new ReplacementField(name, conversion, "", false);
        return rest[0] == ':'
            ? new ReplacementField(name, conversion, rest[1..].ToString(), nested)
            : throw PyErrors.ValueError("expected ':' after format specifier");
    }

    // Brackets may hold anything.
    private static int NameEnd(ReadOnlySpan<char> field)
    {
        var inBrackets = false;
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] is '[' or ']')
                inBrackets = field[i] == '[';
            else if (!inBrackets && field[i] is (':' or '!'))
                return i;
        }
        return field.Length;
    }
}
