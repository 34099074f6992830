using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Analyses;

/// <summary>How many of the low bits of each integer anybody looks at.</summary>
/// <remarks>
/// <para>
/// Backwards from checks, writes and terminators, as in J. Zhang, "BDCE: bit-tracking dead code elimination", LLVM; but bits count from the lowest
/// one alone: sums, differences and products carry upwards only. What looks at a number as a whole - comparisons, divisions, what is
/// returned - demands it <see cref="Exactly"/>, all of its unbounded bits; a mask demands no more than its width.
/// </para>
/// <para>
/// A cast between signed and unsigned integers stands for the number itself in most IR, which fits because what computes it would have
/// exited: so it hands on the demand on it. Only where it takes what an unsigned mask leaves, an and with a negative constant, are 64
/// bits enough, whoever looks at them. Such a mask of all bits must still be there, which simplification removes.
/// </para>
/// <para>
/// A frame state demands its values exactly, if somebody leaves by it. An operation of which few bits are demanded will not exit any
/// more, so its state demands nothing of its own: demands only grow from nothing, and what nobody demands stays at that. Cost: linear; the
/// demand on a value grows a few times at most.
/// </para>
/// </remarks>
public sealed class DemandedBits
{
    /// <summary>More than 64 bits: the number as it is to Python.</summary>
    public const int Exactly = 65;

    // Demands between are rounded up: a value would otherwise be looked at again for each bit.
    private static readonly int[] s_steps = [0, 8, 16, 32, 64, Exactly];

    private readonly int[] _demands;
    private readonly Stack<Value> _pending = [];

    private DemandedBits(Function function)
    {
        _demands = new int[function.ValueCount];
        foreach (var value in function.Blocks.SelectMany(block => block))
        {
            if (value.Has(Effects.Check) || value.Has(Effects.Terminator) || value.Has(Effects.MayRaise) || value.Has(Effects.Writes))
                DemandOperands(value, Exactly);
        }
        while (_pending.TryPop(out var value))
            DemandOperands(value, _demands[value.Id]);
    }

    /// <summary>Computes the demands of a function as it is now.</summary>
    public static DemandedBits Of(Function function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new DemandedBits(function);
    }

    /// <summary>One more than the number of the last value that it knows.</summary>
    public int Count => _demands.Length;

    /// <summary>How many low bits of a value are demanded, from 0 to 64, or <see cref="Exactly"/>.</summary>
    public int Of(Value value) => _demands[value.Id];

    /// <summary>Whether the low bits of the result depend on those of the operands alone, so that no exact result is needed for them.</summary>
    public static bool IsModular(Value value) => value.Op switch
    {
        Op.IntAdd or Op.IntSub or Op.IntMul or Op.IntNeg or Op.IntShiftLeft => true,
        Op.UIntAdd or Op.UIntSub or Op.UIntMul or Op.UIntFromInt or Op.IntFromUInt => true,
        Op.UIntShiftLeft => CountOf(value) is not null,   // as an int, a count of 2⁶³ and more would be negative
        _ => false,
    };

    private void DemandOperands(Value value, int bits)
    {
        switch (value.Op)
        {
            case Op.Phi:
            case Op.IntAdd or Op.IntSub or Op.IntMul or Op.IntNeg or Op.IntNot or Op.IntOr or Op.IntXor:
            case Op.UIntAdd or Op.UIntSub or Op.UIntMul or Op.UIntFromInt or Op.IntFromUInt or Op.IntFromBits:
                DemandInputs(value, bits);
                break;
            case Op.Select:
                Demand(value.Operands[0], Exactly);
                Demand(value.Operands[1], bits);
                Demand(value.Operands[2], bits);
                break;
            case Op.UIntFromBits:
                DemandInputs(value, value.Operands[0] is { Op: Op.IntAnd } and && and.Operands.Any(IsNegativeConstant) ? Math.Min(bits, 64) : bits);
                break;
            case Op.IntAddWrap or Op.IntSubWrap or Op.IntMulWrap or Op.IntNegWrap:
                DemandInputs(value, Math.Min(bits, 64));
                break;
            case Op.IntAnd:
                Demand(value.Operands[0], Math.Min(bits, WidthOfMask(value.Operands[1])));
                Demand(value.Operands[1], Math.Min(bits, WidthOfMask(value.Operands[0])));
                break;
            case Op.IntFloorMod or Op.UIntFloorMod when PowerOf(value.Operands[1]) is { } power:
                Demand(value.Operands[0], Math.Min(bits, power));
                Demand(value.Operands[1], Exactly);
                break;
            case Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.UIntShiftLeft:
                var width = value.Op == Op.IntShiftLeftWrap ? Math.Min(bits, 64) : bits;
                var shifted = width <= 64 && CountOf(value) is { } left ? Math.Max(width - left, 0) : width;
                Demand(value.Operands[0], shifted);
                Demand(value.Operands[1], Exactly);
                break;
            case Op.IntShiftRight or Op.UIntShiftRight:
                Demand(value.Operands[0], bits <= 64 && CountOf(value) is { } right && bits + right <= 64 ? bits + right : Exactly);
                Demand(value.Operands[1], Exactly);
                break;
            default:
                DemandInputs(value, Exactly);
                break;
        }
        if (value.State is { } state && (bits == Exactly || !IsModular(value)))
            Demand(state, Exactly);
    }

    private void DemandInputs(Value value, int bits)
    {
        var count = value.State is null ? value.Operands.Count : value.Operands.Count - 1;
        for (var i = 0; i < count; i++)
            Demand(value.Operands[i], bits);
    }

    private void Demand(Value value, int bits)
    {
        // Nobody looks at the bits of a bool or a float.
        if (value.Type is not (IrType.Int64 or IrType.UInt64))
            bits = Exactly;
        bits = Math.Max(bits, 1);   // somebody uses it, and it must not exit where it did not
        if (bits <= _demands[value.Id])
            return;
        foreach (var step in s_steps)
        {
            if (step < bits)
                continue;
            _demands[value.Id] = step;
            break;
        }
        _pending.Push(value);
    }

    // x & m for a constant m >= 0 has no more bits than m.
    private static int WidthOfMask(Value value) => value switch
    {
        { Op: Op.IntConstant, Immediate: >= 0 } => 64 - BitOperations.LeadingZeroCount((ulong)value.Immediate),
        _ => Exactly,
    };

    private static int? PowerOf(Value value) =>
        value.Op is Op.IntConstant or Op.UIntConstant && BitOperations.IsPow2((ulong)value.Immediate) &&
        (value.Op == Op.UIntConstant || value.Immediate > 0)
            ? BitOperations.TrailingZeroCount((ulong)value.Immediate)
            : null;

    private static bool IsNegativeConstant(Value value) => value is { Op: Op.IntConstant, Immediate: < 0 };

    private static int? CountOf(Value shift) =>
        shift.Operands[1] is { Op: Op.IntConstant or Op.UIntConstant, Immediate: >= 0 and <= 64 } count ? (int)count.Immediate : null;
}
