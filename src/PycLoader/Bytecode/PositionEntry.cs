namespace Pyc.Loader;

/// <summary>A run of code with one position.</summary>
/// <param name="Start">Byte offset of the first instruction.</param>
/// <param name="End">Byte offset behind the last one, above <paramref name="Start"/>.</param>
/// <param name="Line">The line, 0 for the first instruction of a module; <see langword="null"/> where there is none.</param>
/// <param name="Position">The position.</param>
internal readonly record struct PositionEntry(int Start, int End, int? Line, SourcePosition Position);
