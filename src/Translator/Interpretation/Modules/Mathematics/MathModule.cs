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
    private static readonly (string Name, PythonVersion Since, PythonVersion Until)[] s_formatted =
    [
        ("ldexp", new(2, 7), new(3, 8)),
        ("gcd", new(3, 5), new(3, 7)),
        ("pow", new(3, 7), new(3, 8)),
        ("fmod", new(3, 7), new(3, 8)),
        ("hypot", new(3, 7), new(3, 8)),
    ];

    /// <summary>The module as a version has it; a new one each time, since Python code may set its names.</summary>
    public static PyModule For(PythonVersion version)
    {
        var names = new PyNamespace();
        foreach (var (name, value, since) in s_constants)
        {
            if (since is null || version >= since)
                names[name] = PyValue.FromFloat(value);
        }
        // From 3.15 on those on ints are of a module of their own, which is only seen in messages.
        var moduleOfIntegers = version.IsAtLeast(3, 15) ? "math.integer" : "math";
        Add(names, [.. ElementaryFunctions.Rows, .. FloatFunctions.Rows, .. SumFunctions.Rows], "math", version);
        Add(names, IntegerFunctions.Rows, moduleOfIntegers, version);
        return new PyModule("math", names);
    }

    private static void Add(PyNamespace names, IEnumerable<BuiltinRow> rows, string module, PythonVersion version)
    {
        foreach (var row in rows.Where(row => row.IsIn(version)))
        {
            // Up to 3.11 log still takes a tuple and counts for itself.
            var countsForItself = row.Name == "log" && !version.IsAtLeast(3, 12);
            var signature = row.Function.Signature with
            {
                Module = countsForItself ? null : module,
                IsFormatted = s_formatted.Any(entry => entry.Name == row.Name && version >= entry.Since && version < entry.Until),
                WrongCount = countsForItself && version.IsAtLeast(3, 7) ? "math.log requires 1 to 2 arguments" : null,
            };
            names[row.Name] = new PyBuiltinFunction(signature, row.Body);
        }
    }
}
