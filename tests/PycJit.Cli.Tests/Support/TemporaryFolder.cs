namespace Pyc.Cli.Tests.Support;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pycjit");

    public string PathTo(string relative) => Path.Combine(_folder.FullName, relative);

    public void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathTo(target))!);      // a path in a folder has a folder
        File.Copy(source, PathTo(target));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
