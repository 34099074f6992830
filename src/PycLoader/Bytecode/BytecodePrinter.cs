using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Pyc.Loader;

/// <summary>Prints neutral code as text: an instruction a line, then the exception regions.</summary>
/// <remarks>
/// The columns: source line, where it changes; <c>></c> at the target of a jump, <c>!</c> at the first instruction of a handler;
/// index; depth of the stack before it; operation; argument, resolved; offset and name of CPython's instruction.
/// </remarks>
public static class BytecodePrinter
{
    private const int LongestConstant = 40;
    private const int LongestName = 80;      // every line is as wide as the widest operand

    /// <summary>Prints the code of one function; those among its constants are only named.</summary>
    public static string Print(Bytecode bytecode) => List(bytecode).ToString();

    /// <summary>The code of one function line by line; code objects among its constants are only named.</summary>
    public static BytecodeListing List(Bytecode bytecode)
    {
        ArgumentNullException.ThrowIfNull(bytecode);

        var code = bytecode.Code;
        var instructions = bytecode.Instructions;
        var lines = ImmutableArray.CreateBuilder<BytecodeListingLine>(instructions.Length);
        var (isTarget, isHandler) = (new bool[instructions.Length], new bool[instructions.Length]);
        foreach (var instruction in instructions.Where(instruction => instruction.Target >= 0))
            isTarget[instruction.Target] = true;
        foreach (var region in bytecode.Regions)
            isHandler[region.Handler] = true;

        var operands = instructions.Select(instruction => Operand(bytecode, instruction)).ToArray();
        var opWidth = instructions.Max(instruction => instruction.Op.ToString().Length);
        var operandWidth = operands.Max(operand => operand.Length);
        var indexWidth = Width(instructions.Length);
        var depthWidth = Width(bytecode.MaximumDepth);
        var offsetWidth = Width(instructions.Max(instruction => instruction.Offset));
        var line = 0;
        for (var index = 0; index < instructions.Length; index++)
        {
            var instruction = instructions[index];
            var newLine = instruction.Position.Line is var at && at != 0 && at != line;
            line = newLine ? instruction.Position.Line : line;
            var shownLine = newLine ? Number(line) : "";
            var mark = isHandler[index] ? '!' : isTarget[index] ? '>' : ' ';
            var text = $"{shownLine,6} {mark} {Number(index).PadLeft(indexWidth)}  [{Number(bytecode.StackDepths[index]).PadLeft(depthWidth)}]  "
                + $"{instruction.Op.ToString().PadRight(opWidth)}  {operands[index].PadRight(operandWidth)}  "
                + $"{Number(instruction.Offset).PadLeft(offsetWidth)} {instruction.Opcode}";
            lines.Add(new BytecodeListingLine(index, instruction, operands[index], isTarget[index], isHandler[index], text));
        }
        return new BytecodeListing(
            $"{Escape(code.QualifiedName)} of {Escape(code.FileName)}:{Number(code.FirstLine)}, CPython {code.Version}, stack of {Number(bytecode.MaximumDepth)}",
            lines.MoveToImmutable(),
            [.. bytecode.Regions.Select(region =>
                $"       exceptions of {Number(region.Start)} to {Number(region.End - 1)} go to {Number(region.Handler)}, depth {Number(region.Depth)}")]);
    }

    /// <summary>
    /// The argument of an instruction with what it stands for: <c>0 (x)</c>, <c>+</c>, <c>to 12</c>; empty where there is none.
    /// </summary>
    public static string Operand(Bytecode bytecode, Instruction instruction)
    {
        ArgumentNullException.ThrowIfNull(bytecode);

        ref readonly var info = ref BytecodeOpInfo.Of(instruction.Op);
        if (info.Jumps)
            return "to " + Number(instruction.Target);

        var argument = instruction.Argument;
        return info.Operand switch
        {
            OperandKind.None => "",
            OperandKind.Constant => $"{Number(argument)} ({Shorten(bytecode.Constants[argument].ToString() ?? "", LongestConstant)})",
            OperandKind.Name => $"{Number(argument)} ({Shorten(bytecode.Code.Names[argument], LongestName)})",
            OperandKind.NameAndFlag => $"{Number(argument)} ({Shorten(bytecode.Code.Names[argument >> 1], LongestName)})",
            OperandKind.Local or OperandKind.Slot or OperandKind.Cell =>
                $"{Number(argument)} ({Shorten(bytecode.SlotNames[argument], LongestName)})",
            OperandKind.Flag => argument == 0 ? "" : FlagName(instruction.Op),
            OperandKind.Member => Member(instruction.Op, argument),
            _ => Number(argument),
        };
    }

    private static string Member(BytecodeOp op, int argument) => op switch
    {
        BytecodeOp.Unary => OperatorText.Of((UnaryOperator)argument),
        BytecodeOp.Binary => OperatorText.Of((BinaryOperator)argument),
        BytecodeOp.BinaryInPlace => OperatorText.Of((BinaryOperator)argument) + "=",
        BytecodeOp.Compare => OperatorText.Of((ComparisonOperator)argument),
        BytecodeOp.LoadCommon => ((CommonObject)argument).ToString(),
        BytecodeOp.SetFunctionAttribute => ((FunctionAttribute)argument).ToString(),
        BytecodeOp.ConvertToText => ((TextConversion)argument).ToString(),
        BytecodeOp.LoadSpecial => ((SpecialMethod)argument).ToString(),
        BytecodeOp.TypeUnary or BytecodeOp.TypeBinary => ((TypeOperation)argument).ToString(),
        _ => Number(argument),
    };

    private static string FlagName(BytecodeOp op) => op switch
    {
        BytecodeOp.Is or BytecodeOp.Contains => "not",
        BytecodeOp.Yield => "from iterator",
        BytecodeOp.CallUnpacked => "with mapping",
        _ => "1",
    };

    private static string Shorten(string text, int longest)
    {
        // No more is looked at than can be shown: a name may be as long as its file.
        var escaped = Escape(text.Length <= longest ? text : text[..(longest + 1)]);
        if (escaped.Length <= longest)
            return escaped;

        var end = longest - 1;
        return escaped[..(char.IsHighSurrogate(escaped[end - 1]) ? end - 1 : end)] + "…";
    }

    // Names come from a file that nobody vouches for: a control character must not move the terminal's cursor, nor a format
    // character turn the direction of what stands around it.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length;)
        {
            if (Rune.TryGetRuneAt(text, index, out var rune) && ReprWriter.IsPrintable(rune))
            {
                escaped.Append(text, index, rune.Utf16SequenceLength);
                index += rune.Utf16SequenceLength;
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[index++]:x4}");
            }
        }
        return escaped.ToString();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static int Width(int value) => Number(value).Length;
}
