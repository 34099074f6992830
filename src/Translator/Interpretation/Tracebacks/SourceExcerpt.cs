using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>Writes the source lines of a traceback's entry, and marks the expression in them.</summary>
internal static partial class SourceExcerpt
{
    /// <summary>The carets of 3.11 and 3.12 under the first line of an expression.</summary>
    /// <remarks>CPython: <c>Python/traceback.c</c>, <c>tb_displayline</c>.</remarks>
    public static void AppendCarets(StringBuilder text, string line, in SourcePosition position)
    {
        if (position.Column < 0 || position.EndColumn < 0 || position.EndLine <= 0)
            return;
        var flat = Flatten(line);
        var start = CharacterOffset(line, position.Column);
        var isOneLine = position.EndLine == position.Line;
        var end = isOneLine ? CharacterOffset(line, position.EndColumn) : flat.TrimEnd(' ', '\t', '\f').Length;
        var indent = flat.Length - flat.TrimStart(' ', '\t', '\f').Length;
        var anchors = isOneLine && start < end ? ExpressionAnchors.Find(flat[start..end]) : null;
        if (anchors is { Kind: ExpressionKind.Call })
            anchors = null;
        if (anchors is null && end - start == flat.Length - indent)
            return;

        text.Append("    ");
        for (var i = indent; i < end; i++)
        {
            text.Append(
                i < start ? ' '
                : anchors is null || (i >= start + anchors.Value.Start && i < start + anchors.Value.End) ? '^'
                : '~');
        }
        text.Append('\n');
    }

    /// <summary>The characters of a line before a column, which counts bytes of UTF-8.</summary>
    private static int CharacterOffset(string line, int column)
    {
        var (bytes, characters) = (0, 0);
        foreach (var rune in line.EnumerateRunes())
        {
            if (bytes >= column)
                break;
            bytes += rune.Utf8SequenceLength;
            characters++;
        }
        return characters;
    }

    // A line with a char for each character, so that places in it can be counted; which letters they are plays no part.
    private static string Flatten(string line)
    {
        if (!line.Any(char.IsSurrogate))
            return line;
        var flat = new StringBuilder();
        foreach (var rune in line.EnumerateRunes())
            flat.Append(rune.IsBmp ? (char)rune.Value : IsWide(rune.Value) ? '\uFF21' : '\u00AA');
        return flat.ToString();
    }

    // Unicode's East_Asian_Width W and F, in the blocks that are so as a whole.
    private static bool IsWide(int code) =>
        code is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x4DBF) or (>= 0x4E00 and <= 0xA4CF)
            or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60)
            or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1F9FF)
            or (>= 0x20000 and <= 0x3FFFD);
}
