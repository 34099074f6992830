using System.Globalization;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Code points of UTF-16 text; a surrogate without its other half is one by itself, as in Python.</summary>
internal static class CodePoints
{
    /// <summary>The largest code point.</summary>
    public const int Maximum = 0x10FFFF;

    /// <summary>How many there are.</summary>
    public static int Count(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        for (var i = text.IndexOfAnyInRange('\uD800', '\uDBFF'); i >= 0 && i + 1 < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i], text[i + 1]))
            {
                count--;
                i++;
            }
        }
        return count;
    }

    /// <summary>The code point that begins at an offset, and how many units it takes.</summary>
    public static int At(ReadOnlySpan<char> text, int offset, out int units)
    {
        if (offset + 1 < text.Length && char.IsSurrogatePair(text[offset], text[offset + 1]))
        {
            units = 2;
            return char.ConvertToUtf32(text[offset], text[offset + 1]);
        }
        units = 1;
        return text[offset];
    }

    /// <summary>The code point that ends at an offset, and how many units it takes.</summary>
    public static int Before(ReadOnlySpan<char> text, int offset, out int units)
    {
        units = offset > 1 && char.IsSurrogatePair(text[offset - 2], text[offset - 1]) ? 2 : 1;
        return At(text, offset - units, out _);
    }

    /// <summary>All code points.</summary>
    public static int[] Of(ReadOnlySpan<char> text)
    {
        var all = new int[Count(text)];
        for (int i = 0, offset = 0; i < all.Length; i++)
        {
            all[i] = At(text, offset, out var units);
            offset += units;
        }
        return all;
    }

    /// <summary>Where the code point with that index begins.</summary>
    public static int UnitOffset(ReadOnlySpan<char> text, int index)
    {
        var offset = 0;
        for (var i = 0; i < index; i++)
        {
            At(text, offset, out var units);
            offset += units;
        }
        return offset;
    }

    /// <summary>A code point as text.</summary>
    public static string ToText(int codePoint) => codePoint > 0xFFFF ? char.ConvertFromUtf32(codePoint) : ((char)codePoint).ToString();

    /// <summary>Appends a code point.</summary>
    public static void AppendTo(StringBuilder text, int codePoint)
    {
        if (codePoint > 0xFFFF)
            text.Append(char.ConvertFromUtf32(codePoint));
        else
            text.Append((char)codePoint);
    }

    /// <summary>Compares by code points: UTF-16 units have another order where one text has a pair and the other U+E000 to U+FFFF.</summary>
    public static int Compare(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length - right.Length;
        if (!char.IsSurrogate(left[same]) && !char.IsSurrogate(right[same]))
            return left[same] - right[same];
        // What differs may be the second half of a pair, in one of them or in both.
        if (same > 0 && char.IsHighSurrogate(left[same - 1]))
            same--;
        return At(left, same, out _) - At(right, same, out _);
    }

    /// <summary>Whether Python's <c>repr</c> writes it as it is.</summary>
    /// <remarks>CPython: <c>_PyUnicode_IsPrintable</c>, by the Unicode version of .NET.</remarks>
    public static bool IsPrintable(int codePoint)
    {
        if (codePoint < 127)
            return codePoint >= ' ';
        return CharUnicodeInfo.GetUnicodeCategory(codePoint) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
    }
}
