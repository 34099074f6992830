using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <content>Lowering of what makes vectors of scalars, and scalars of vectors.</content>
internal sealed partial class VectorRules
{
    /// <summary>Whether vectors end behind a value in its block: a later look at its operands would keep them alive.</summary>
    internal static bool IsEndedBehind(Value value)
    {
        for (var next = value.Next; next is not null; next = next.Next)
        {
            if (next.Op is Op.VectorEnd)
                return true;
        }
        return false;
    }

    /// <summary>Whether a bool says that something is wrong in a lane, which loops over arrays ask to leave for it.</summary>
    internal static bool IsRare(Value condition) =>
        condition.Op == Op.AnyNegative || (condition.Op == Op.BoolOr && condition.Operands.Any(operand => operand.Op == Op.AnyNegative));

    /// <summary>Sets the flags; returns the condition under which a lane is negative.</summary>
    internal Condition LowerAnyNegative(Value value)
    {
        var tested = value.Operands[0];
        if (_fusion.IsAbsorbed(tested))
        {
            TestAbsorbed(tested);
        }
        else if (IsWide)
        {
            Add(MachineOp.VectorTestSigns, result: null, [selector.Use(tested)]);
        }
        else
        {
            var signs = builder.NewResult();
            Add(MachineOp.VectorSigns, signs, [selector.Use(tested)]);
            builder.Compare(signs, 0);
        }
        return Condition.NotEqual;
    }

    private void TestAbsorbed(Value tested)
    {
        if (VectorFusion.LimitOf(tested) is { } limit)
        {
            Add(MachineOp.VectorUIntCompareTest, result: null, [selector.Use(limit.Operands[1]), selector.Use(limit.Operands[0])], PredicateOf(Op.IntGreater));
            return;
        }
        var op = tested.Operands[0].Type == IrType.VectorFloat ? MachineOp.VectorFloatCompareTest : MachineOp.VectorIntCompareTest;
        Add(op, result: null, [selector.Use(tested.Operands[0]), selector.Use(tested.Operands[1])], PredicateOf(tested.ScalarOp));
    }

    private VirtualRegister Broadcast(Value scalar)
    {
        if (InstructionSelector.IsConstant(scalar, out var number))
            return Constant(number);
        return Make(scalar.Type == IrType.Float64 ? MachineOp.VectorBroadcast : MachineOp.VectorBroadcastInt, selector.Use(scalar));
    }

    private VirtualRegister LaneIndexes()
    {
        var result = NewVector();
        builder.Add(new MachineInstruction(MachineOp.VectorTable)
        {
            Result = result,
            Table = new ConstantTable(IrType.Int64, [.. Enumerable.Range(0, lanes).Select(lane => (long)lane)]),
            Origin = builder.Origin,
        });
        return result;
    }

    private VirtualRegister Lane(Value value)
    {
        var (vector, lane) = (selector.Use(value.Operands[0]), value.Immediate);
        if (lane >= 2)
            vector = PartOf(vector, lane / 2);
        var result = builder.NewResult(InstructionSelector.ClassOf(value.Type));
        Add(value.Type == IrType.Float64 ? MachineOp.VectorLaneFloat : MachineOp.VectorLane, result, [vector], lane % 2);
        return result;
    }

    private VirtualRegister PartOf(VirtualRegister vector, long number)
    {
        // Lanes are taken out one behind the other.
        if (builder.Block.Instructions.FindLast(instruction => instruction.Op == MachineOp.VectorPart) is { Result: { } known } last
            && last.Immediate == number && last.Sources[0].Register == vector)
        {
            return known;
        }
        return Make(MachineOp.VectorPart, number, vector);
    }
}
