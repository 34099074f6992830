namespace Pyc.Translation.Interpretation;

/// <summary>A token of a line of Python source.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index behind its last one.</param>
/// <param name="Text">The text of names and operators; empty for the rest.</param>
internal readonly record struct PythonToken(PythonTokenKind Kind, int Start, int End, string Text)
{
    /// <summary>Whether it is that operator, bracket or keyword.</summary>
    public bool Is(string text) => Text == text;
}

/// <summary>The kinds of tokens.</summary>
internal enum PythonTokenKind
{
    /// <summary>A name that is no keyword.</summary>
    Name,

    /// <summary>A keyword but for <c>None</c>, <c>True</c> and <c>False</c>.</summary>
    Keyword,

    /// <summary>A number, a string or one of the three constants.</summary>
    Literal,

    /// <summary>An operator, a bracket or another sign.</summary>
    Sign,
}
