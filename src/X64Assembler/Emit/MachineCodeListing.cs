using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Iced.Intel;
using Pyc.Translation;

namespace Pyc.X64;

/// <summary>Writes machine code as text: Intel syntax, labels for places, beside each instruction what it is for.</summary>
public static class MachineCodeListing
{
    private const int CommentColumn = 32;
    private const int BytesColumn = 32;

    /// <summary>Disassembles.</summary>
    /// <param name="code">The code.</param>
    /// <param name="header">A first line that says what the code is of; none when empty.</param>
    /// <param name="withBytes">Whether each line begins with the offset and the bytes, in hexadecimal.</param>
    /// <returns>Lines that end in a line feed. Without bytes they are the same wherever the code is.</returns>
    public static string Write(MachineCode code, string header = "", bool withBytes = false)
    {
        var text = new StringBuilder();
        if (header.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {header}\n");
        if (code.FrameSize > 0)
            text.Append(CultureInfo.InvariantCulture, $"; frame {code.FrameSize} bytes, {code.SpillSlots} spill slots\n");

        var labels = code.Labels.ToDictionary(label => (ulong)label.Offset, label => label.Name);
        var origins = code.Origins.ToDictionary(origin => origin.Offset);
        var formatter = NewFormatter(labels);
        var bytes = code.Bytes.ToArray();
        var decoder = Iced.Intel.Decoder.Create(64, bytes);
        var output = new StringOutput();
        var (comment, line) = ("", 0);
        while (decoder.IP < (ulong)bytes.Length)
        {
            var instruction = decoder.Decode();
            var offset = (int)instruction.IP;
            if (labels.TryGetValue(instruction.IP, out var label))
                text.Append(CultureInfo.InvariantCulture, $"{label}:\n");

            formatter.Format(instruction, output);
            var start = text.Length;
            if (withBytes)
            {
                text.Append(CultureInfo.InvariantCulture, $"{offset:x4}  {Convert.ToHexStringLower(bytes, offset, instruction.Length)}");
                text.Append(' ', Math.Max(1, BytesColumn - (text.Length - start)));
            }
            var column = (withBytes ? BytesColumn : 0) + CommentColumn;
            text.Append("    ").Append(output.ToStringAndReset());

            // What several instructions are for stands beside the first of them, and a line where it changes.
            if (origins.TryGetValue(offset, out var origin) && origin.Comment != comment)
            {
                comment = origin.Comment;
                var newLine = origin.Origin.Line > 0 && origin.Origin.Line != line;
                if (comment.Length > 0)
                {
                    text.Append(' ', Math.Max(1, column - (text.Length - start))).Append("; ").Append(comment);
                    if (newLine)
                    {
                        line = origin.Origin.Line;
                        text.Append(CultureInfo.InvariantCulture, $"  {origin.Origin.ShortFile}:{line}");
                    }
                }
            }
            text.Append('\n');
        }
        return text.ToString();
    }

    private static IntelFormatter NewFormatter(Dictionary<ulong, string> labels) => new(
        new FormatterOptions
        {
            FirstOperandCharIndex = 6,
            SpaceAfterOperandSeparator = true,
            SpaceBetweenMemoryAddOperators = true,
            NumberBase = NumberBase.Decimal,
            SignedImmediateOperands = true,
            ShowBranchSize = false,
            RipRelativeAddresses = true,
        },
        new LabelResolver(labels));

    private sealed class LabelResolver(Dictionary<ulong, string> labels) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            var isBranch = instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch;
            string? name = null;
            var found = isBranch && labels.TryGetValue(address, out name);
            symbol = found ? new SymbolResult(address, name!) : default; // a name that was found
            return found;
        }
    }
}
