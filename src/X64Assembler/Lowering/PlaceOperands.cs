using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Operands that instructions take from memory at once: what was loaded for nothing else takes no register and no instruction.</summary>
/// <remarks>
/// A load moves down to what uses it, so both stand in one block, close to each other, and nothing that writes memory stands between. The
/// registers of its place are read when the result is written already: a two-address operation has moved its other source there before.
/// </remarks>
internal sealed class PlaceOperands(MachineBuilder builder, MemoryRules memory)
{
    // In IR values. What is further away would only keep an address and an index for longer.
    private const int Farthest = 32;

    /// <summary>Whether a value is loaded by what uses it.</summary>
    internal static bool IsOperand(Value load) => CanBeOperand(load) && OperandOf(load.Users[0]) == load;

    /// <summary>The operand that an operation takes from memory; null where it takes none.</summary>
    internal static Value? OperandOf(Value user)
    {
        switch (user.Op)
        {
            case Op.FloatAdd or Op.FloatMul or Op.IntAddWrap or Op.IntMulWrap or Op.IntAnd or Op.IntOr or Op.IntXor:
                return Operand(user, 1) ?? Operand(user, 0);
            case Op.FloatSub or Op.FloatDiv or Op.FloatMin or Op.FloatMax or Op.IntSubWrap:
            case Op.FloatEqual or Op.FloatNotEqual:
                return Operand(user, 1);
            case Op.FloatLess or Op.FloatLessOrEqual:
                return Operand(user, 0);                                // asked from the other side
            case >= Op.IntEqual and <= Op.IntGreaterOrEqual:
                return Operand(user, 1) ?? Operand(user, 0, orImmediate: true);
            case Op.FloatFromInt:
                return CanBeOperand(user.Operands[0]) ? user.Operands[0] : null;
            default:
                return null;
        }
    }

    /// <summary>An operation of a register and what lies in memory.</summary>
    internal VirtualRegister Binary(MachineOp op, VirtualRegister left, Value operand, Condition condition = default)
    {
        var result = builder.NewResult(op.ResultClass());
        builder.Add(new MachineInstruction(op)
        {
            Result = result,
            Sources = Sources(operand, isLate: true, out var place, new SourceOperand(left, UseKind.Any, Late: false)),
            Memory = place,
            ReadsPlace = true,
            Condition = condition,
            Origin = builder.Origin,
        });
        return result;
    }

    /// <summary>An operation of what lies in memory.</summary>
    internal VirtualRegister Unary(MachineOp op, Value operand)
    {
        var result = builder.NewResult(op.ResultClass());
        builder.Add(new MachineInstruction(op)
        {
            Result = result,
            Sources = Sources(operand, isLate: false, out var place),
            Memory = place,
            ReadsPlace = true,
            Origin = builder.Origin,
        });
        return result;
    }

    /// <summary>Compares a register with what lies in memory.</summary>
    internal void Compare(MachineOp op, VirtualRegister left, Value operand) => builder.Add(new MachineInstruction(op)
    {
        Sources = Sources(operand, isLate: false, out var place, new SourceOperand(left, UseKind.Register, Late: false)),
        Memory = place,
        ReadsPlace = true,
        Origin = builder.Origin,
    });

    /// <summary>Compares what lies in memory with a constant of 32 bits.</summary>
    internal void Compare(Value operand, long right) => builder.Add(new MachineInstruction(MachineOp.Compare)
    {
        Sources = Sources(operand, isLate: false, out var place),
        Memory = place,
        ReadsPlace = true,
        Immediate = right,
        Origin = builder.Origin,
    });

    private SourceOperand[] Sources(Value operand, bool isLate, out MemoryReference place, params ReadOnlySpan<SourceOperand> before)
    {
        (place, var registers) = memory.PlaceOf(operand);
        SourceOperand[] sources = [.. before, .. registers.Select(register => new SourceOperand(register, UseKind.Register, isLate))];
        return sources;
    }

    private static Value? Operand(Value user, int index, bool orImmediate = false)
    {
        var other = user.Operands[1 - index];
        var mayBe = !InstructionSelector.IsConstant(other, out _) || (orImmediate && InstructionSelector.IsImmediate(other, out _));
        return mayBe && CanBeOperand(user.Operands[index]) ? user.Operands[index] : null;
    }

    private static bool CanBeOperand(Value load)
    {
        var isWord = load.Op switch
        {
            Op.LoadElement => (ElementKind)load.Immediate is ElementKind.Int64 or ElementKind.Float64,
            Op.FixedField or Op.LoadField => load.Type == IrType.Int64,
            _ => false,
        };
        if (!isWord || load.Users is not [var user] || user.Block != load.Block)
            return false;

        // A comparison is computed where the branch or check stands that asks for it; with a select for each of several, in its own way.
        var end = user;
        while (InstructionSelector.IsFused(end) || InstructionSelector.IsFusedNot(end))
        {
            if (end.Users is not [var asking] || asking.Op == Op.Select)
                return false;
            end = asking;
        }
        var distance = 0;
        for (var value = load.Next; value != end; value = value.Next)
        {
            if (value is null || value.Has(Effects.Writes) || value.Op == Op.Call || ++distance > Farthest)
                return false;
        }
        return true;
    }
}
