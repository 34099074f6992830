namespace Pyc.Loader;

/// <summary>A Python object as the marshal format stores it: one class per kind.</summary>
/// <remarks>
/// CPython: <c>Python/marshal.c</c>. Constants are immutable and may be shared: a file can name one object in many places, so a
/// walk over every path can take exponential time. There is no value equality for that reason; compare by reference.
/// </remarks>
public abstract class Constant
{
    private protected Constant()
    {
    }

    /// <summary>Whether Python can hash it, so that it can be in a set; lists, and what holds one, it cannot.</summary>
    internal virtual bool IsHashable => true;

    /// <summary>What it is, with its article, for messages: "a tuple".</summary>
    internal abstract string KindName { get; }

    /// <summary>Python's <c>repr</c>, cut off with <c>...</c> behind 10,000 characters or 100 nested containers.</summary>
    /// <remarks>
    /// As the newest CPython of the major version writes it. What is printable is a matter of the Unicode version, and .NET's may
    /// escape a character that a given CPython prints.
    /// </remarks>
    public sealed override string ToString()
    {
        var writer = new ReprWriter();
        AppendRepr(writer);
        return writer.ToString();
    }

    internal abstract void AppendRepr(ReprWriter writer);
}
