using Pyc.Loader;

namespace Pyc.Translation;

/// <summary>Where in Python something comes from, as an error names it.</summary>
/// <param name="File">The source file as the code object names it.</param>
/// <param name="Position">Line and, from 3.11 on, columns.</param>
/// <param name="Function">Qualified name of the function.</param>
/// <param name="Index">Index of the instruction in <see cref="Bytecode.Instructions"/>, or −1.</param>
public readonly record struct SourceLocation(string File, SourcePosition Position, string Function, int Index)
{
    // The file is hostile, perhaps, and says what it is called; a listing repeats the name on every line.
    private const int LongestShortFile = 100;

    /// <summary>No place in Python: code that the compiler made by itself.</summary>
    public static SourceLocation None => new("", SourcePosition.Unknown, "", -1);

    /// <summary>
    /// The code object whose instruction it is, which tells apart functions of one name, such as lambdas; <see langword="null"/> where only the name is known.
    /// </summary>
    public CodeObject? Code { get; init; }

    /// <summary>
    /// The call in whose place the code of the function stands, or the loop that has taken in that of a generator; <see langword="null"/> where it is the function itself.
    /// </summary>
    public InlineSite? InlinedAt { get; init; }

    /// <summary>The line in the source, from 1; 0 where unknown.</summary>
    public int Line => Position.Line;

    /// <summary>The file without its folder, for a listing: on one line, and cut where it is long.</summary>
    public string ShortFile
    {
        get
        {
            var name = Path.GetFileName(File.AsSpan());
            if (name.Length > LongestShortFile)
                name = name[..LongestShortFile];
            return string.Create(name.Length, name, (text, from) =>
            {
                for (var i = 0; i < text.Length; i++)
                    text[i] = char.IsControl(from[i]) || from[i] is '\u2028' or '\u2029' ? '?' : from[i];
            });
        }
    }

    /// <summary>The column, from 1 as editors count, in bytes of UTF-8; 0 where unknown, as before 3.11.</summary>
    public int Column => Position.Column + 1;

    /// <summary><c>file.py:12:5 in function</c>; the line and the column are left out where unknown.</summary>
    public override string ToString() => $"{File}{(Line > 0 ? $":{Line}" : "")}{(Line > 0 && Column > 0 ? $":{Column}" : "")} in {Function}";
}

/// <summary>A place that has taken in the code of another function.</summary>
/// <param name="Place">The call, or the instruction of the loop that asks a generator for its next value.</param>
public sealed record InlineSite(SourceLocation Place);
