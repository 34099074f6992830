namespace Pyc.Architecture;

/// <summary>The files of the repository that people write.</summary>
internal static class SourceTree
{
    /// <summary>Folders that hold what is built, or what version control keeps for itself.</summary>
    private static readonly string[] s_notSource = ["bin", "obj", "artifacts", "TestResults", ".git", ".vs", ".idea"];

    /// <summary>Configuration and framework of this build, as in <c>Release/net10.0</c>.</summary>
    internal static string BuildFolder { get; } = Path.Combine(TestFolder.Parent!.Name, TestFolder.Name); // …/bin/Release/net10.0

    private static DirectoryInfo TestFolder => new(TestContext.CurrentContext.TestDirectory);

    /// <summary>All files below a folder that are not built.</summary>
    internal static IEnumerable<FileInfo> Files(string folder) => Files(new DirectoryInfo(folder));

    internal static string RelativePath(FileInfo file) => Path.GetRelativePath(Repository.Root, file.FullName);

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(inner => !s_notSource.Contains(inner.Name)).SelectMany(Files));
}
