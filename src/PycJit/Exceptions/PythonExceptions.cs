using System.Collections.Frozen;
using Pyc.Translation;
using Pyc.Translation.Interpretation;

namespace Pyc;

/// <summary>Makes what C# catches of the exceptions that leave Python code.</summary>
internal static class PythonExceptions
{
    // A chain of causes can be as long as a loop runs, and C# code walks it by recursion when it prints an exception.
    private const int LongestChain = 50;

    private static readonly FrozenDictionary<PyType, Func<RaisedException, PythonException>> s_constructors =
        new Dictionary<PyType, Func<RaisedException, PythonException>>
        {
            [ExceptionTypes.ZeroDivisionError] = raised => new PythonZeroDivisionException(raised),
            [ExceptionTypes.ValueError] = raised => new PythonValueException(raised),
            [ExceptionTypes.TypeError] = raised => new PythonTypeException(raised),
            [ExceptionTypes.IndexError] = raised => new PythonIndexException(raised),
            [ExceptionTypes.KeyError] = raised => new PythonKeyException(raised),
            [ExceptionTypes.OverflowError] = raised => new PythonOverflowException(raised),
            [ExceptionTypes.AssertionError] = raised => new PythonAssertionException(raised),
            [ExceptionTypes.RecursionError] = raised => new PythonRecursionException(raised),
            [ExceptionTypes.AttributeError] = raised => new PythonAttributeException(raised),
            [ExceptionTypes.NameError] = raised => new PythonNameException(raised),
            [ExceptionTypes.RuntimeError] = raised => new PythonRuntimeException(raised),
            [ExceptionTypes.StopIteration] = raised => new PythonStopIterationException(raised),
            [ExceptionTypes.MemoryError] = raised => new PythonMemoryException(raised),
        }.ToFrozenDictionary();

    /// <summary>The exception for C#. The runtime's gate is held: what its <c>__str__</c> says is asked now.</summary>
    /// <param name="runtime">The runtime that raised it.</param>
    /// <param name="value">The exception.</param>
    /// <param name="prefix">What the message starts with: a clause with a colon and a space, or empty.</param>
    public static PythonException From(PythonRuntime runtime, PyException value, string prefix = "") =>
        runtime.Ask(() => MakeChain(runtime, value, prefix));

    private static PythonException MakeChain(PythonRuntime runtime, PyException value, string prefix)
    {
        var chain = new List<PyException>();
        for (var link = value; link is not null && chain.Count < LongestChain && !chain.Contains(link); link = InnerOf(link))
            chain.Add(link);
        PythonException? inner = null;
        for (var i = chain.Count - 1; i >= 0; i--)
            inner = Make(runtime, chain[i], inner, i == 0 ? prefix : "");
        return inner!;                      // the chain has its first link
    }

    private static PyException? InnerOf(PyException value) => value.Cause ?? (value.SuppressContext ? null : value.Context);

    private static PythonException Make(PythonRuntime runtime, PyException value, PythonException? inner, string prefix)
    {
        var (typeName, message) = (value.Type.Name, TracebackText.TextOf(runtime, value));
        var where = value.Traceback.Count == 0 ? SourceLocation.None : LocationOf(value.Traceback[0]);
        PythonTracebackEntry[] traceback = [.. value.Traceback.Select(EntryOf).Reverse()];
        var raised = new RaisedException
        {
            TypeName = typeName,
            Message = message,
            Summary = $"{prefix}{typeName}{(message.Length > 0 ? ": " + message : "")}{(traceback.Length > 0 ? $" ({where})" : "")}"
                + NameHints.For(runtime, value),
            Traceback = traceback,
            Where = where,
            Inner = inner,
            FormatTraceback = source => Format(runtime, value, source),
        };
        foreach (var type in value.Type.Mro)
        {
            if (s_constructors.TryGetValue(type, out var make))
                return make(raised);
        }
        return new PythonException(raised);
    }

    private static string Format(PythonRuntime runtime, PyException value, Func<string, string?> source)
    {
        HashSet<string> names;
        using (runtime.HoldGate())
            names = TracebackText.FilesOf(runtime, value);
        // The caller's code may call Python, and take as long as a disk does: no other thread waits for it.
        var files = names.ToDictionary(name => name, name => source(name)?.ReplaceLineEndings("\n").Split('\n'));
        using (runtime.HoldGate())
            return runtime.Ask(() => TracebackText.Format(runtime, value, LineOf));

        string? LineOf(string file, int line) =>
            files.TryGetValue(file, out var lines) && line >= 1 && line <= lines?.Length ? lines[line - 1] : null;
    }

    private static SourceLocation LocationOf(TracebackEntry entry) =>
        new(entry.Code.FileName, entry.Position, entry.Code.QualifiedName, entry.Index);

    private static PythonTracebackEntry EntryOf(TracebackEntry entry) => new(
        entry.Code.FileName, entry.Position.Line, entry.Code.Name, entry.Position.EndLine, entry.Position.Column, entry.Position.EndColumn);
}
