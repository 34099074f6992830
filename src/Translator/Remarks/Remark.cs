namespace Pyc.Translation;

/// <summary>What a pass did to a piece of code, or why it did not.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Where">The place in Python.</param>
/// <param name="Text">A sentence or two for people: what, why, and what to change where something can be.</param>
public sealed record Remark(RemarkKind Kind, SourceLocation Where, string Text)
{
    /// <summary>Whether it is about a loop as a whole, as a <see cref="LoopVerdict"/> is.</summary>
    public bool IsOfLoop => Kind is RemarkKind.InLanes or RemarkKind.NotInLanes or RemarkKind.MainLoop or RemarkKind.NoMainLoop;

    /// <summary><c>src/lists.py:12 in f: NotInlined: g stays a call: it calls itself.</c></summary>
    public override string ToString() => $"{Where}: {Kind}: {Text}";
}
