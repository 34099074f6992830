namespace Pyc.Benchmarks;

/// <summary>Finds the fixtures from wherever the benchmarks run.</summary>
internal static class Fixtures
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
                return Path.Combine(folder.FullName, "fixtures", "pyc");
        }
        throw new DirectoryNotFoundException("PycJit.slnx is in no folder above the benchmarks.");
    }
}
