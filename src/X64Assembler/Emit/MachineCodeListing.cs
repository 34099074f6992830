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
        foreach (var line in Lines(code))
            Write(text, line, code, withBytes);
        return text.ToString();
    }

    /// <summary>Disassembles: a line for each instruction, with those for labels, frames and constants between.</summary>
    public static IEnumerable<CodeLine> Lines(MachineCode code)
    {
        ArgumentNullException.ThrowIfNull(code);

        if (code.Functions is [var only] && FrameOf(only) is { } ofOnly)
            yield return ofOnly;

        // A function and its first block may begin at one place: one of them is called, the other jumped to.
        var functions = code.Functions.ToDictionary(function => function.Offset);
        bool IsFunction(CodeLabel label) => functions.TryGetValue(label.Offset, out var function) && function.Name == label.Name;
        var labels = code.Labels.Where(label => !IsFunction(label)).ToDictionary(label => (ulong)label.Offset, label => label.Name);
        var named = code.Labels.Where(IsFunction).Select(label => label.Offset).ToHashSet();
        var comments = Comments(code);
        var origins = code.Origins.ToDictionary(origin => origin.Offset);
        var formatter = NewFormatter(labels, functions);
        var decoder = Iced.Intel.Decoder.Create(64, code.Bytes.ToArray());
        var output = new StringOutput();
        while (decoder.IP < (ulong)code.CodeLength)
        {
            var instruction = decoder.Decode();
            var offset = (int)instruction.IP;
            if (functions.TryGetValue(offset, out var function) && (functions.Count > 1 || named.Contains(offset)))
            {
                yield return LabelOf(CodeLineKind.Function, offset, function.Name);
                if (functions.Count > 1 && FrameOf(function) is { } frame)
                    yield return frame;
            }
            if (labels.TryGetValue(instruction.IP, out var label))
                yield return LabelOf(CodeLineKind.Label, offset, label);

            formatter.Format(instruction, output);
            yield return new CodeLine(
                CodeLineKind.Instruction, offset, instruction.Length, output.ToStringAndReset(), comments.GetValueOrDefault(offset, ""),
                origins.GetValueOrDefault(offset, CodeOrigin.None(offset)));
        }
        foreach (var line in Constants(code))
            yield return line;
    }

    private static void Write(StringBuilder text, CodeLine line, MachineCode code, bool withBytes)
    {
        switch (line.Kind)
        {
            case CodeLineKind.Note:
                text.Append(CultureInfo.InvariantCulture, $"; {line.Text}\n");
                return;
            case CodeLineKind.Function or CodeLineKind.Label:
                text.Append(CultureInfo.InvariantCulture, $"{line.Text}:\n");
                return;
        }
        if (withBytes)
        {
            var start = string.Create(CultureInfo.InvariantCulture, $"{line.Offset:x4}  {line.BytesIn(code.Bytes)}");
            text.Append(start.PadRight(BytesColumn - 1)).Append(' ');
        }
        var printed = "    " + line.Text;
        if (line.Comment.Length > 0)
            printed = $"{printed.PadRight(CommentColumn - 1)} ; {line.Comment}";
        text.Append(printed).Append('\n');
    }

    private static CodeLine? FrameOf(CodeFunction function) => function.FrameSize == 0
        ? null
        : LabelOf(CodeLineKind.Note, function.Offset, string.Create(CultureInfo.InvariantCulture, $"frame {function.FrameSize} bytes, {function.SpillSlots} spill slots"));

    private static CodeLine LabelOf(CodeLineKind kind, int offset, string text) => new(kind, offset, Length: 0, text, Comment: "", CodeOrigin.None(offset));

    /// <summary>The constants behind the code: each from its label to the next.</summary>
    private static IEnumerable<CodeLine> Constants(MachineCode code)
    {
        var constants = code.Labels.Where(label => label.Offset >= code.CodeLength).ToList();
        for (var index = 0; index < constants.Count; index++)
        {
            var (offset, name) = constants[index];
            var end = index + 1 < constants.Count ? constants[index + 1].Offset : code.Bytes.Length;
            yield return LabelOf(CodeLineKind.Label, offset, name);
            for (var word = offset; word < end; word += sizeof(long))
            {
                var bits = BinaryPrimitives.ReadInt64LittleEndian(code.Bytes.AsSpan()[word..]);
                var number = BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture);
                yield return new CodeLine(
                    CodeLineKind.Constant, word, sizeof(long), string.Create(CultureInfo.InvariantCulture, $"dq    {bits:x16}h"), number, CodeOrigin.None(word));
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
        foreach (var origin in code.Origins)
        {
            var (offset, place, comment) = origin;
            if (comment == last)
                continue;

            last = comment;
            if (comment.Length == 0)
                continue;

            comments[offset] = comment;
            // Of moves and exits the comment says more than a line of Python would.
            if (origin.ValueId >= 0 && place.Line > 0 && place.Line != line)
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
