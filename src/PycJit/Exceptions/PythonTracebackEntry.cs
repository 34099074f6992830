namespace Pyc;

/// <summary>A frame that a Python exception passed.</summary>
/// <param name="File">The source file, as the compiler was given it.</param>
/// <param name="Line">The line, from 1; 0 where unknown.</param>
/// <param name="Function">The function's name; <c>&lt;module&gt;</c> for the top level.</param>
/// <param name="EndLine">The last line of the expression; 0 where unknown, as always before 3.11.</param>
/// <param name="Column">The expression's first column in UTF-8 bytes, from 0; −1 where unknown.</param>
/// <param name="EndColumn">The column behind its last byte; −1 where unknown.</param>
public sealed record PythonTracebackEntry(
    string File, int Line, string Function, int EndLine = 0, int Column = -1, int EndColumn = -1);
