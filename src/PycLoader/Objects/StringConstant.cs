using System.Collections.Immutable;
using System.Text;

namespace Pyc.Loader;

/// <summary>A text: Python 3's <c>str</c>, Python 2's <c>unicode</c>.</summary>
/// <remarks>
/// Python counts characters, .NET counts UTF-16 units. A text may hold lone surrogates; where a high and a low one stand side by
/// side as two characters of Python, <see cref="Value"/> cannot tell them from one character beyond U+FFFF, but
/// <see cref="CodePoints"/> and <see cref="Length"/> can.
/// </remarks>
public sealed class StringConstant : Constant
{
    // Only where Value is ambiguous; the default array everywhere else.
    private readonly ImmutableArray<int> _codePoints;

    /// <summary>A text.</summary>
    /// <param name="value">The text; a surrogate pair is one character.</param>
    /// <param name="isPython2">Whether it is Python 2's <c>unicode</c>.</param>
    public StringConstant(string value, bool isPython2 = false)
    {
        Value = value;
        IsPython2 = isPython2;
    }

    internal StringConstant(string value, ImmutableArray<int> codePoints, bool isPython2)
        : this(value, isPython2) => _codePoints = codePoints;

    /// <summary>The text in UTF-16.</summary>
    public string Value { get; }

    /// <summary>Whether it is Python 2's <c>unicode</c>, which is not its <c>str</c>.</summary>
    public bool IsPython2 { get; }

    /// <summary>Python's <c>len</c>: the number of code points. Counted on each call.</summary>
    public int Length => CodePoints().Count();

    internal override string KindName => IsPython2 ? "a unicode string" : "a str";

    /// <summary>The characters as Python has them, surrogates that are characters of their own included.</summary>
    public IEnumerable<int> CodePoints() => _codePoints.IsDefault ? FromUtf16(Value) : _codePoints;

    internal override void AppendRepr(ReprWriter writer)
    {
        if (IsPython2)
            writer.Append("u");
        var quote = ReprWriter.QuoteFor(
            Value.Contains('\'', StringComparison.Ordinal), Value.Contains('"', StringComparison.Ordinal));
        writer.Append(quote);
        foreach (var codePoint in CodePoints())
        {
            if (writer.IsFull)
                break;
            if (codePoint < 0x80)
                writer.AppendAscii((byte)codePoint, quote);
            else if (!IsPython2 && Rune.IsValid(codePoint) && ReprWriter.IsPrintable(new Rune(codePoint)))
                writer.Append(char.ConvertFromUtf32(codePoint));
            else
                writer.AppendEscape(codePoint);
        }
        writer.Append(quote);
    }

    private static IEnumerable<int> FromUtf16(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]))
                yield return char.ConvertToUtf32(value[i], value[++i]);
            else
                yield return value[i];
        }
    }
}
