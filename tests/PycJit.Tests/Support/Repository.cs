namespace Pyc.Tests.Support;

/// <summary>Finds files of the repository from wherever the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string PathTo(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Path of a fixture.</summary>
    public static string Pyc(string module, string version = "3.12") => PathTo("fixtures", "pyc", version, module + ".pyc");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("PycJit.slnx is in no folder above the tests.");
        return folder.FullName;
    }
}
