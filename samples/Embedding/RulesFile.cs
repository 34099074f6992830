namespace Embedding;

/// <summary>The file that the rules are loaded from, in a folder of its own, where somebody else puts new versions.</summary>
internal sealed class RulesFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shipping");

    public RulesFile() => Deploy("v1");

    public string Path => System.IO.Path.Combine(_folder.FullName, "shipping.pyc");

    /// <summary>Puts a version there. It is written beside and renamed, so that nobody reads half of it.</summary>
    public void Deploy(string version)
    {
        File.Copy(System.IO.Path.Combine(AppContext.BaseDirectory, version, "shipping.pyc"), Path + ".new");
        File.SetLastWriteTimeUtc(Path + ".new", DateTime.UtcNow);
        File.Move(Path + ".new", Path, overwrite: true);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
