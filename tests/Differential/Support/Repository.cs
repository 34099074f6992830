namespace Pyc.Differential.Support;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The Pythons that made fixtures, oldest first.</summary>
    public static IReadOnlyList<string> Versions { get; } =
        [.. Directory.GetDirectories(PathTo("fixtures", "pyc")).Select(Path.GetFileName).OfType<string>().OrderBy(Version.Parse)];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("PycJit.slnx is in no folder above the tests.");
        return folder.FullName;
    }
}
