namespace Pyc;

/// <summary>The place in Python that a line of IR or machine code comes from: what ties all forms of a function together.</summary>
/// <param name="Code">Index of the code object in <see cref="CompilationTrace.Codes"/>.</param>
/// <param name="Instruction">Index of the instruction in <see cref="CodeTrace.Lines"/>.</param>
/// <param name="Line">The line in the source file of that code object, from 1; 0 where the file does not say.</param>
/// <param name="CallSite">
/// Index in <see cref="CompilationTrace.CallSites"/> of the call in whose place the code stands, or of the loop that has taken in a generator; −1 where it is in the function
/// itself.
/// </param>
public readonly record struct TraceOrigin(int Code, int Instruction, int Line, int CallSite = -1);
