using Pyc.Loader;

namespace Pyc.Translation;

/// <summary>Where in Python something comes from, as an error names it.</summary>
public readonly record struct SourceLocation
{
    // The file is hostile, perhaps, and says what it is called; a listing repeats the name on every line.
    private const int LongestShortFile = 100;

    private readonly object? _owner;        // the code object, or names: each value of the IR has a location, which is small therefore

    /// <summary>A place in a code object.</summary>
    /// <param name="code">The code object.</param>
    /// <param name="position">Line and, from 3.11 on, columns.</param>
    /// <param name="index">Index of the instruction in <see cref="Bytecode.Instructions"/>, or −1.</param>
    public SourceLocation(CodeObject code, SourcePosition position, int index)
    {
        ArgumentNullException.ThrowIfNull(code);
        (_owner, Position, Index) = (code, position, index);
    }

    /// <summary>A place of which only names are known.</summary>
    /// <param name="file">The source file as the code object names it.</param>
    /// <param name="position">Line and, from 3.11 on, columns.</param>
    /// <param name="function">Qualified name of the function.</param>
    /// <param name="index">Index of the instruction in <see cref="Bytecode.Instructions"/>, or −1.</param>
    public SourceLocation(string file, SourcePosition position, string function, int index) =>
        (_owner, Position, Index) = (new Names(file, function), position, index);

    /// <summary>No place in Python: code that the compiler made by itself.</summary>
    public static SourceLocation None => new() { Index = -1 };

    /// <summary>The source file as the code object names it.</summary>
    public string File => _owner switch { CodeObject code => code.FileName, Names names => names.File, _ => "" };

    /// <summary>Line and, from 3.11 on, columns.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>Qualified name of the function.</summary>
    public string Function => _owner switch { CodeObject code => code.QualifiedName, Names names => names.Function, _ => "" };

    /// <summary>Index of the instruction in <see cref="Bytecode.Instructions"/>, or −1.</summary>
    public int Index { get; init; }

    /// <summary>
    /// The code object whose instruction it is, which tells apart functions of one name, such as lambdas; <see langword="null"/> where only the name is known.
    /// </summary>
    public CodeObject? Code => _owner as CodeObject;

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
    public int Column => Line > 0 ? Position.Column + 1 : 0;

    /// <summary><c>file.py:12:5 in function</c>; the line and the column are left out where unknown.</summary>
    public string WithColumn => Line > 0 && Column > 0 ? $"{File}:{Line}:{Column} in {Function}" : ToString();

    /// <summary><c>file.py:12 in function</c>; the line is left out where unknown.</summary>
    public override string ToString() => Line > 0 ? $"{File}:{Line} in {Function}" : $"{File} in {Function}";

    private sealed record Names(string File, string Function);
}

/// <summary>A place that has taken in the code of another function.</summary>
/// <param name="Place">The call, or the instruction of the loop that asks a generator for its next value.</param>
public sealed record InlineSite(SourceLocation Place);
