using System.Collections.Immutable;

namespace Pyc.Loader;

/// <summary>The neutral code of one function, line by line.</summary>
/// <param name="Header">The first line: name, place, version and depth of the stack.</param>
/// <param name="Lines">The instructions, in order.</param>
/// <param name="Regions">A line for each exception region.</param>
public sealed record BytecodeListing(string Header, ImmutableArray<BytecodeListingLine> Lines, ImmutableArray<string> Regions)
{
    /// <summary>The whole text; each line ends in a line feed.</summary>
    public override string ToString() => string.Concat(new[] { Header }.Concat(Lines.Select(line => line.Text)).Concat(Regions).Select(line => line + "\n"));
}

/// <summary>The line of one instruction.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Instruction">The instruction.</param>
/// <param name="Operand">Its argument with what that stands for, as <see cref="BytecodePrinter.Operand"/> gives it.</param>
/// <param name="IsTarget">Whether a jump leads to it.</param>
/// <param name="IsHandler">Whether the handler of an exception begins with it.</param>
/// <param name="Text">The whole line.</param>
public sealed record BytecodeListingLine(int Index, Instruction Instruction, string Operand, bool IsTarget, bool IsHandler, string Text);
