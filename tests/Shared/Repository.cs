namespace Pyc.TestSupport;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    /// <summary>The folder of PycJit.slnx.</summary>
    internal static string Root { get; } = FindRoot();

    /// <summary>The CPythons that made fixtures, the oldest first.</summary>
    internal static IReadOnlyList<string> PythonVersions { get; } =
        [.. Directory.GetDirectories(PathTo("fixtures", "pyc")).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse)];

    internal static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The path of a compiled fixture.</summary>
    internal static string Pyc(string module, string version = "3.12") => PathTo("fixtures", "pyc", version, module + ".pyc");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No PycJit.slnx above {AppContext.BaseDirectory}.");
    }
}
