using System.Text;
using Pyc.Translation.Interpretation;

namespace Pyc;

/// <summary>Writes tracebacks as CPython does.</summary>
/// <remarks>CPython: <c>Lib/traceback.py</c>.</remarks>
internal static class TracebackLayout
{
    private const string Cause = "\nThe above exception was the direct cause of the following exception:\n\n";
    private const string Context = "\nDuring handling of the above exception, another exception occurred:\n\n";

    /// <summary>The text, which ends in a line feed.</summary>
    public static string Write(
        PyException value, string type, string message, IReadOnlyList<PythonTracebackEntry> traceback, PythonException? inner,
        Func<string, string?> source)
    {
        var text = new StringBuilder();
        if (inner is not null)
            text.Append(inner.FormatTraceback(source)).Append(value.Cause is not null ? Cause : Context);
        if (traceback.Count > 0)
            text.Append("Traceback (most recent call last):\n");
        foreach (var entry in traceback)
        {
            text.Append($"  File \"{entry.File}\", line {entry.Line}, in {entry.Function}\n");
            if (LineOf(source(entry.File), entry.Line) is { Length: > 0 } line)
                text.Append("    ").Append(line).Append('\n');
        }
        return text.Append(type).Append(message.Length > 0 ? ": " + message : "").Append('\n').ToString();
    }

    private static string? LineOf(string? text, int line)
    {
        if (text is null || line < 1)
            return null;
        return text.Split('\n').ElementAtOrDefault(line - 1)?.Trim();
    }
}
