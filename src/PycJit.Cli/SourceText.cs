namespace Pyc.Cli;

/// <summary>The lines of the source file that a function was compiled from, where that file is still there.</summary>
internal sealed class SourceText
{
    private const int MaximumSize = 16 << 20;

    private readonly string[] _lines;

    private SourceText(string text)
    {
        Text = text;
        _lines = text.ReplaceLineEndings("\n").Split('\n');
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The text of a line, counted from 1; <see langword="null"/> where the file has no such line.</summary>
    public string? this[int line] => line >= 1 && line <= _lines.Length ? Printable.Line(_lines[line - 1]) : null;

    /// <summary>
    /// Looks for the source: the path that the compiler was given, from the working directory and from each folder above the .pyc;
    /// then its name alone beside the .pyc and above a <c>__pycache__</c>.
    /// </summary>
    /// <returns>
    /// The text; <see langword="null"/> where no file is found, or where its size is not the one that the .pyc names, so that its
    /// lines are not the ones that were compiled.
    /// </returns>
    public static SourceText? Find(PycModule module, string source)
    {
        foreach (var candidate in Candidates(module.File.FileName, source))
        {
            // The name comes from a file that may be hostile: only what looks like Python source is opened.
            var file = new FileInfo(candidate);
            if (file.Extension is not (".py" or ".pyw") || !file.Exists || file.Length > MaximumSize)
                continue;
            if (module.File.Header.SourceSize is { } size && size != (uint)file.Length)
                continue;
            try
            {
                return new SourceText(File.ReadAllText(candidate));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;       // a source that may not be read is as good as one that is not there
            }
        }
        return null;
    }

    private static IEnumerable<string> Candidates(string? pyc, string source)
    {
        if (source.Contains('\0', StringComparison.Ordinal) || pyc is null)
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
