using System.Numerics;
using Pyc.Translation.Analyses;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Passes;

/// <summary>Uses what is known of the ranges of integers: no overflow is watched for where none can be, no check made that never fails.</summary>
/// <remarks>
/// So are checks that <see cref="DifferenceBounds"/> proves: an index is below a length. Also: what can be but one number is that number, comparisons and branches among them; casts between signed and unsigned integers
/// become free, or go; division of what is not negative is unsigned, which needs no correction of the sign. Needs
/// <see cref="IntegerRanges"/>, which are of integers without bounds: all this stays true when passes remove overflows. Keeps the
/// control-flow graph. Cost: linear, and the ranges.
/// </remarks>
public sealed class RangeSimplification : IPass
{
    /// <inheritdoc/>
    public string Name => "ranges";

    /// <inheritdoc/>
    public bool Run(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var ranges = IntegerRanges.Of(function);
        var changed = false;
        foreach (var block in function.ReversePostOrder)
        {
            foreach (var value in block)
            {
                if (value.Has(Effects.Check))
                    changed |= RemoveCheck(value, ranges);
                else if (value.Op == Op.Branch)
                    changed |= DecideBranch(value, ranges);
                else if (value.Op != Op.Parameter && !value.IsAnyConstant())
                    changed |= MakeConstant(value, ranges) || Decide(value, ranges) || Choose(value, ranges) || RemoveOverflow(value, ranges) || RemoveCast(value, ranges) || MakeUnsigned(value, ranges);
            }
        }
        return changed;
    }

    private static bool RemoveCheck(Value check, IntegerRanges ranges)
    {
        if (!check.Info.IsTest || !OperandsFit(check, ranges))
            return false;
        var range = ranges.Of(check, 0);
        var passes = check.Op switch
        {
            Op.CheckNotNegative => range.IsNotNegative,
            Op.CheckFloatExact => range.IsWithin(Interval.FloatExact),
            Op.CheckTrue => !range.Contains(0) || ranges.Decide(check.Operands[0], check) == true,
            _ => !range.Contains(0),
        };
        if (passes)
            check.Remove();
        return passes;
    }

    // What an operand is that does not fit its type, native code never sees: it leaves before. That must not go with the operand.
    private static bool OperandsFit(Value value, IntegerRanges ranges)
    {
        for (var i = 0; i < value.Operands.Count; i++)
        {
            var fits = value.Operands[i].Type switch
            {
                IrType.Int64 => ranges.Of(value, i).IsWithin(Interval.Int64),
                IrType.UInt64 => ranges.Of(value, i).IsWithin(Interval.UInt64),
                _ => true,
            };
            if (!fits)
                return false;
        }
        return true;
    }

    private static bool DecideBranch(Value branch, IntegerRanges ranges)
    {
        if (branch.Operands[0].IsAnyConstant())
            return false;
        var outcome = ranges.Of(branch, 0) is { IsConstant: true } range ? range.Min != 0 : ranges.Decide(branch.Operands[0], branch);
        if (outcome is not { } known)
            return false;
        branch.SetOperand(0, branch.MakeBool(known));   // constant folding does the rest
        return true;
    }

    private static bool Decide(Value comparison, IntegerRanges ranges)
    {
        if (comparison.Type != IrType.Bool || comparison.Users.Count == 0 || ranges.Decide(comparison) is not { } outcome)
            return false;
        comparison.ReplaceBy(comparison.MakeBool(outcome));
        return true;
    }

    private static bool MakeConstant(Value value, IntegerRanges ranges)
    {
        var range = ranges.Of(value);
        if (value.NeedsOverflowOfOperand() || !OperandsFit(value, ranges) || !range.IsConstant || value.Type == IrType.Float64 || !range.IsWithin(value.Type == IrType.UInt64 ? Interval.UInt64 : Interval.Int64))
            return false;
        var number = value.Type == IrType.UInt64 ? (long)(ulong)range.Min : (long)range.Min;
        value.ReplaceBy(value.MakeConstant(Rewriting.ConstantOf(value.Type), number));
        return true;
    }

    // The less of two is one of them where that is never above the other.
    private static bool Choose(Value value, IntegerRanges ranges)
    {
        if (value.Op is not (Op.IntMin or Op.IntMax))
            return false;
        var (left, right) = (ranges.Of(value, 0), ranges.Of(value, 1));
        var (less, greater) = value.Op == Op.IntMin ? (0, 1) : (1, 0);
        if (left.IsEmpty || right.IsEmpty)
            return false;
        if (left.Max <= right.Min && OperandsFit(value, ranges))
            value.ReplaceBy(value.Operands[less]);
        else if (right.Max <= left.Min && OperandsFit(value, ranges))
            value.ReplaceBy(value.Operands[greater]);
        else
            return false;
        return true;
    }

    private static bool RemoveOverflow(Value value, IntegerRanges ranges)
    {
        if (!value.Has(Effects.MayOverflow) || !WrappingArithmetic.CanWrap(value.Op))
            return false;
        if (!ranges.Of(value).IsWithin(value.Type == IrType.UInt64 ? Interval.UInt64 : Interval.Int64))
            return false;
        // A count of 2⁶³ and more would be negative as an int.
        if (value.Op == Op.UIntShiftLeft && !ranges.Of(value, 1).IsWithin(Interval.Int64))
            return false;
        WrappingArithmetic.Wrap(value);
        return true;
    }

    // The same bits as an unsigned integer, and back, or the other way round.
    private static bool RemoveCast(Value value, IntegerRanges ranges)
    {
        if (value.Op is not (Op.UIntFromBits or Op.IntFromBits) || value.Operands[0] is not { Op: Op.UIntFromBits or Op.IntFromBits } inner)
            return false;
        if (!ranges.Of(inner, 0).IsWithin(value.Op == Op.UIntFromBits ? Interval.UInt64 : Interval.Int64))
            return false;
        value.ReplaceBy(inner.Operands[0]);
        return true;
    }

    private static bool MakeUnsigned(Value value, IntegerRanges ranges)
    {
        if (value.Op is not (Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod) || !ranges.Of(value).IsWithin(Interval.Int64))
            return false;
        var (dividend, divisor) = (value.Operands[0], value.Operands[1]);
        if (!ranges.Of(value, 0).IsWithin(Interval.UInt64) || !ranges.Of(value, 1).IsWithin(Interval.UInt64.Meet(Interval.Positive)))
            return false;
        if (divisor.IsConstant(out var number) && BitOperations.IsPow2(number))
            return false;   // becomes a shift or a mask
        var op = value.Op == Op.IntFloorMod ? Op.UIntFloorMod : Op.UIntFloorDiv;
        var unsigned = value.Make(op, Unsigned(dividend), Unsigned(divisor));
        value.ReplaceBy(value.Make(Op.IntFromBits, unsigned));
        return true;

        Value Unsigned(Value operand) => operand.IsConstant(out var constant)
            ? value.MakeUnsigned((ulong)constant)
            : value.Make(Op.UIntFromBits, operand);
    }
}
