namespace Pyc.Loader.Tests;

/// <summary>The <c>fixtures</c> folder of the repository.</summary>
internal static class RawFixtures
{
    internal static string PathOf(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
                return Path.Combine([folder.FullName, "fixtures", .. parts]);
        }
        throw new DirectoryNotFoundException($"No PycJit.slnx above {AppContext.BaseDirectory}.");
    }
}
