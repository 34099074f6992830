using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>What numeric code asks of <c>sys</c>; the rest of it reaches outside.</summary>
internal static class SysModule
{
    private const double SmallestNormal = 2.2250738585072014e-308;

    private static readonly PyType s_versionInfo = PyType.Builtin("sys.version_info", PyTypes.Object, () => []);
    private static readonly PyType s_floatInfo = PyType.Builtin("sys.float_info", PyTypes.Object, () => []);

    /// <summary>The module as a version has it.</summary>
    public static PyModule Make(PythonRuntime runtime)
    {
        var version = runtime.Version;
        var names = new PyNamespace
        {
            ["byteorder"] = PyValue.FromText("little"),
            ["maxsize"] = PyValue.FromInt(long.MaxValue),
            ["maxunicode"] = PyValue.FromInt(0x10FFFF),
            ["version_info"] = VersionInfo(version),
            ["float_info"] = new PyRecord(
                s_floatInfo,
                ["max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds"],
                new PyTuple(
                [
                    PyValue.FromFloat(double.MaxValue), PyValue.FromInt(1024), PyValue.FromInt(308), PyValue.FromFloat(SmallestNormal),
                    PyValue.FromInt(-1021), PyValue.FromInt(-307), PyValue.FromInt(15), PyValue.FromInt(53),
                    PyValue.FromFloat(Math.BitIncrement(1.0) - 1.0), PyValue.FromInt(2), PyValue.FromInt(1),
                ])),
            ["getrecursionlimit"] = new BuiltinRow(
                "getrecursionlimit()", (current, _) => PyValue.FromInt(current.RecursionLimit)).Function,
        };
        if (runtime.Semantics.Builtins.HasMaxInt)
            names["maxint"] = PyValue.FromInt(long.MaxValue);
        return new PyModule("sys", names)
        {
            Unknown = name => new UnavailableObject(DiagnosticDescriptors.OutsideProcess, $"sys.{name}", StandardModules.Outside, StandardModules.DoItInCSharp),
        };
    }

    // A .pyc tells the series that compiled it and no more.
    private static PyRecord VersionInfo(PythonVersion version) => new(
        s_versionInfo, ["major", "minor", "micro", "releaselevel", "serial"],
        new PyTuple(
        [
            PyValue.FromInt(version.Major), PyValue.FromInt(version.Minor), Unknown("micro"), Unknown("releaselevel"), Unknown("serial"),
        ]));

    private static UnavailableObject Unknown(string part) =>
        new(
            DiagnosticDescriptors.NotBuiltIn, $"sys.version_info.{part}", "a .pyc names the series of its Python and no more",
            "Ask for major and minor alone.");
}
