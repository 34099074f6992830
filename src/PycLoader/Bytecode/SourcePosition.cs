namespace Pyc.Loader;

/// <summary>The place in the source file that an instruction was compiled from.</summary>
/// <param name="Line">First line, from 1; 0 where the compiler gave none.</param>
/// <param name="EndLine">Last line; 0 where unknown (before 3.11, or no line).</param>
/// <param name="Column">First column in UTF-8 bytes, from 0; −1 where unknown (always before 3.11).</param>
/// <param name="EndColumn">Column behind the last byte; −1 where unknown.</param>
public readonly record struct SourcePosition(int Line, int EndLine = 0, int Column = -1, int EndColumn = -1)
{
    /// <summary>No place known.</summary>
    public static SourcePosition Unknown => new(0);
}
