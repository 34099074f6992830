using System.Collections.Immutable;
using Pyc.Loader;

namespace Pyc;

/// <summary>A code object that machine code was made of, as version-neutral instructions.</summary>
/// <param name="Name">Qualified name; code objects of one name are numbered from the second on: <c>&lt;lambda>#2</c>.</param>
/// <param name="File">The source file as the compiler was given it.</param>
/// <param name="FirstLine">The line where it begins: of the <c>def</c>, or of its first decorator.</param>
/// <param name="IsBuiltIn">
/// Whether it is Python that PycJit brings along for a function of Python's own, such as <c>sum</c>: its file is not one of the module.
/// </param>
/// <param name="Header">The first line of its text: name, place, version and depth of the stack.</param>
/// <param name="Lines">The instructions, each at the place of its index.</param>
/// <param name="Regions">Which instructions are protected by which handlers, sorted by start.</param>
public sealed record CodeTrace(
    string Name, string File, int FirstLine, bool IsBuiltIn, string Header, ImmutableArray<BytecodeLine> Lines, ImmutableArray<ExceptionRegion> Regions);

/// <summary>One version-neutral instruction.</summary>
/// <param name="Index">Its index in the code object, which jumps and origins name.</param>
/// <param name="Offset">Byte offset in <c>co_code</c> of the instruction of CPython that it came from.</param>
/// <param name="Opcode">CPython's name of that instruction: <c>BINARY_OP</c>.</param>
/// <param name="Operation">What it does, in the set of all versions: <c>Binary</c>.</param>
/// <param name="Operand">Its argument with what that stands for: <c>0 (x)</c>, <c>+</c>, <c>to 12</c>; empty where there is none.</param>
/// <param name="Text">The whole line, as <see cref="BytecodePrinter"/> writes it.</param>
/// <param name="Depth">Values on the evaluation stack before it.</param>
/// <param name="Line">First line in the source, from 1; 0 where the file does not say.</param>
/// <param name="EndLine">Last line; 0 where unknown, as before 3.11.</param>
/// <param name="Column">First column in UTF-8 bytes, from 0; −1 where unknown, as before 3.11.</param>
/// <param name="EndColumn">Column behind the last byte; −1 where unknown.</param>
/// <param name="JumpTarget">Index of the instruction that it may jump to, or −1.</param>
/// <param name="IsTarget">Whether a jump leads here.</param>
/// <param name="IsHandler">Whether the handler of an exception begins here.</param>
public sealed record BytecodeLine(
    int Index, int Offset, string Opcode, string Operation, string Operand, string Text, int Depth,
    int Line, int EndLine, int Column, int EndColumn, int JumpTarget, bool IsTarget, bool IsHandler);
