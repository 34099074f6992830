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
    public static string Print(Bytecode bytecode)
    {
        ArgumentNullException.ThrowIfNull(bytecode);

        var code = bytecode.Code;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Escape(code.QualifiedName)} of {Escape(code.FileName)}:{code.FirstLine}, ")
            .Append(CultureInfo.InvariantCulture, $"CPython {code.Version}, stack of {bytecode.MaximumDepth}\n");

        var marks = Marks(bytecode);
        var operands = bytecode.Instructions.Select(instruction => Operand(bytecode, instruction)).ToArray();
        var opWidth = bytecode.Instructions.Max(instruction => instruction.Op.ToString().Length);
        var operandWidth = operands.Max(operand => operand.Length);
        var indexWidth = Width(bytecode.Instructions.Length);
        var depthWidth = Width(bytecode.MaximumDepth);
        var offsetWidth = Width(bytecode.Instructions.Max(instruction => instruction.Offset));
        var line = 0;
        for (var index = 0; index < bytecode.Instructions.Length; index++)
        {
            var instruction = bytecode.Instructions[index];
            var newLine = instruction.Position.Line is var at && at != 0 && at != line;
            line = newLine ? instruction.Position.Line : line;
            var shownLine = newLine ? Number(line) : "";
            text.Append(CultureInfo.InvariantCulture, $"{shownLine,6} {marks[index]} {Number(index).PadLeft(indexWidth)}  ")
                .Append(CultureInfo.InvariantCulture, $"[{Number(bytecode.StackDepths[index]).PadLeft(depthWidth)}]  ")
                .Append(instruction.Op.ToString().PadRight(opWidth)).Append("  ")
                .Append(operands[index].PadRight(operandWidth)).Append("  ")
                .Append(Number(instruction.Offset).PadLeft(offsetWidth)).Append(' ').Append(instruction.Opcode).Append('\n');
        }

        foreach (var region in bytecode.Regions)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"       exceptions of {region.Start} to {region.End - 1} go to {region.Handler}, depth {region.Depth}\n");
        }
        return text.ToString();
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

    private static char[] Marks(Bytecode bytecode)
    {
        var marks = new char[bytecode.Instructions.Length];
        Array.Fill(marks, ' ');
        foreach (var instruction in bytecode.Instructions)
        {
            if (instruction.Target >= 0)
                marks[instruction.Target] = '>';
        }
        foreach (var region in bytecode.Regions)
            marks[region.Handler] = '!';
        return marks;
    }

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
