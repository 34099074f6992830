using Pyc.Loader;

namespace Pyc.Translation;

/// <summary>The expressions of a code object as Python might have written them, from its instructions: for any version, with or without the source.</summary>
/// <remarks>What comes together from several ways, as conditional expressions do, is <c>…</c>. Cost: linear in the length of an expression, which is limited.</remarks>
/// <param name="bytecode">The instructions.</param>
internal sealed class ExpressionText(Bytecode bytecode)
{
    /// <summary>What stands for an expression that is not known.</summary>
    public const string Unknown = "…";

    private const int MostDepth = 12;
    private const int MostSteps = 200;       // instructions looked back at, for one operand
    private const int LongestText = 60;

    // How tightly operators bind, by the grammar's levels.
    private const int Atom = 20;
    private const int PowerLevel = 12;
    private const int UnaryLevel = 11;
    private const int CompareLevel = 4;

    private readonly HashSet<int> _targets = [.. bytecode.Instructions.Select(instruction => instruction.Target).Where(target => target >= 0)];

    /// <summary>The expression that an instruction computes, or the place that it stores to: <c>a*a</c>, <c>xs[i + 1]</c>.</summary>
    public string Of(int index)
    {
        if ((uint)index >= (uint)bytecode.Instructions.Length)
            return Unknown;
        var text = Render(index, 0).Text;
        return text.Length <= LongestText ? text : Unknown;
    }

    /// <summary>What an instruction finds on the stack.</summary>
    /// <param name="index">The instruction.</param>
    /// <param name="depth">Which place, counted from the bottom.</param>
    public string OnStack(int index, int depth)
    {
        if ((uint)index >= (uint)bytecode.Instructions.Length || depth < 0)
            return Unknown;
        var text = Operand(index, depth, 0).Text;
        return text.Length <= LongestText ? text : Unknown;
    }

    private (string Text, int Level) Render(int index, int nesting)
    {
        var instruction = bytecode.Instructions[index];
        var top = bytecode.StackDepths[index] - 1;
        if (nesting > MostDepth)
            return (Unknown, Atom);
        switch (instruction.Op)
        {
            case BytecodeOp.LoadLocal:
                return (bytecode.SlotNames[instruction.Argument], Atom);
            case BytecodeOp.LoadDeref:
                return (bytecode.SlotNames[instruction.Argument], Atom);
            case BytecodeOp.LoadGlobal or BytecodeOp.LoadName:
                return (bytecode.Code.Names[instruction.Argument], Atom);
            case BytecodeOp.LoadConstant:
                return (TextOf(bytecode.Constants[instruction.Argument]), Atom);
            case BytecodeOp.LoadAttribute:
                return ($"{At(top, Atom)}.{bytecode.Code.Names[instruction.Argument]}", Atom);
            case BytecodeOp.Unary:
                var sign = OperatorText.Of((UnaryOperator)instruction.Argument);
                return (sign == "not" ? $"not {At(top, CompareLevel)}" : sign + At(top, UnaryLevel), sign == "not" ? CompareLevel - 1 : UnaryLevel);
            case BytecodeOp.Binary or BytecodeOp.BinaryInPlace:
                return Join(OperatorText.Of((BinaryOperator)instruction.Argument), LevelOf((BinaryOperator)instruction.Argument));
            case BytecodeOp.Compare:
                return Join(OperatorText.Of((ComparisonOperator)instruction.Argument), CompareLevel);
            case BytecodeOp.Contains:
                return Join(instruction.Argument == 0 ? "in" : "not in", CompareLevel);
            case BytecodeOp.LoadSubscript or BytecodeOp.StoreSubscript or BytecodeOp.DeleteSubscript:
                return ($"{At(top - 1, Atom)}[{At(top, 0)}]", Atom);
            case BytecodeOp.BuildSlice:
                var parts = Enumerable.Range(0, instruction.Argument).Select(part => At(top - instruction.Argument + 1 + part, CompareLevel)).Select(part => part == "None" ? "" : part);
                return (string.Join(":", parts), 1);
            case BytecodeOp.BuildTuple or BytecodeOp.BuildList:
                var items = string.Join(", ", Enumerable.Range(0, Math.Min(instruction.Argument, MostDepth)).Select(item => At(top - instruction.Argument + 1 + item, 1)));
                return (instruction.Op == BytecodeOp.BuildList ? $"[{items}]" : $"({items}{(instruction.Argument == 1 ? "," : "")})", Atom);
            case BytecodeOp.Call:
                var arguments = Enumerable.Range(0, Math.Min(instruction.Argument, MostDepth)).Select(argument => At(top - instruction.Argument + 1 + argument, 1));
                return ($"{At(top - instruction.Argument, Atom)}({string.Join(", ", arguments)})", Atom);
            case BytecodeOp.ToBoolean:
                return Operand(index, top, nesting);
            default:
                return (Unknown, Atom);
        }

        (string Text, int Level) Join(string sign, int level)
        {
            var (left, right) = (At(top - 1, level == PowerLevel ? level + 1 : level), At(top, level == PowerLevel ? level : level + 1));
            return (level >= PowerLevel - 2 ? $"{left}{sign}{right}" : $"{left} {sign} {right}", level);
        }

        string At(int depth, int least)
        {
            var (text, level) = Operand(index, depth, nesting + 1);
            return level < least ? $"({text})" : text;
        }
    }

    /// <summary>The expression that has put a value on the stack.</summary>
    private (string Text, int Level) Operand(int index, int depth, int nesting)
    {
        for (var steps = 0; index > 0 && steps < MostSteps; steps++)
        {
            if (_targets.Contains(index))
                break;                       // other ways lead here
            var before = bytecode.Instructions[--index];
            var (least, most) = (bytecode.StackDepths[index], bytecode.StackDepths[index + 1]);
            if (before.Target >= 0 && before.Op != BytecodeOp.ForIterator)
                break;
            if (before.Op is BytecodeOp.RotateDown or BytecodeOp.RotateUp)
                break;
            if (before.Op == BytecodeOp.Swap)
            {
                if (depth == least - 1)
                    depth = least - before.Argument;
                else if (depth == least - before.Argument)
                    depth = least - 1;
                continue;
            }
            if (before.Op == BytecodeOp.Copy && depth == most - 1)
            {
                depth = least - before.Argument;
                continue;
            }
            if (IsMadeBy(before, least, most, depth))
                return Render(index, nesting);
        }
        return (Unknown, Atom);
    }

    private static bool IsMadeBy(in Instruction instruction, int before, int after, int depth) =>
        depth >= before - BytecodeOpInfo.Of(instruction.Op).PopsWith(instruction.Argument) && depth < after;

    private static int LevelOf(BinaryOperator value) => value switch
    {
        BinaryOperator.Power => PowerLevel,
        BinaryOperator.Multiply or BinaryOperator.TrueDivide or BinaryOperator.ClassicDivide or BinaryOperator.FloorDivide or BinaryOperator.Modulo or BinaryOperator.MatrixMultiply => PowerLevel - 2,
        BinaryOperator.Add or BinaryOperator.Subtract => PowerLevel - 3,
        BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight => PowerLevel - 4,
        BinaryOperator.And => PowerLevel - 5,
        BinaryOperator.Xor => PowerLevel - 6,
        _ => PowerLevel - 7,
    };

    private static string TextOf(Constant constant) => constant switch
    {
        IntConstant or FloatConstant or BoolConstant => constant.ToString() ?? Unknown,
        StringConstant or TupleConstant => constant.ToString() is { Length: <= LongestText / 2 } text ? text : Unknown,
        _ => ReferenceEquals(constant, SingletonConstant.None) ? "None" : Unknown,
    };
}
