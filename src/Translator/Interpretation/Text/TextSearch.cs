namespace Pyc.Translation.Interpretation;

/// <summary>Where a text is in another, by UTF-16 offsets that never fall into a surrogate pair.</summary>
internal static class TextSearch
{
    // .NET compares many places at once, but in the worst case all of the part at each of them.
    private const int LongestPlainPart = 64;
    private const int ShortText = 1 << 12;

    // So much is searched before it is charged for.
    private const int Block = 1 << 15;

    /// <summary>The first place at or behind an offset; -1 for none.</summary>
    public static int Find(PythonRuntime runtime, PyStr text, PyStr part, int from) => Find(runtime, text.Value, part.Value, from, text.Value.Length);

    /// <summary>The first place within a range; -1 for none.</summary>
    public static int Find(PythonRuntime runtime, string text, string part, int from, int to)
    {
        while (from <= to)
        {
            var at = IndexOf<char>(runtime, text.AsSpan(from, to - from), part);
            if (at < 0)
                return -1;
            if (!Splits(text, part, from + at))
                return from + at;
            from += at + 1;
        }
        return -1;
    }

    /// <summary>The last place within a range; -1 for none.</summary>
    public static int FindLast(PythonRuntime runtime, string text, string part, int from, int to)
    {
        if (part.Length == 0)
            return from <= to ? to : -1;
        while (from <= to)
        {
            var at = LastIndexOf<char>(runtime, text.AsSpan(from, to - from), part);
            if (at < 0)
                return -1;
            if (!Splits(text, part, from + at))
                return from + at;
            to = from + at + part.Length - 1;
        }
        return -1;
    }

    /// <summary>Whether a text has another at an offset, behind which it is at least as long.</summary>
    public static bool IsAt(PythonRuntime runtime, string text, string part, int at)
    {
        runtime.ChargeScan(part.Length);
        return text.AsSpan(at, part.Length).SequenceEqual(part) && !Splits(text, part, at);
    }

    /// <summary>The first place; -1 for none.</summary>
    public static int IndexOf<T>(PythonRuntime runtime, ReadOnlySpan<T> text, ReadOnlySpan<T> part)
        where T : unmanaged, IComparable<T>, IEquatable<T>
    {
        if (text.Length <= ShortText)
            return text.IndexOf(part);
        if (IsLong(text.Length, part.Length))
            return new TwoWaySearch<T>(text, part, isFromEnd: false).Find(runtime);
        for (var start = 0; ; start += Block)
        {
            var length = Math.Min(Block + part.Length, text.Length - start);
            var at = text.Slice(start, length).IndexOf(part);
            runtime.ChargeScan(at < 0 ? length : at + part.Length);
            if (at >= 0)
                return start + at;
            if (start + length == text.Length)
                return -1;
        }
    }

    private static int LastIndexOf<T>(PythonRuntime runtime, ReadOnlySpan<T> text, ReadOnlySpan<T> part)
        where T : unmanaged, IComparable<T>, IEquatable<T>
    {
        if (text.Length <= ShortText)
            return text.LastIndexOf(part);
        if (IsLong(text.Length, part.Length))
            return new TwoWaySearch<T>(text, part, isFromEnd: true).Find(runtime);
        for (var end = text.Length; ; end -= Block)
        {
            var length = Math.Min(Block + part.Length, end);
            var at = text.Slice(end - length, length).LastIndexOf(part);
            runtime.ChargeScan(at < 0 ? length : length - at);
            if (at >= 0)
                return end - length + at;
            if (length == end)
                return -1;
        }
    }

    private static bool IsLong(int text, int part) => part > LongestPlainPart && part <= text;

    // A lone surrogate is found in lone ones only: half of a pair is not a character.
    private static bool Splits(string text, string part, int at)
    {
        if (part.Length == 0 || !char.IsSurrogate(part[0]) && !char.IsSurrogate(part[^1]))
            return false;
        var end = at + part.Length;
        return (at > 0 && char.IsSurrogatePair(text[at - 1], text[at])) || (end < text.Length && char.IsSurrogatePair(text[end - 1], text[end]));
    }
}
