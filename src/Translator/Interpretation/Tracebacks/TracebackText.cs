using System.Globalization;
using System.Text;

namespace Pyc.Translation.Interpretation;

/// <summary>Writes an exception as CPython does when nothing catches it.</summary>
/// <remarks>
/// Source lines come from wherever the caller finds them; an entry without is its "File" line alone.
/// </remarks>
internal static class TracebackText
{
    private const int PrintedRepeats = 3;

    /// <summary>The text, each line ending in a line feed.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="exception">The exception.</param>
    /// <param name="sourceLine">The line of a file with that number, from 1, without its end; null where it is not known.</param>
    public static string Format(PythonRuntime runtime, PyException exception, Func<string, int, string?> sourceLine)
    {
        var text = new StringBuilder();
        var chain = Chain(runtime, exception);
        for (var i = chain.Count - 1; i >= 0; i--)
        {
            AppendEntries(text, runtime, chain[i], sourceLine);
            AppendException(text, runtime, chain[i]);
            if (i == 0)
                break;
            text.Append(
                ReferenceEquals(chain[i - 1].Cause, chain[i])
                    ? "\nThe above exception was the direct cause of the following exception:\n\n"
                    : "\nDuring handling of the above exception, another exception occurred:\n\n");
        }
        return text.ToString();
    }

    /// <summary>The text of an exception or a note, which Python code may make; that may fail itself, or take too long.</summary>
    /// <remarks>CPython: <c>Lib/traceback.py</c>, <c>_safe_string</c>.</remarks>
    public static string TextOf(PythonRuntime runtime, PyValue value)
    {
        // Where the stack has ended there may be no room to ask anything.
        if (value.As<PyException>() is { Args: [var argument] } raised && raised.Type == runtime.Semantics.Calls.RecursionErrorType
            && argument.As<PyStr>() is { } reason)
        {
            return reason.Value;
        }
        try
        {
            return Operators.Str(runtime, value);
        }
        catch (Exception error) when (error is PythonError or PycJitException)
        {
            return value.As<PyException>() is null ? "<note str() failed>" : "<exception str() failed>";
        }
    }

    /// <summary>The files whose lines the text shows.</summary>
    public static HashSet<string> FilesOf(PythonRuntime runtime, PyException exception) =>
        [.. Chain(runtime, exception).SelectMany(link => link.Traceback).Select(entry => entry.Code.FileName)];

    // The exception, what it came from, and so on; a circle is left at its first repetition.
    private static List<PyException> Chain(PythonRuntime runtime, PyException exception)
    {
        var chain = new List<PyException> { exception };
        if (!runtime.Semantics.Exceptions.HasChain)
            return chain;
        var seen = new HashSet<PyException>(ReferenceEqualityComparer.Instance) { exception };
        while ((exception.Cause ?? (exception.SuppressContext ? null : exception.Context)) is { } before && seen.Add(before))
        {
            chain.Add(before);
            exception = before;
        }
        return chain;
    }

    private static void AppendEntries(
        StringBuilder text, PythonRuntime runtime, PyException exception, Func<string, int, string?> sourceLine)
    {
        var entries = exception.Traceback;
        if (entries.Count == 0)
            return;
        var semantics = runtime.Semantics.Tracebacks;
        text.Append("Traceback (most recent call last):\n");
        var (last, count) = (default(TracebackEntry), 0);
        for (var i = Math.Min(entries.Count, semantics.MostEntries) - 1; i >= 0; i--)
        {
            var entry = entries[i];
            if (count == 0 || !IsRepeat(last, entry) || !semantics.CountsRepeats)
            {
                AppendRepeats(text, count);
                (last, count) = (entry, 0);
            }
            if (++count <= PrintedRepeats)
                AppendEntry(text, semantics, entry, sourceLine);
        }
        AppendRepeats(text, count);
    }

    private static bool IsRepeat(in TracebackEntry last, in TracebackEntry entry) =>
        last.Code.FileName == entry.Code.FileName && last.Position.Line == entry.Position.Line && last.Code.Name == entry.Code.Name;

    private static void AppendRepeats(StringBuilder text, int count)
    {
        if (count > PrintedRepeats)
        {
            var rest = count - PrintedRepeats;
            text.Append(CultureInfo.InvariantCulture, $"  [Previous line repeated {rest} more time{(rest > 1 ? "s" : "")}]\n");
        }
    }

    private static void AppendEntry(
        StringBuilder text, TracebackSemantics semantics, in TracebackEntry entry, Func<string, int, string?> sourceLine)
    {
        var (file, position) = (entry.Code.FileName, entry.Position);
        text.Append(CultureInfo.InvariantCulture, $"  File \"{file}\", line {position.Line}, in {entry.Code.Name}\n");
        if (sourceLine(file, position.Line)?.TrimEnd('\r', '\n') is not { } line)
            return;
        if (semantics.Carets == CaretStyle.Lines)
        {
            SourceExcerpt.AppendLines(text, line, position, number => sourceLine(file, number));
            return;
        }
        text.Append("    ").Append(line.TrimStart(' ', '\t', '\f')).Append('\n');
        if (semantics.Carets == CaretStyle.FirstLine)
            SourceExcerpt.AppendCarets(text, line, position);
    }

    private static void AppendException(StringBuilder text, PythonRuntime runtime, PyException exception)
    {
        var semantics = runtime.Semantics.Tracebacks;
        var type = exception.Type;
        var module = type.IsBuiltin ? runtime.Semantics.Classes.ModuleOfBuiltin(type) : type.Module;
        if (!semantics.UnnamedModules.Contains(module))
            text.Append(module).Append('.');
        text.Append(semantics.UsesQualifiedNames ? type.QualifiedName : type.Name);
        var message = TextOf(runtime, exception);
        if (message.Length > 0)
            text.Append(": ").Append(message);
        text.Append(Suggestion.For(runtime, exception)).Append('\n');
        if (!semantics.HasNotes)
            return;
        foreach (var note in NotesOf(runtime, exception))
        {
            foreach (var line in TextOf(runtime, note).Split('\n'))
                text.Append(line).Append('\n');
        }
    }

    // A class may compute them by code that fails.
    private static PyValue[] NotesOf(PythonRuntime runtime, PyException exception)
    {
        try
        {
            return exception.TryGetAttribute(runtime, "__notes__", out var notes) && notes.As<PyList>() is { } list ? list.ToArray(runtime) : [];
        }
        catch (Exception error) when (error is PythonError or PycJitException)
        {
            return [];
        }
    }
}
