using Pyc.Translation;

namespace Pyc.Explanations;

/// <summary>One line of an explanation.</summary>
/// <param name="Kind">What it is, for whoever colours it.</param>
/// <param name="Indent">How far it is indented, in steps of two columns.</param>
/// <param name="Text">The text.</param>
/// <param name="Where">The place in Python that it is about; <see cref="SourceLocation.None"/> for none.</param>
internal readonly record struct ExplanationLine(ExplanationLineKind Kind, int Indent, string Text, SourceLocation Where)
{
    /// <summary>A line about no single place.</summary>
    public ExplanationLine(ExplanationLineKind kind, int indent, string text)
        : this(kind, indent, text, SourceLocation.None)
    {
    }
}

/// <summary>What a line of an explanation is.</summary>
internal enum ExplanationLineKind
{
    /// <summary>The function.</summary>
    Title,

    /// <summary>That it runs natively.</summary>
    Good,

    /// <summary>That it does not.</summary>
    Bad,

    /// <summary>What comes next.</summary>
    Heading,

    /// <summary>One thing, with its place.</summary>
    Item,

    /// <summary>More of the thing above.</summary>
    Detail,

    /// <summary>Nothing.</summary>
    Empty,
}
