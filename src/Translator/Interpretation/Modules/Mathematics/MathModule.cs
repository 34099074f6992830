using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>The module <c>math</c>.</summary>
/// <remarks>CPython: <c>Modules/mathmodule.c</c>.</remarks>
internal static class MathModule
{
    private static readonly (string Name, double Value, PythonVersion? Since)[] s_constants =
    [
        ("pi", Math.PI, null),
        ("e", Math.E, null),
        ("tau", Math.Tau, new(3, 6)),
        ("inf", double.PositiveInfinity, new(3, 5)),
        ("nan", BitConverter.Int64BitsToDouble(0x7FF8000000000000), new(3, 5)),
    ];

    // Where arguments are read from a format, and from which version on until which they are.
    private static readonly (string Name, VersionRange Versions)[] s_formatted =
    [
        ("ldexp", new(new(2, 7), new(3, 8))),
        ("gcd", new(new(3, 5), new(3, 7))),
        ("pow", new(new(3, 7), new(3, 8))),
        ("fmod", new(new(3, 7), new(3, 8))),
        ("hypot", new(new(3, 7), new(3, 8))),
    ];

    // Which count their arguments themselves, in words of their own; log did as long as it took a tuple.
    private static readonly (string Name, string Words, VersionRange Versions)[] s_counting =
        [("log", "math.log requires 1 to 2 arguments", new(new(3, 7), new(3, 12)))];

    /// <summary>The module as a version has it; a new one each time, since Python code may set its names.</summary>
    public static PyModule Make(PythonRuntime runtime)
    {
        var version = runtime.Version;
        var names = new PyNamespace();
        foreach (var (name, value, since) in s_constants)
        {
            if (since is null || version >= since)
                names[name] = PyValue.FromFloat(value);
        }
        Add(names, [.. ElementaryFunctions.Rows, .. FloatFunctions.Rows, .. SumFunctions.Rows], "math", version);
        Add(names, IntegerFunctions.Rows, runtime.Semantics.Numbers.ModuleOfIntegers, version);
        return new PyModule("math", names);
    }

    private static void Add(PyNamespace names, IEnumerable<BuiltinRow> rows, string module, PythonVersion version)
    {
        foreach (var row in rows.Where(row => row.IsIn(version)))
        {
            var words = s_counting.FirstOrDefault(entry => entry.Name == row.Name && entry.Versions.Contains(version)).Words;
            var signature = row.Function.Signature with
            {
                Module = words is null ? module : null,
                IsFormatted = s_formatted.Any(entry => entry.Name == row.Name && entry.Versions.Contains(version)),
                WrongCount = words,
            };
            names[row.Name] = new PyBuiltinFunction(signature, row.Body) { Module = "math", Float = row.Float };
        }
    }
}
