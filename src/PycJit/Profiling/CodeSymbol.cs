using System.Collections.Immutable;

namespace Pyc.Profiling;

/// <summary>A function of a piece of machine code, as profilers know it.</summary>
/// <param name="Name">Its name: <see cref="SymbolName"/>.</param>
/// <param name="Offset">Offset of its first instruction in the code, in bytes.</param>
/// <param name="Length">Bytes from there to its last instruction's end.</param>
/// <param name="Lines">Where lines begin, by ascending offset.</param>
internal sealed record CodeSymbol(string Name, int Offset, int Length, ImmutableArray<CodeLine> Lines);

/// <summary>The place in Python that instructions come from, up to the next one.</summary>
/// <param name="Offset">Offset of the first instruction in the code, in bytes.</param>
/// <param name="File">The source file.</param>
/// <param name="Line">The line in it, from 1.</param>
internal readonly record struct CodeLine(int Offset, string File, int Line);
