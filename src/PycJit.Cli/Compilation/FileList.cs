namespace Pyc.Cli.Compilation;

/// <summary>The files that paths stand for.</summary>
internal static class FileList
{
    private static readonly EnumerationOptions s_recursively = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,         // a link may lead round in a circle
    };

    /// <summary>The files: each path that is none of a folder, and the .pyc and .pyo in and below each folder, in the order of their names.</summary>
    /// <exception cref="CommandException">A folder holds none.</exception>
    public static List<string> Of(IEnumerable<string> paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(path);
                continue;
            }
            var found = Directory.EnumerateFiles(path, "*.py?", s_recursively)
                .Where(file => Path.GetExtension(file) is ".pyc" or ".pyo")
                .Order(StringComparer.Ordinal).ToList();
            if (found.Count == 0)
                throw new CommandException(ExitCode.BadFile, $"{path}: no .pyc or .pyo file in this folder");
            files.AddRange(found);
        }
        return [.. files.Distinct()];
    }
}
