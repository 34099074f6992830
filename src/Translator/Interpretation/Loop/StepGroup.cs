using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Steps that often follow each other and are done at once.</summary>
/// <remarks>
/// The first step of a group holds the operands of all, and the other steps stay where they are: a jump may go to any of them, and
/// where the short way does not do, the first step does its own part only. A group never raises, so that no traceback sees it.
/// </remarks>
internal readonly struct StepGroup
{
    // Bits of the argument: right operand, left operand, operator, whether the right operand is a constant, whether true jumps.
    private const int OperandBits = 12;
    private const int OperandMask = (1 << OperandBits) - 1;
    private const int OpShift = 2 * OperandBits;
    private const int OpMask = 31;
    private const int ConstantBit = 1 << 29;
    private const int IfTrueBit = 1 << 30;

    private readonly int _argument;

    /// <summary>Reads the argument of a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StepGroup(int argument) => _argument = argument;

    /// <summary>Slot or constant of the right operand.</summary>
    public int Right => _argument & OperandMask;

    /// <summary>Slot of the left operand.</summary>
    public int Left => _argument >> OperandBits & OperandMask;

    /// <summary>The operator.</summary>
    public StepOp Op => StepOp.Add + (_argument >> OpShift & OpMask);

    /// <summary>Whether the right operand is a constant.</summary>
    public bool IsConstant => (_argument & ConstantBit) != 0;

    /// <summary>Whether true jumps.</summary>
    public bool JumpsIfTrue => (_argument & IfTrueBit) != 0;

    /// <summary>Puts a group wherever one begins.</summary>
    public static Step[] Form(Step[] steps)
    {
        var formed = (Step[])steps.Clone();
        for (var i = 0; i < steps.Length; i++)
        {
            if (TryForm(steps.AsSpan(i), out var group))
                formed[i] = group;
            else if (steps[i].Op == StepOp.ForIterator && steps.ElementAtOrDefault(i + 1) is { Op: StepOp.StoreLocal } store)
                formed[i] = new Step(StepOp.ForIterator, store.Argument + 1, steps[i].Target);
        }
        return formed;
    }

    /// <summary><c>left op right</c> of two ints or two floats, or an item of a list; false where that is not all there is to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryBinary(StepOp op, in PyValue left, in PyValue right, out PyValue result)
    {
        if (right.IsInt && left.IsInt)
        {
            var (one, two) = (left.Int, right.Int);
            long value;
            switch (op)
            {
                case StepOp.Add:
                    value = one + two;
                    if (((value ^ one) & (value ^ two)) < 0)
                        break;
                    result = PyValue.FromInt(value);
                    return true;
                case StepOp.Subtract:
                    value = one - two;
                    if (((one ^ two) & (one ^ value)) < 0)
                        break;
                    result = PyValue.FromInt(value);
                    return true;
                case StepOp.Multiply:
                    if (!Interpreter.TryMultiply(one, two, out value))
                        break;
                    result = PyValue.FromInt(value);
                    return true;
                case StepOp.FloorDivide when two > 0:
                    result = PyValue.FromInt(Interpreter.FloorDivide(one, two));
                    return true;
                case StepOp.Modulo when two > 0:
                    result = PyValue.FromInt(Interpreter.Modulo(one, two));
                    return true;
                case StepOp.And:
                    result = PyValue.FromInt(one & two);
                    return true;
                case StepOp.Or:
                    result = PyValue.FromInt(one | two);
                    return true;
                case StepOp.Xor:
                    result = PyValue.FromInt(one ^ two);
                    return true;
                case StepOp.ShiftLeft when (ulong)two < 63 && one << (int)two >> (int)two == one:
                    result = PyValue.FromInt(one << (int)two);
                    return true;
                case StepOp.ShiftRight when (ulong)two < 64:
                    result = PyValue.FromInt(one >> (int)two);
                    return true;
            }
        }
        else if (right.IsFloat && left.IsFloat)
        {
            switch (op)
            {
                case StepOp.Add:
                    result = PyValue.FromFloat(left.Float + right.Float);
                    return true;
                case StepOp.Subtract:
                    result = PyValue.FromFloat(left.Float - right.Float);
                    return true;
                case StepOp.Multiply:
                    result = PyValue.FromFloat(left.Float * right.Float);
                    return true;
                case StepOp.TrueDivide when right.Float != 0:
                    result = PyValue.FromFloat(left.Float / right.Float);
                    return true;
            }
        }
        else if (op == StepOp.LoadSubscript && right.IsInt && left.As<PyList>() is { } list && (ulong)right.Int < (ulong)list.OwnCount)
        {
            result = list.OwnItems[(int)right.Int];
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>Compares two ints or two floats; false where they are something else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCompare(StepOp op, in PyValue left, in PyValue right, out bool truth)
    {
        if (left.IsInt && right.IsInt)
        {
            truth = op switch
            {
                StepOp.Less => left.Int < right.Int,
                StepOp.LessOrEqual => left.Int <= right.Int,
                StepOp.Equal => left.Int == right.Int,
                StepOp.NotEqual => left.Int != right.Int,
                StepOp.Greater => left.Int > right.Int,
                _ => left.Int >= right.Int,
            };
            return true;
        }
        truth = false;
        if (!left.IsFloat || !right.IsFloat)
            return false;
        truth = op switch
        {
            StepOp.Less => left.Float < right.Float,
            StepOp.LessOrEqual => left.Float <= right.Float,
            StepOp.Equal => left.Float == right.Float,
            StepOp.NotEqual => left.Float != right.Float,
            StepOp.Greater => left.Float > right.Float,
            _ => left.Float >= right.Float,
        };
        return true;
    }

    private static bool TryForm(ReadOnlySpan<Step> steps, out Step group)
    {
        group = default;
        if (steps[0].Op is not (StepOp.LoadLocal or StepOp.LoadConstant) || steps[0].Argument > OperandMask || steps.Length < 3)
            return false;
        if (steps[0].Op == StepOp.LoadLocal && steps.Length > 3 && steps[1].Op is StepOp.LoadLocal or StepOp.LoadConstant
            && steps[1].Argument <= OperandMask)
        {
            if (TryForm(steps[1], steps[2], steps[3], StepOp.BinaryOfTwo, StepOp.BranchOfTwo, steps[0].Argument, out group))
                return true;
        }
        return TryForm(steps[0], steps[1], steps[2], StepOp.BinaryOfTop, StepOp.BranchOfTop, left: 0, out group);
    }

    private static bool TryForm(Step right, Step operation, Step next, StepOp binary, StepOp branch, int left, out Step group)
    {
        group = default;
        var op = operation.Op - StepOp.Add;
        var argument = right.Argument | left << OperandBits | op << OpShift | (right.Op == StepOp.LoadConstant ? ConstantBit : 0);
        if (operation.Op is >= StepOp.Less and <= StepOp.GreaterOrEqual)
        {
            if (next.Op is not (StepOp.JumpIfFalse or StepOp.JumpIfTrue))
                return false;
            group = new Step(branch, argument | (next.Op == StepOp.JumpIfTrue ? IfTrueBit : 0), next.Target);
            return true;
        }
        if (operation.Op is not ((>= StepOp.Add and <= StepOp.Xor) or StepOp.LoadSubscript))
            return false;
        var isStored = binary == StepOp.BinaryOfTwo && next.Op == StepOp.StoreLocal;
        group = new Step(binary, argument, isStored ? next.Argument : -1);
        return true;
    }
}
