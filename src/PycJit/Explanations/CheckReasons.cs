using Pyc.Loader;
using Pyc.Translation;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Explanations;

/// <summary>Says why a check is left: what is known of the values that it is about, and why that is not enough.</summary>
/// <param name="check">The check, or what may overflow.</param>
/// <param name="where">Its place in Python.</param>
/// <param name="code">The code there; <see langword="null"/> where it is not the module's.</param>
/// <param name="expression">What Python computes there.</param>
/// <param name="ranges">The ranges of ints in its function.</param>
internal sealed class CheckReasons(Value check, SourceLocation where, (Bytecode Bytecode, ExpressionText Text)? code, string expression, IntegerRanges ranges)
{
    /// <summary>What is checked where code leaves for a reason.</summary>
    public static CheckKind KindOf(ExitReason reason, BytecodeOp? instruction) => reason switch
    {
        ExitReason.Overflow => CheckKind.Overflow,
        ExitReason.DivisionByZero or ExitReason.ModuloByZero or ExitReason.FloatDivisionByZero => CheckKind.DivisionByZero,
        ExitReason.NegativeShift or ExitReason.NegativePower => CheckKind.Shift,
        ExitReason.FloatDomain => CheckKind.Domain,
        ExitReason.Inexact => CheckKind.Exactness,
        ExitReason.Range => CheckKind.Range,
        ExitReason.Memory => CheckKind.Memory,
        ExitReason.StackLimit => CheckKind.Stack,
        ExitReason.Raise when instruction is BytecodeOp.LoadSubscript or BytecodeOp.StoreSubscript or BytecodeOp.DeleteSubscript => CheckKind.Bounds,
        ExitReason.Raise or ExitReason.Unbound => CheckKind.Raise,
        _ => CheckKind.Other,
    };

    /// <summary>The sentence, without a full stop.</summary>
    public string Why(CheckKind kind)
    {
        var what = expression == ExpressionText.Unknown ? "the result" : expression;
        return kind switch
        {
            _ when check.Op == Op.Exit => check.Reason switch
            {
                ExitReason.Raise => "Python raises here",
                ExitReason.Unbound => "a variable is not bound here",
                ExitReason.TooManyVersions => "there are versions of this code for as many combinations of types as there may be",
                _ => "what comes here is for the interpreter",
            },
            CheckKind.Overflow when check.Op == Op.IntFloorDiv => $"it may be -2^63 divided by -1, and {what} is 2^63 then",
            CheckKind.Overflow => Because() is { Length: > 0 } known ? $"{known}, so {what} may exceed 64 bits" : $"{what} may exceed 64 bits",
            CheckKind.Bounds => Bounds(),
            CheckKind.DivisionByZero when check.Reason == ExitReason.FloatDivisionByZero => $"{Last("the divisor")} may be 0",
            CheckKind.DivisionByZero => $"{Last("the divisor")} is in {RangeText.Of(RangeOf(0))}, which includes 0",
            CheckKind.Shift => $"{Last("it")} is in {RangeText.Of(RangeOf(0))} and may be negative",
            CheckKind.Domain => $"{what} has no float as its answer for some floats",
            CheckKind.Exactness => $"{(Because() is { Length: > 0 } known ? known : $"it is an int in {RangeText.Of(RangeOf(0))}")}, and beyond 2^53 not every int is a float",
            CheckKind.Range when Operands().Count > 3 => "its step may be 0, or its end so near the limits of 64 bits that a counter would pass them",
            CheckKind.Range => "its end may be so near the limits of 64 bits that a counter would pass them",
            CheckKind.Memory => "there may be no memory for the list",
            CheckKind.Stack when check.Op != Op.CheckStack => "a recursion that became a loop still has to end: RecursionError is Python's if it does not",
            CheckKind.Stack => "the stack may be too small for the calls that it makes",
            CheckKind.Raise when Instruction == BytecodeOp.UnpackSequence => "there may not be as many items as names for them",
            CheckKind.Raise => check.Reason == ExitReason.Unbound ? "a variable may not be bound" : $"Python raises here for some values{(Because() is { Length: > 0 } known ? $": {known}" : "")}",
            _ => check.Reason switch
            {
                ExitReason.Identity => "it matters whether two floats are one object",
                _ => "some operands are for the interpreter",
            },
        };
    }

    private BytecodeOp? Instruction => code?.Bytecode.Instructions[where.Index].Op;

    private string Bounds()
    {
        var index = Last("the index");
        var key = Operands().LastOrDefault(operand => operand.Value?.Type == IrType.Int64);
        return key.Value is null || key.IsConstant
            ? "the sequence is not known to be that long"
            : $"{index} is in {RangeText.Of(key.Range)}, which is not known to be within the sequence";
    }

    private string Last(string otherwise) => Operands().LastOrDefault().Text is { } text && text != ExpressionText.Unknown ? text : otherwise;

    /// <summary>What is known of the operands: "a is in 0..9 and b is in -2^63..2^63-1".</summary>
    private string Because()
    {
        var known = Operands().Where(operand => operand.Text != ExpressionText.Unknown && operand.Value is { Type: IrType.Int64 or IrType.UInt64 } && !operand.IsConstant)
            .Select(operand => $"{operand.Text} is in {RangeText.Of(operand.Range)}").Distinct().ToList();
        return string.Join(" and ", known);
    }

    // What the instruction takes off the stack, and the values that lie there by its frame state.
    private List<(string Text, Value? Value, Interval Range, bool IsConstant)> Operands()
    {
        var found = new List<(string, Value?, Interval, bool)>();
        if (code is not var (bytecode, text))
            return found;
        var instruction = bytecode.Instructions[where.Index];
        var top = bytecode.StackDepths[where.Index];
        var count = (int)Math.Min(top, BytecodeOpInfo.Of(instruction.Op).PopsWith(instruction.Argument));
        for (var depth = top - count; depth < top; depth++)
        {
            var value = ValueAt(bytecode.SlotNames.Length + depth) ?? OperandAt(depth - (top - count), count);
            var range = value is null ? Interval.All : RangeOf(value);
            found.Add((text.OnStack(where.Index, depth), value, range, value is null || range.IsConstant));
        }
        return found;
    }

    private Value? ValueAt(int place)
    {
        for (var state = check.State; state is not null; state = state.State)
        {
            if (state.Origin.Code != where.Code || state.Origin.Index != where.Index || state.Frame is not { } frame || frame.Index != where.Index || frame.AwaitsResult)
                continue;
            var operand = 0;
            foreach (var slot in frame.Slots)
            {
                if (slot.Place == place)
                    return slot.Kind == FrameSlotKind.Value ? state.Operands[operand] : null;
                operand += FrameSlots.OperandsOf(slot.Kind);
            }
        }
        return null;
    }

    // Without a frame state, as in Python 2, operands are in Python's order but for those that passes may exchange.
    private Value? OperandAt(int index, int count)
    {
        if (check.State is not null || count != check.Info.Arity || !check.Has(Effects.MayOverflow))
            return null;
        return !check.Has(Effects.Commutative) || ranges.Of(check, 0) == ranges.Of(check, 1) ? check.Operands[index] : null;
    }

    private Interval RangeOf(int operand) => check.Operands.Count > operand && check.Operands[operand].Type == IrType.Int64 ? Fit(ranges.Of(check, operand), IrType.Int64) : Interval.Int64;

    private Interval RangeOf(Value value)
    {
        for (var i = 0; i < check.Operands.Count; i++)
        {
            if (check.Operands[i] == value)
                return Fit(ranges.Of(check, i), value.Type);
        }
        return Fit(ranges.Of(value), value.Type);
    }

    // Ranges are of ints without bounds; where code comes to, they fit.
    private static Interval Fit(Interval range, IrType type) => type switch
    {
        IrType.Int64 => range.Meet(Interval.Int64),
        IrType.UInt64 => range.Meet(Interval.UInt64),
        _ => Interval.All,
    };
}
