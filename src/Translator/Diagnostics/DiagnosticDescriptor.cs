namespace Pyc.Translation;

/// <summary>One kind of thing that PycJit refuses, under a code that stays the same: <see cref="DiagnosticDescriptors"/> has all of them.</summary>
/// <remarks>A code is given once and never used again for something else. docs/diagnostics.md has a section for each.</remarks>
public sealed class DiagnosticDescriptor
{
    internal DiagnosticDescriptor(string id, string title, string description) => (Id, Title, Description) = (id, title, description);

    /// <summary>The code, <c>PYJ1002</c>: PYJ and four digits, of which the first two are those of the family.</summary>
    public string Id { get; }

    /// <summary>What it is about, in a few words: <c>A dict</c>.</summary>
    public string Title { get; }

    /// <summary>What is refused, and why: one or two sentences.</summary>
    public string Description { get; }

    /// <summary>Whether the interpreter has what is refused: whether it is about native code alone.</summary>
    public bool IsOfNativeCodeAlone => Id[3] == '1';

    /// <summary><c>PYJ1002</c>.</summary>
    public override string ToString() => Id;
}
