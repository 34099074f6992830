using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>The encodings that strings know: ASCII, Latin-1 and UTF-8.</summary>
/// <remarks>CPython: <c>Objects/unicodeobject.c</c>, <c>PyUnicode_AsEncodedString</c> and <c>PyUnicode_Decode</c>.</remarks>
internal static class TextCodecs
{
    /// <summary>The text itself where it is ASCII.</summary>
    /// <param name="text">Bytes, one to a character.</param>
    /// <exception cref="PythonError">It is not: UnicodeDecodeError.</exception>
    public static string CheckAscii(string text)
    {
        var bad = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f');
        return bad < 0 ? text : throw DecodeError("ascii", $"byte 0x{(int)text[bad]:x2}", bad, "ordinal not in range(128)");
    }

    /// <summary><c>text.encode(encoding, errors)</c>: a byte to a character.</summary>
    public static string Encode(PythonRuntime runtime, string text, string encoding, string errors)
    {
        runtime.Memory.Check(text.Length, 6 * sizeof(char));
        runtime.ChargeScan(text.Length);
        switch (Normalise(encoding))
        {
            case Codec.Utf8:
                return EncodeUtf8(runtime, text, errors);
            case Codec.Ascii:
                return EncodeBelow(runtime, text, 128, "ascii", errors);
            case Codec.Latin1:
                return EncodeBelow(runtime, text, 256, "latin-1", errors);
            default:
                throw Unknown(encoding);
        }
    }

    /// <summary><c>bytes.decode(encoding, errors)</c>.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="bytes">A byte to a character.</param>
    /// <param name="encoding">The name of the encoding.</param>
    /// <param name="errors">What becomes of bytes that mean nothing.</param>
    public static string Decode(PythonRuntime runtime, string bytes, string encoding, string errors)
    {
        runtime.Memory.Check(bytes.Length, 2 * sizeof(char));
        runtime.ChargeScan(bytes.Length);
        switch (Normalise(encoding))
        {
            case Codec.Latin1:
                return bytes;
            case Codec.Ascii:
                return DecodeAscii(runtime, bytes, errors);
            case Codec.Utf8:
                return DecodeUtf8(runtime, bytes, errors);
            default:
                throw Unknown(encoding);
        }
    }

    /// <summary>Bytes as text of a character to a byte.</summary>
    public static string ToText(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    /// <summary>Text of a character to a byte as bytes.</summary>
    public static ImmutableArray<byte> ToBytes(string text) => ImmutableArray.Create(Encoding.Latin1.GetBytes(text));

    private enum Codec
    {
        Unknown,
        Ascii,
        Latin1,
        Utf8,
    }

    private static Codec Normalise(string encoding) => encoding.ToLowerInvariant().Replace('_', '-').Replace(' ', '-') switch
    {
        "utf-8" or "utf8" or "u8" or "utf" or "cp65001" => Codec.Utf8,
        "ascii" or "us-ascii" or "646" => Codec.Ascii,
        "latin-1" or "latin1" or "iso-8859-1" or "iso8859-1" or "8859" or "cp819" or "latin" or "l1" => Codec.Latin1,
        _ => Codec.Unknown,
    };

    private static string EncodeBelow(PythonRuntime runtime, string text, int limit, string codec, string errors)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange('\0', (char)(limit - 1)) < 0)
            return text;
        var result = new StringBuilder(text.Length);
        for (int i = 0, index = 0; i < text.Length; index++)
        {
            runtime.ChargeStretch(i);
            var code = CodePoints.At(text, i, out var units);
            i += units;
            if (code < limit)
                result.Append((char)code);
            else if (errors == "strict")
                throw EncodeError(runtime, codec, code, index, EndOfRun(runtime, text, i, limit) + index, $"ordinal not in range({limit})");
            else
                AppendReplacement(result, code, errors);
        }
        return result.ToString();
    }

    // CPython names the whole run of characters that cannot be encoded.
    private static int EndOfRun(PythonRuntime runtime, string text, int offset, int limit)
    {
        var more = 0;
        while (offset < text.Length && CodePoints.At(text, offset, out var units) >= limit)
        {
            runtime.ChargeStretch(more);
            offset += units;
            more++;
        }
        return more;
    }

    private static string EncodeUtf8(PythonRuntime runtime, string text, string errors)
    {
        var result = new StringBuilder(text.Length + 8);
        Span<byte> buffer = stackalloc byte[4];
        for (int i = 0, index = 0; i < text.Length; index++)
        {
            runtime.ChargeStretch(i);
            var code = CodePoints.At(text, i, out var units);
            i += units;
            if (code < 128)
            {
                result.Append((char)code);
            }
            else if (Rune.TryCreate(code, out var rune))
            {
                foreach (var one in buffer[..rune.EncodeToUtf8(buffer)])
                    result.Append((char)one);
            }
            else if (errors == "strict")
            {
                throw EncodeError(runtime, "utf-8", code, index, index, "surrogates not allowed");
            }
            else
            {
                AppendReplacement(result, code, errors);
            }
        }
        return result.ToString();
    }

    private static void AppendReplacement(StringBuilder result, int code, string errors)
    {
        _ = errors switch
        {
            "ignore" => result,
            "replace" => result.Append('?'),
            "backslashreplace" => result.Append(StringRepr.Escape(code)),
            "xmlcharrefreplace" => result.Append(CultureInfo.InvariantCulture, $"&#{code};"),
            _ => throw UnknownHandler(errors),
        };
    }

    private static string DecodeAscii(PythonRuntime runtime, string bytes, string errors)
    {
        if (Ascii.IsValid(bytes))
            return bytes;
        if (errors == "strict")
            return CheckAscii(bytes);
        var result = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            runtime.ChargeStretch(i);
            var one = bytes[i];
            if (one < 128)
                result.Append(one);
            else
                AppendUndecoded(result, one, errors);
        }
        return result.ToString();
    }

    private static string DecodeUtf8(PythonRuntime runtime, string text, string errors)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var result = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length;)
        {
            runtime.Charge();                                // a text for each character
            var status = Rune.DecodeFromUtf8(bytes.AsSpan(i), out var rune, out var consumed);
            if (status == System.Buffers.OperationStatus.Done)
            {
                result.Append(rune.ToString());
            }
            else if (errors == "strict")
            {
                throw Utf8Error(bytes, i, consumed, status == System.Buffers.OperationStatus.NeedMoreData);
            }
            else if (errors == "backslashreplace")
            {
                for (var j = i; j < i + consumed; j++)
                    AppendUndecoded(result, (char)bytes[j], errors);
            }
            else
            {
                AppendUndecoded(result, (char)bytes[i], errors);
            }
            i += consumed;
        }
        return result.ToString();
    }

    private static PythonError Utf8Error(byte[] bytes, int at, int count, bool isCutOff)
    {
        var first = bytes[at];
        var reason = isCutOff ? "unexpected end of data"
            : first is < 0xC2 or > 0xF4 ? "invalid start byte" : "invalid continuation byte";
        return count == 1
            ? DecodeError("utf-8", $"byte 0x{(int)first:x2}", at, reason)
            : PyErrors.Of(ExceptionTypes.UnicodeDecodeError, $"'utf-8' codec can't decode bytes in position {at}-{at + count - 1}: {reason}");
    }

    private static void AppendUndecoded(StringBuilder result, char one, string errors)
    {
        _ = errors switch
        {
            "ignore" => result,
            "replace" => result.Append('\uFFFD'),
            "backslashreplace" => result.Append(StringRepr.Escape(one)),
            _ => throw UnknownHandler(errors),
        };
    }

    private static PythonError EncodeError(PythonRuntime runtime, string codec, int code, int start, int end, string reason) => PyErrors.Of(
        ExceptionTypes.UnicodeEncodeError,
        start == end
            ? $"'{codec}' codec can't encode character {(runtime.Semantics.Text.StrIsBytes ? "u" : "")}'{StringRepr.Escape(code)}' in position {start}: {reason}"
            : $"'{codec}' codec can't encode characters in position {start}-{end}: {reason}");

    private static PythonError DecodeError(string codec, string what, int at, string reason) =>
        PyErrors.Of(ExceptionTypes.UnicodeDecodeError, $"'{codec}' codec can't decode {what} in position {at}: {reason}");

    private static Exception Unknown(string encoding) => CodecNames.Contains(encoding)
        ? new UnavailableException(
            DiagnosticDescriptors.NotBuiltIn, $"the encoding {encoding}", StandardModules.NotBuiltIn, "Use ascii, latin-1 or utf-8, or convert the text in C#.")
        : PyErrors.Of(ExceptionTypes.LookupError, $"unknown encoding: {encoding}");

    private static PythonError UnknownHandler(string errors) =>
        PyErrors.Of(ExceptionTypes.LookupError, $"unknown error handler name '{errors}'");
}
