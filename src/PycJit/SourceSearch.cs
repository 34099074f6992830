namespace Pyc;

/// <summary>Looks for the source file that a module was compiled from.</summary>
internal static class SourceSearch
{
    private const int MaximumSize = 16 << 20;

    /// <summary>
    /// Files that may be the source: the path that the compiler was given, from the working directory and from each folder above the .pyc;
    /// then its name alone beside the .pyc and above a <c>__pycache__</c>. Those are left out whose size is not the one that the .pyc names, so
    /// that their lines are not the ones that were compiled.
    /// </summary>
    /// <param name="module">The module.</param>
    /// <param name="source">The source file, as the code names it.</param>
    public static IEnumerable<FileInfo> Files(PycModule module, string source)
    {
        foreach (var candidate in Candidates(module.File.FileName, source))
        {
            // The name comes from a file that may be hostile: only what looks like Python source is opened.
            var file = new FileInfo(candidate);
            if (file.Extension is not (".py" or ".pyw") || !file.Exists || file.Length > MaximumSize)
                continue;
            if (module.File.Header.SourceSize is { } size && size != (uint)file.Length)
                continue;
            yield return file;
        }
    }

    private static IEnumerable<string> Candidates(string? pyc, string source)
    {
        if (source.Length == 0 || source.Contains('\0', StringComparison.Ordinal) || pyc is null)
            yield break;
        yield return source;
        var folder = Path.GetDirectoryName(Path.GetFullPath(pyc));
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
            yield return Path.Combine(above, source);
        if (folder is null)
            yield break;
        var name = source[(source.LastIndexOfAny(['/', '\\']) + 1)..];
        yield return Path.Combine(folder, name);
        if (Path.GetFileName(folder) == "__pycache__" && Path.GetDirectoryName(folder) is { } parent)
            yield return Path.Combine(parent, name);
    }
}
