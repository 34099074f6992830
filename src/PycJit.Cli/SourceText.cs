namespace Pyc.Cli;

/// <summary>The lines of the source file that a function was compiled from, where that file is still there.</summary>
internal sealed class SourceText
{
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

    /// <summary>Reads the source, where <see cref="SourceSearch"/> finds it.</summary>
    /// <returns>The text; <see langword="null"/> where no file is found, or none that may be read.</returns>
    public static SourceText? Find(PycModule module, string source)
    {
        foreach (var file in SourceSearch.Files(module, source))
        {
            try
            {
                return new SourceText(File.ReadAllText(file.FullName));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;       // a source that may not be read is as good as one that is not there
            }
        }
        return null;
    }
}
