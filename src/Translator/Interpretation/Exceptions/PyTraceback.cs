using System.Collections.Immutable;

namespace Pyc.Translation.Interpretation;

/// <summary>The traceback of an exception: an object to hand on, not to look into.</summary>
internal sealed class PyTraceback(ImmutableArray<TracebackEntry> entries) : PyObject
{
    /// <summary>Where the exception passed, the frame that raised it first.</summary>
    public ImmutableArray<TracebackEntry> Entries { get; } = entries;

    /// <inheritdoc/>
    public override PyType Type => PyTypes.Traceback;
}
