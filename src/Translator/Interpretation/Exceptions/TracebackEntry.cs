using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

/// <summary>A frame that an exception passed.</summary>
/// <param name="Code">The code that ran.</param>
/// <param name="Index">Index of the instruction in <see cref="Bytecode.Instructions"/>.</param>
/// <param name="Position">Its place in the source.</param>
internal readonly record struct TracebackEntry(CodeObject Code, int Index, SourcePosition Position);
