using Pyc.Translation;

namespace Pyc;

/// <summary>What is kept of an exception that left Python code.</summary>
internal sealed record RaisedException
{
    /// <summary>Name of its class.</summary>
    public required string TypeName { get; init; }

    /// <summary><c>str(exception)</c>.</summary>
    public required string Message { get; init; }

    /// <summary>One line for C#: class, message and place.</summary>
    public required string Summary { get; init; }

    /// <summary>The frames that it passed, the outermost first.</summary>
    public required IReadOnlyList<PythonTracebackEntry> Traceback { get; init; }

    /// <summary>Where it was raised.</summary>
    public required SourceLocation Where { get; init; }

    /// <summary>Its cause, or else its context.</summary>
    public PythonException? Inner { get; init; }

    /// <summary>Writes the traceback, given the texts of source files.</summary>
    public required Func<Func<string, string?>, string> FormatTraceback { get; init; }
}
