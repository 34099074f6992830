namespace Pyc.Translation.Interpretation;

/// <summary>Where a text is in another, by UTF-16 offsets that never fall into a surrogate pair.</summary>
internal static class TextSearch
{
    /// <summary>The first place at or behind an offset; -1 for none.</summary>
    public static int Find(PyStr text, PyStr part, int from) => Find(text.Value, part.Value, from, text.Value.Length);

    /// <summary>The first place within a range; -1 for none.</summary>
    public static int Find(string text, string part, int from, int to)
    {
        while (from <= to)
        {
            var at = text.AsSpan(from, to - from).IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
                return -1;
            if (!Splits(text, part, from + at))
                return from + at;
            from += at + 1;
        }
        return -1;
    }

    /// <summary>The last place within a range; -1 for none.</summary>
    public static int FindLast(string text, string part, int from, int to)
    {
        if (part.Length == 0)
            return from <= to ? to : -1;
        while (from <= to)
        {
            var at = text.AsSpan(from, to - from).LastIndexOf(part, StringComparison.Ordinal);
            if (at < 0)
                return -1;
            if (!Splits(text, part, from + at))
                return from + at;
            to = from + at + part.Length - 1;
        }
        return -1;
    }

    // A lone surrogate is found in lone ones only: half of a pair is not a character.
    private static bool Splits(string text, string part, int at)
    {
        if (part.Length == 0 || !char.IsSurrogate(part[0]) && !char.IsSurrogate(part[^1]))
            return false;
        var end = at + part.Length;
        return (at > 0 && char.IsSurrogatePair(text[at - 1], text[at])) || (end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]));
    }
}
