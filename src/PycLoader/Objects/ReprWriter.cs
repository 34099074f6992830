using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pyc.Loader;

/// <summary>Collects the <c>repr</c> of a constant up to a limit.</summary>
/// <remarks>
/// Constants share their parts, so that a file of a kilobyte can hold a tuple whose full <c>repr</c> fills any memory: the writer
/// stops at <see cref="MaximumLength"/>, and every loop over parts asks <see cref="IsFull"/>.
/// </remarks>
internal sealed class ReprWriter
{
    internal const int MaximumLength = 10_000;
    private const int MaximumDepth = 100;

    private readonly StringBuilder _text = new();
    private int _depth;

    internal bool IsFull { get; private set; }

    internal static string QuoteFor(bool hasSingle, bool hasDouble) => hasSingle && !hasDouble ? "\"" : "'";

    /// <summary>What <c>str.isprintable</c> asks: no control, format, private or unassigned character, no odd space.</summary>
    internal static bool IsPrintable(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.SpaceSeparator);

    internal void Append(string text)
    {
        if (IsFull)
            return;
        if (_text.Length + text.Length > MaximumLength)
        {
            _text.Append("...");
            IsFull = true;
            return;
        }
        _text.Append(text);
    }

    /// <summary>A byte of a string: itself where it is printable ASCII, else an escape.</summary>
    internal void AppendAscii(byte value, string quote)
    {
        switch (value)
        {
            case (byte)'\n': Append("\\n"); break;
            case (byte)'\r': Append("\\r"); break;
            case (byte)'\t': Append("\\t"); break;
            case (byte)'\\': Append("\\\\"); break;
            case < 0x20 or >= 0x7F: AppendEscape(value); break;
            default:
                if (value == quote[0])
                    Append("\\");
                Append(((char)value).ToString());
                break;
        }
    }

    internal void AppendEscape(int codePoint) => Append(codePoint switch
    {
        < 0x100 => $"\\x{codePoint:x2}",
        < 0x10000 => $"\\u{codePoint:x4}",
        _ => $"\\U{codePoint:x8}",
    });

    internal void AppendItems(string open, ImmutableArray<Constant> items, string close)
    {
        Append(open);
        if (Enter())
        {
            for (var i = 0; i < items.Length && !IsFull; i++)
            {
                if (i > 0)
                    Append(", ");
                items[i].AppendRepr(this);
            }
            _depth--;
        }
        Append(close);
    }

    internal void AppendPairs(string open, ImmutableArray<KeyValuePair<Constant, Constant>> items, string close)
    {
        Append(open);
        if (Enter())
        {
            for (var i = 0; i < items.Length && !IsFull; i++)
            {
                if (i > 0)
                    Append(", ");
                items[i].Key.AppendRepr(this);
                Append(": ");
                items[i].Value.AppendRepr(this);
            }
            _depth--;
        }
        Append(close);
    }

    public override string ToString() => _text.ToString();

    private bool Enter()
    {
        if (_depth < MaximumDepth)
        {
            _depth++;
            return true;
        }
        Append("...");
        return false;
    }
}
