namespace Pyc.Architecture;

/// <summary>The checkout the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Folders that hold what is built, or what version control keeps for itself.</summary>
    private static readonly string[] s_notSource = ["bin", "obj", "artifacts", "TestResults", ".git", ".vs", ".idea"];

    /// <summary>Configuration and framework of this build, as in <c>Release/net10.0</c>.</summary>
    internal static string BuildFolder { get; } = Path.Combine(
        TestFolder.Parent!.Name, TestFolder.Name);

    internal static DirectoryInfo Root { get; } = FindRoot();

    private static DirectoryInfo TestFolder => new(TestContext.CurrentContext.TestDirectory);

    /// <summary>All files below a folder of the repository that are not built.</summary>
    internal static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(inner => !s_notSource.Contains(inner.Name)).SelectMany(Files));

    internal static DirectoryInfo Folder(string name) => new(Path.Combine(Root.FullName, name));

    internal static string RelativePath(FileInfo file) => Path.GetRelativePath(Root.FullName, file.FullName);

    private static DirectoryInfo FindRoot()
    {
        for (DirectoryInfo? folder = TestFolder; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PycJit.slnx")))
                return folder;
        }
        throw new DirectoryNotFoundException($"No PycJit.slnx above {TestFolder}.");
    }
}
