using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;

namespace Pyc.Loader;

/// <summary>A byte string: Python 3's <c>bytes</c>, Python 2's <c>str</c>.</summary>
/// <param name="value">The bytes.</param>
/// <param name="isPython2">Whether it is Python 2's <c>str</c>, which its programs use as text.</param>
public sealed class BytesConstant(ImmutableArray<byte> value, bool isPython2 = false) : Constant
{
    /// <summary>The bytes.</summary>
    public ImmutableArray<byte> Value { get; } = value;

    /// <summary>Whether it is Python 2's <c>str</c>, which its programs use as text.</summary>
    public bool IsPython2 { get; } = isPython2;

    internal override string KindName => IsPython2 ? "a str" : "a bytes object";

    /// <summary>The bytes as text: UTF-8, or Latin-1 where they are not valid UTF-8.</summary>
    internal string Decode() => (Utf8.IsValid(Value.AsSpan()) ? Encoding.UTF8 : Encoding.Latin1).GetString(Value.AsSpan());

    internal override void AppendRepr(ReprWriter writer)
    {
        if (!IsPython2)
            writer.Append("b");
        var quote = ReprWriter.QuoteFor(Value.Contains((byte)'\''), Value.Contains((byte)'"'));
        writer.Append(quote);
        foreach (var one in Value)
        {
            if (writer.IsFull)
                break;
            writer.AppendAscii(one, quote);
        }
        writer.Append(quote);
    }
}
