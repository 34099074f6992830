namespace Pyc.Loader;

/// <summary>A run of code that a line table gives one line, as <c>co_lines()</c> reports it.</summary>
/// <param name="Start">Byte offset of the first instruction.</param>
/// <param name="End">Byte offset behind the last one.</param>
/// <param name="Line">The line, or <see langword="null"/> for code that has none (3.10 on).</param>
public readonly record struct LineRange(int Start, int End, int? Line);
