using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Pyc.Loader;

/// <summary>Decodes UTF-8 in which a surrogate may stand alone, as three bytes: Python's error handler "surrogatepass".</summary>
internal static class StringDecoder
{
    /// <summary>Decodes a text.</summary>
    /// <param name="bytes">The text in the file.</param>
    /// <param name="isPython2">Whether the constant is Python 2's <c>unicode</c>.</param>
    /// <param name="invalidAt">Where in <paramref name="bytes"/> the first invalid sequence starts, when there is one.</param>
    /// <returns><see langword="null"/> when the bytes are not valid.</returns>
    internal static StringConstant? Decode(ReadOnlySpan<byte> bytes, bool isPython2, out int invalidAt)
    {
        invalidAt = 0;
        return Utf8.IsValid(bytes)
            ? new StringConstant(Encoding.UTF8.GetString(bytes), isPython2)
            : DecodeWithSurrogates(bytes, isPython2, out invalidAt);
    }

    private static StringConstant? DecodeWithSurrogates(ReadOnlySpan<byte> bytes, bool isPython2, out int invalidAt)
    {
        var text = new StringBuilder(bytes.Length);
        var codePoints = ImmutableArray.CreateBuilder<int>();
        var hasSplitPair = false;
        Span<char> units = stackalloc char[2];

        for (var at = 0; at < bytes.Length;)
        {
            var codePoint = Surrogate(bytes[at..]);
            if (codePoint >= 0)
            {
                hasSplitPair |= char.IsLowSurrogate((char)codePoint) && codePoints is [.., >= 0xD800 and <= 0xDBFF];
                text.Append((char)codePoint);
                at += 3;
            }
            else if (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var length) == System.Buffers.OperationStatus.Done)
            {
                codePoint = rune.Value;
                text.Append(units[..rune.EncodeToUtf16(units)]);
                at += length;
            }
            else
            {
                invalidAt = at;
                return null;
            }
            codePoints.Add(codePoint);
        }
        invalidAt = 0;
        // Without two surrogates side by side the UTF-16 text says it all.
        return new StringConstant(text.ToString(), hasSplitPair ? codePoints.ToImmutable() : default, isPython2);
    }

    /// <summary>The surrogate that the bytes start with, or −1.</summary>
    private static int Surrogate(ReadOnlySpan<byte> bytes) =>
        bytes is [0xED, >= 0xA0 and <= 0xBF, >= 0x80 and <= 0xBF, ..] ? 0xD000 | (bytes[1] & 0x3F) << 6 | bytes[2] & 0x3F : -1;
}
