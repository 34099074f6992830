using System.Text;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary><c>print(*args, sep, end, file, flush)</c>.</summary>
internal static class PrintFunction
{
    /// <summary>A row for each version's function.</summary>
    public static IEnumerable<BuiltinRow> Rows { get; } =
    [
        new("print(*args, sep=, end=, file=)", (runtime, arguments) => Print(runtime, arguments[..3], arguments[3..]),
            Until: new PythonVersion(3, 3)),
        new("print(*args, sep=, end=, file=, flush=)", (runtime, arguments) => Print(runtime, arguments[..3], arguments[4..]),
            Since: new PythonVersion(3, 3)),
    ];

    /// <summary>Writes text where <c>print</c> writes.</summary>
    /// <exception cref="UnavailableException">There is nowhere to write.</exception>
    public static void Write(PythonRuntime runtime, string text)
    {
        var output = runtime.Output ?? throw new UnavailableException(
            DiagnosticDescriptors.NoOutput, "print", "it has nowhere to write", "Give an Output in the options.");
        output.Write(text);
    }

    /// <summary>A value as <c>print</c> writes it.</summary>
    public static string TextOf(PythonRuntime runtime, PyValue value)
    {
        var text = Operators.Str(runtime, value);
        // The str of Python 2 is bytes, which a terminal shows as UTF-8.
        var isBytes = runtime.Semantics.Text.StrIsBytes && value.As<PyStr>() is not { IsUnicode: true };
        return isBytes && !text.All(char.IsAscii) && text.All(c => c <= 0xFF)
            ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text))
            : text;
    }

    private static PyValue Print(PythonRuntime runtime, ReadOnlySpan<PyValue> options, ReadOnlySpan<PyValue> values)
    {
        var separator = Option(options[0], "sep", " ");
        var end = Option(options[1], "end", "\n");
        if (!options[2].IsUnbound && !options[2].IsNone)
        {
            UnavailableObject.Check(options[2]);
            throw new UnavailableException(DiagnosticDescriptors.OutsideProcess, "print(file=...)", "it reaches outside the process", "Print without file.");
        }
        for (var i = 0; i < values.Length; i++)
        {
            if (i > 0)
                Write(runtime, separator);
            Write(runtime, TextOf(runtime, values[i]));
        }
        Write(runtime, end);
        return PyValue.None;
    }

    private static string Option(PyValue value, string name, string standard)
    {
        if (value.IsUnbound || value.IsNone)
            return standard;
        UnavailableObject.Check(value);
        return value.As<PyStr>()?.Value ?? throw PyErrors.TypeError($"{name} must be None or a string, not {value.Type.Name}");
    }
}
