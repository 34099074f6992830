using System.Buffers.Binary;
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
        ArgumentNullException.ThrowIfNull(code);

        var text = new StringBuilder();
        if (header.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {header}\n");
        if (code.Functions is [var only])
            WriteFrame(text, only);

        // A function and its first block may begin at one place: one of them is called, the other jumped to.
        var functions = code.Functions.ToDictionary(function => function.Offset);
        bool IsFunction(CodeLabel label) => functions.TryGetValue(label.Offset, out var function) && function.Name == label.Name;
        var labels = code.Labels.Where(label => !IsFunction(label)).ToDictionary(label => (ulong)label.Offset, label => label.Name);
        var named = code.Labels.Where(IsFunction).Select(label => label.Offset).ToHashSet();
        var comments = Comments(code);
        var formatter = NewFormatter(labels, functions);
        var bytes = code.Bytes.ToArray();
        var decoder = Iced.Intel.Decoder.Create(64, bytes);
        var output = new StringOutput();
        while (decoder.IP < (ulong)code.CodeLength)
        {
            var instruction = decoder.Decode();
            var offset = (int)instruction.IP;
            if (functions.TryGetValue(offset, out var function) && (functions.Count > 1 || named.Contains(offset)))
            {
                text.Append(CultureInfo.InvariantCulture, $"{function.Name}:\n");
                if (functions.Count > 1)
                    WriteFrame(text, function);
            }
            if (labels.TryGetValue(instruction.IP, out var label))
                text.Append(CultureInfo.InvariantCulture, $"{label}:\n");

            formatter.Format(instruction, output);
            var line = "    " + output.ToStringAndReset();
            if (comments.TryGetValue(offset, out var comment))
                line = $"{line.PadRight(CommentColumn - 1)} ; {comment}";
            if (withBytes)
            {
                var hexadecimal = Convert.ToHexStringLower(bytes, offset, instruction.Length);
                var start = string.Create(CultureInfo.InvariantCulture, $"{offset:x4}  {hexadecimal}");
                text.Append(start.PadRight(BytesColumn - 1)).Append(' ');
            }
            text.Append(line).Append('\n');
        }
        WriteConstants(text, code, withBytes);
        return text.ToString();
    }

    private static void WriteFrame(StringBuilder text, CodeFunction function)
    {
        if (function.FrameSize > 0)
            text.Append(CultureInfo.InvariantCulture, $"; frame {function.FrameSize} bytes, {function.SpillSlots} spill slots\n");
    }

    /// <summary>The constants behind the code: each from its label to the next.</summary>
    private static void WriteConstants(StringBuilder text, MachineCode code, bool withBytes)
    {
        var bytes = code.Bytes.AsSpan();
        var constants = code.Labels.Where(label => label.Offset >= code.CodeLength).ToList();
        for (var index = 0; index < constants.Count; index++)
        {
            var (offset, name) = constants[index];
            var end = index + 1 < constants.Count ? constants[index + 1].Offset : bytes.Length;
            text.Append(CultureInfo.InvariantCulture, $"{name}:\n");
            for (var word = offset; word < end; word += 8)
            {
                var bits = BinaryPrimitives.ReadInt64LittleEndian(bytes[word..]);
                var number = BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture);
                if (withBytes)
                {
                    var start = string.Create(CultureInfo.InvariantCulture, $"{word:x4}  {Convert.ToHexStringLower(bytes.Slice(word, 8))}");
                    text.Append(start.PadRight(BytesColumn - 1)).Append(' ');
                }
                var line = string.Create(CultureInfo.InvariantCulture, $"    dq    {bits:x16}h");
                text.Append(CultureInfo.InvariantCulture, $"{line.PadRight(CommentColumn - 1)} ; {number}\n");
            }
        }
    }

    /// <summary>
    /// By offset: what several instructions are for stands beside the first of them, and a line where it changes.
    /// </summary>
    private static Dictionary<int, string> Comments(MachineCode code)
    {
        var comments = new Dictionary<int, string>();
        var (last, line) = ("", 0);
        foreach (var (offset, place, comment) in code.Origins)
        {
            if (comment == last)
                continue;

            last = comment;
            if (comment.Length == 0)
                continue;

            comments[offset] = comment;
            if (place.Line > 0 && place.Line != line)
            {
                line = place.Line;
                comments[offset] += string.Create(CultureInfo.InvariantCulture, $"  {place.ShortFile}:{line}");
            }
        }
        return comments;
    }

    private static IntelFormatter NewFormatter(Dictionary<ulong, string> labels, Dictionary<int, CodeFunction> functions) => new(
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
        new LabelResolver(labels, functions));

    private sealed class LabelResolver(Dictionary<ulong, string> labels, Dictionary<int, CodeFunction> functions) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize,
            out SymbolResult symbol)
        {
            var isPlace = instruction.FlowControl is FlowControl.ConditionalBranch or FlowControl.UnconditionalBranch
                || instruction.IsIPRelativeMemoryOperand;
            string? name = null;
            var found = isPlace && labels.TryGetValue(address, out name);
            if (instruction.FlowControl == FlowControl.Call && functions.TryGetValue((int)address, out var function))
                (found, name) = (true, function.Name);
            symbol = found ? new SymbolResult(address, name!) : default; // a name that was found
            return found;
        }
    }
}
