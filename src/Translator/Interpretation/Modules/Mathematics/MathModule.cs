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

    /// <summary>The module as a version has it; a new one each time, since Python code may set its names.</summary>
    public static PyModule For(PythonVersion version)
    {
        var names = new PyNamespace();
        foreach (var (name, value, since) in s_constants)
        {
            if (since is null || version >= since)
                names[name] = PyValue.FromFloat(value);
        }
        IEnumerable<BuiltinRow> rows = [.. ElementaryFunctions.Rows, .. FloatFunctions.Rows, .. IntegerFunctions.Rows, .. SumFunctions.Rows];
        foreach (var row in rows)
        {
            if (row.IsIn(version))
                names[row.Name] = row.Function;
        }
        return new PyModule("math", names);
    }
}
