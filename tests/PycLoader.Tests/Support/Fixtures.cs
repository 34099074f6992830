namespace Pyc.Loader.Tests;

/// <summary>Finds the files under fixtures/, from wherever the tests run.</summary>
internal static class Fixtures
{
    /// <summary>Every version that PycJit reads; each has fixtures.</summary>
    internal static IReadOnlyList<PythonVersion> Versions { get; } =
        [new(2, 7), .. Enumerable.Range(0, 16).Select(minor => new PythonVersion(3, minor))];

    /// <summary>Every .pyc under fixtures/pyc, in a fixed order, with its path from fixtures/.</summary>
    internal static IReadOnlyList<string> AllPyc { get; } = List("pyc");

    /// <summary>Every .pyc and .pyo under fixtures/pyc-variants: optimised and hash-based ones.</summary>
    internal static IReadOnlyList<string> AllVariants { get; } = List("pyc-variants");

    internal static string PathOf(string relative) => Repository.PathTo("fixtures", relative);

    /// <summary>The code objects of a fixture, parents first.</summary>
    internal static IEnumerable<CodeObject> CodeObjects(string relative) => PycFile.Read(PathOf(relative)).CodeObjects();

    internal static byte[] Bytes(string relative) => File.ReadAllBytes(PathOf(relative));

    /// <summary>The version that the folder of a fixture names.</summary>
    internal static PythonVersion VersionOf(string relative)
    {
        var parts = relative.Split('/')[1].Split('.');
        return new(int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    private static List<string> List(string folder)
    {
        var root = PathOf("");
        return [.. Directory.EnumerateFiles(PathOf(folder), "*.py?", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }
}
