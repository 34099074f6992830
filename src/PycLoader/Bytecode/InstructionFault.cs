using System.Globalization;

namespace Pyc.Loader;

/// <summary>Errors about an instruction, all of one form.</summary>
internal static class InstructionFault
{
    /// <summary><c>report.py:12 in fetch, offset 34 of co_code, POP_TOP: the code runs off its end.</c></summary>
    /// <param name="code">The damaged code object.</param>
    /// <param name="position">The place in the source; its line is left out where there is none.</param>
    /// <param name="offset">Byte offset in <c>co_code</c>.</param>
    /// <param name="opcode">CPython's name of the instruction.</param>
    /// <param name="problem">What is wrong there, a sentence.</param>
    internal static PycFormatException At(CodeObject code, SourcePosition position, int offset, string opcode, string problem)
    {
        var line = position.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $":{position.Line}") : "";
        return new PycFormatException(
            $"{code.FileName}{line} in {code.QualifiedName}, offset {offset} of co_code, {opcode}: {problem}");
    }
}
