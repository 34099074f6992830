using System.Diagnostics;
using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of vectors: AVX2 for 4 lanes, AVX-512F with DQ and VL for 8.</summary>
/// <remarks>
/// Instructions have three operands, of which the last may be in memory: a load that is used once, with nothing written before its use, is a part
/// of the instruction that uses it. No place need be aligned: Intel SDM vol. 1, "Memory Alignment" of AVX.
/// </remarks>
internal sealed partial class VectorRules(InstructionSelector selector, MachineBuilder builder, MemoryRules memory, int lanes)
{
    private const long SignBit = long.MinValue;
    private const long NotPredicate = 4;    // what says the opposite of a predicate, of NaN too, differs by this bit
    private const long ChoiceTable = 0xca;  // of bits, a ? b : c
    private const long LowWords = 0x55;     // of 8 words of 32 bits, each lane one

    private readonly VectorFusion _fusion = new(lanes);

    private bool IsWide => lanes == 8;

    internal void Lower(Value value)
    {
        switch (value.Op)
        {
            case Op.Lanewise:
                if (!_fusion.IsAbsorbed(value))
                    selector.Define(value, LowerLanewise(value));
                break;
            case Op.VectorLoad:
                if (!IsFolded(value))
                    selector.Define(value, Load(value));
                break;
            case Op.VectorStore:
                Store(value);
                break;
            case Op.VectorStoreMasked:
                var (place, sources) = memory.PlaceOf(value);
                Add(MachineOp.VectorStoreMasked, result: null, [.. sources, selector.Use(value.Operands[2]), selector.Use(value.Operands[3])], place: place);
                break;
            case Op.Broadcast:
                selector.Define(value, Broadcast(value.Operands[0]));
                break;
            case Op.LaneIndexes:
                selector.Define(value, LaneIndexes());
                break;
            case Op.Lane:
                selector.Define(value, Lane(value));
                break;
            case Op.VectorEnd:
                builder.Add(new MachineInstruction(MachineOp.VectorEnd) { Origin = value });
                break;
            default:
                throw new UnreachableException($"No rule lowers {value.Op}.");
        }
    }

    private VirtualRegister LowerLanewise(Value value)
    {
        if (DirectOf(value) is var (op, immediate))
        {
            var (left, right) = (value.Operands[0], value.Operands.Count > 1 ? value.Operands[1] : null);
            if (right is null)
                return Unary(op, left, immediate);
            return FoldedOperandOf(value) == left ? Binary(op, right, left, immediate) : Binary(op, left, right, immediate);
        }
        if (_fusion.FunctionOf(value) is { } function)
            return Combine(function);
        if (value.ScalarOp == Op.Select)
            return LowerSelect(value);
        if (value.ScalarOp == Op.IntAddWrap)
            return AddBool(value);                                                                      // others are direct
        var first = selector.Use(value.Operands[0]);
        var second = value.Operands.Count > 1 ? selector.Use(value.Operands[1]) : null;
        return value.ScalarOp switch
        {
            Op.IntNegWrap => Make(MachineOp.VectorIntSub, Constant(0), first),
            Op.IntNot or Op.BoolNot => Not(first),
            Op.IntFromBool => Make(MachineOp.VectorShiftRightUnsignedBy, 63, first),
            Op.IntMulWrap => IsHalf(value.Operands[0]) ? Multiply(second!, first, isHalf: true) : Multiply(first, second!, IsHalf(value.Operands[1])),
            Op.IntShiftLeftWrap => Make(MachineOp.VectorShiftLeftBy, CountOf(value), first),            // others are direct
            Op.IntShiftRight => ShiftRight(value, first, second!),
            Op.IntMin => Select(Greater(first, second!), second!, first),
            Op.IntMax => Select(Greater(first, second!), first, second!),
            Op.IntNotEqual => Not(Make(MachineOp.VectorIntEqual, first, second!)),
            Op.IntLess => Greater(second!, first),
            Op.IntLessOrEqual => Not(Greater(first, second!)),
            Op.IntGreaterOrEqual => Not(Greater(second!, first)),
            Op.FloatNeg => Make(MachineOp.VectorXor, first, Constant(SignBit)),
            Op.FloatAbs => Make(MachineOp.VectorAnd, first, Constant(~SignBit)),
            Op.FloatFromInt => FromInt(first),
            _ => throw selector.Broken($"{value} is nothing that lanes do."),
        };
    }

    /// <summary>The one instruction that does what a value does, with its immediate; none where it takes several.</summary>
    private (MachineOp Op, long? Immediate)? DirectOf(Value value) => (value.ScalarOp, IsWide) switch
    {
        _ when _fusion.FunctionOf(value) is not null || _fusion.IsAbsorbed(value) => null,
        (Op.IntAddWrap, _) when value.Operands.Any(_fusion.IsAbsorbed) => null,
        (Op.IntAddWrap, _) => (MachineOp.VectorIntAdd, null),
        (Op.IntSubWrap, _) => (MachineOp.VectorIntSub, null),
        (Op.IntMulWrap, true) => (MachineOp.VectorIntMul, null),
        (Op.IntAnd or Op.BoolAnd, _) => (MachineOp.VectorAnd, null),
        (Op.IntOr or Op.BoolOr, _) => (MachineOp.VectorOr, null),
        (Op.IntXor or Op.BoolXor, _) => (MachineOp.VectorXor, null),
        (Op.IntShiftLeftWrap, _) when CountOf(value) is null => (MachineOp.VectorShiftLeft, null),
        (Op.IntShiftRight, true) when CountOf(value) is null => (MachineOp.VectorShiftRight, null),
        (Op.IntMin, true) => (MachineOp.VectorIntMin, null),
        (Op.IntMax, true) => (MachineOp.VectorIntMax, null),
        (Op.IntEqual, false) => (MachineOp.VectorIntEqual, null),
        (Op.IntGreater, false) => (MachineOp.VectorIntGreater, null),
        (>= Op.IntEqual and <= Op.IntGreaterOrEqual, true) => (MachineOp.VectorIntCompare, PredicateOf(value.ScalarOp)),
        (>= Op.FloatEqual and <= Op.FloatLessOrEqual, _) => (MachineOp.VectorFloatCompare, PredicateOf(value.ScalarOp)),
        (Op.FloatAdd, _) => (MachineOp.VectorFloatAdd, null),
        (Op.FloatSub, _) => (MachineOp.VectorFloatSub, null),
        (Op.FloatMul, _) => (MachineOp.VectorFloatMul, null),
        (Op.FloatDiv, _) => (MachineOp.VectorFloatDiv, null),
        (Op.FloatMin, _) => (MachineOp.VectorFloatMin, null),
        (Op.FloatMax, _) => (MachineOp.VectorFloatMax, null),
        (Op.FloatSqrt, _) => (MachineOp.VectorFloatSqrt, null),
        (Op.FloatFloor, _) => (MachineOp.VectorFloatRound, (long)FloatRounding.Down),
        (Op.FloatCeil, _) => (MachineOp.VectorFloatRound, (long)FloatRounding.Up),
        (Op.FloatTruncate, _) => (MachineOp.VectorFloatRound, (long)FloatRounding.TowardsZero),
        (Op.FloatRound, _) => (MachineOp.VectorFloatRound, (long)FloatRounding.Nearest),
        (Op.FloatFromInt, true) => (MachineOp.VectorFloatFromInt, null),
        _ => null,
    };

    /// <summary>
    /// What compares: Intel SDM vol. 2C, "VPCMPQ", and vol. 2A, "CMPPD", of which these say nothing about NaN but that it is unequal.
    /// </summary>
    private static long PredicateOf(Op comparison) => comparison switch
    {
        Op.IntEqual or Op.FloatEqual => 0,
        Op.IntLess => 1,
        Op.IntLessOrEqual => 2,
        Op.IntNotEqual or Op.FloatNotEqual => 4,
        Op.IntGreaterOrEqual => 5,
        Op.IntGreater => 6,
        Op.FloatLess => 0x11,
        Op.FloatLessOrEqual => 0x12,
        _ => throw new UnreachableException(),
    };

    /// <summary>The count by which all lanes are shifted, where it is a constant that an instruction takes.</summary>
    private static long? CountOf(Value shift) =>
        shift.Operands[1] is { Op: Op.Broadcast } count && InstructionSelector.IsConstant(count.Operands[0], out var number) && number is >= 0 and < 64
            ? number
            : null;

    private VirtualRegister Constant(long number) => Make(MachineOp.VectorConstant, number);

    private VirtualRegister AddBool(Value sum)
    {
        var (left, right) = (sum.Operands[0], sum.Operands[1]);
        return _fusion.IsAbsorbed(right)
            ? Make(MachineOp.VectorIntSub, selector.Use(left), selector.Use(right.Operands[0]))
            : Make(MachineOp.VectorIntSub, selector.Use(right), selector.Use(left.Operands[0]));
    }

    private VirtualRegister Combine(BitFunction function)
    {
        VirtualRegister[] operands = [.. function.Operands.Select(selector.Use)];
        return Make(MachineOp.VectorTernary, function.Table, operands[0], operands[Math.Min(1, operands.Length - 1)], operands[^1]);
    }

    private VirtualRegister LowerSelect(Value value)
    {
        var (condition, whenSet, whenClear) = (value.Operands[0], value.Operands[1], value.Operands[2]);
        if (_fusion.IsAbsorbed(condition))
        {
            var op = condition.Operands[0].Type == IrType.VectorFloat ? MachineOp.VectorFloatCompareSelect : MachineOp.VectorIntCompareSelect;
            var predicate = PredicateOf(condition.ScalarOp);
            if (IsZero(whenSet))
                (whenSet, whenClear, predicate) = (whenClear, whenSet, predicate ^ NotPredicate);
            VirtualRegister[] compared = [.. condition.Operands.Select(selector.Use), selector.Use(whenSet)];
            return Make(op, predicate, IsZero(whenClear) ? compared : [.. compared, selector.Use(whenClear)]);
        }
        var mask = selector.Use(condition);
        if (IsZero(whenClear))
            return Make(MachineOp.VectorAnd, mask, selector.Use(whenSet));
        return IsZero(whenSet)
            ? Make(MachineOp.VectorAndNot, mask, selector.Use(whenClear))
            : Select(mask, selector.Use(whenSet), selector.Use(whenClear));
    }

    private static bool IsZero(Value vector) =>
        vector.Op == Op.Broadcast && InstructionSelector.IsConstant(vector.Operands[0], out var bits) && bits == 0;

    private VirtualRegister Not(VirtualRegister operand) =>
        IsWide ? Make(MachineOp.VectorNot, operand) : Make(MachineOp.VectorXor, operand, Constant(-1));

    private VirtualRegister Select(VirtualRegister mask, VirtualRegister whenSet, VirtualRegister whenClear) => IsWide
        ? Make(MachineOp.VectorTernary, ChoiceTable, mask, whenSet, whenClear)
        : Make(MachineOp.VectorBlend, mask, whenSet, whenClear);

    private VirtualRegister Greater(VirtualRegister left, VirtualRegister right) => Make(MachineOp.VectorIntGreater, left, right);

    /// <summary>
    /// The product of the low halves, and, 32 bits higher, the sum of those of a low and a high one: what the high halves give is beyond 64 bits.
    /// </summary>
    /// <param name="left">One factor.</param>
    /// <param name="right">The other one.</param>
    /// <param name="isHalf">Whether the other one has no high half.</param>
    private VirtualRegister Multiply(VirtualRegister left, VirtualRegister right, bool isHalf)
    {
        VirtualRegister High(VirtualRegister factor) => Make(MachineOp.VectorShiftRightUnsignedBy, 32, factor);
        var low = Make(MachineOp.VectorIntMulLow, left, right);
        var crossed = Make(MachineOp.VectorIntMulLow, High(left), right);
        if (!isHalf)
            crossed = Make(MachineOp.VectorIntAdd, crossed, Make(MachineOp.VectorIntMulLow, High(right), left));
        return Make(MachineOp.VectorIntAdd, low, Make(MachineOp.VectorShiftLeftBy, 32, crossed));
    }

    private static bool IsHalf(Value factor) =>
        factor.Op == Op.Broadcast && InstructionSelector.IsConstant(factor.Operands[0], out var number) && number is >= 0 and <= uint.MaxValue;

    /// <summary>AVX2 shifts zeros in: what is negative is shifted with all its bits changed, which changes them back.</summary>
    private VirtualRegister ShiftRight(Value value, VirtualRegister shifted, VirtualRegister counts)
    {
        var count = CountOf(value);
        if (IsWide)
            return Make(MachineOp.VectorShiftRightBy, count, shifted);          // by others it is direct
        var sign = Greater(Constant(0), shifted);
        var changed = Make(MachineOp.VectorXor, shifted, sign);
        var moved = count is null
            ? Make(MachineOp.VectorShiftRightUnsigned, changed, counts)
            : Make(MachineOp.VectorShiftRightUnsignedBy, count, changed);
        return Make(MachineOp.VectorXor, moved, sign);
    }

    /// <summary>
    /// The low 32 bits become the last ones of a float from 2⁵² on, the high ones, from −2³¹ on, those of one from 2⁸⁴ on. What was added is taken
    /// off the high part, exactly; the sum of both parts is rounded, once.
    /// </summary>
    private VirtualRegister FromInt(VirtualRegister operand)
    {
        var low = Make(MachineOp.VectorLowHalves, LowWords, Constant(BitConverter.DoubleToInt64Bits(Math.ScaleB(1, 52))), operand);
        var high = Make(MachineOp.VectorShiftRightUnsignedBy, 32, operand);
        high = Make(MachineOp.VectorXor, high, Constant(BitConverter.DoubleToInt64Bits(Math.ScaleB(1, 84) + Math.ScaleB(1, 63))));
        var added = Constant(BitConverter.DoubleToInt64Bits(Math.ScaleB(1, 84) + Math.ScaleB(1, 63) + Math.ScaleB(1, 52)));
        return Make(MachineOp.VectorFloatAdd, Make(MachineOp.VectorFloatSub, high, added), low);
    }

    private VirtualRegister Make(MachineOp op, params VirtualRegister[] operands) => Make(op, immediate: null, operands);

    private VirtualRegister Make(MachineOp op, long? immediate, params VirtualRegister[] operands) => Make(op, immediate, place: null, operands);

    private VirtualRegister Make(MachineOp op, long? immediate, MemoryReference? place, VirtualRegister[] operands)
    {
        var result = NewVector();
        Add(op, result, operands, immediate, place);
        return result;
    }

    private VirtualRegister NewVector() =>
        builder.Function.NewRegister(builder.Origin is { } origin ? $"v{origin.Id}" : "vector", RegisterClass.Xmm, VirtualRegister.WordBytes * lanes);

    /// <summary>Adds an instruction; with a place in memory its sources come first, and nothing else is in memory.</summary>
    private void Add(MachineOp op, VirtualRegister? result, VirtualRegister[] operands, long? immediate = null, MemoryReference? place = null)
    {
        SourceOperand SourceOf(VirtualRegister operand, int index)
        {
            var mayBeInMemory = place is null && !NeedsRegisters(op) && op switch
            {
                MachineOp.VectorBlend => index == 1,
                MachineOp.VectorIntCompareSelect or MachineOp.VectorFloatCompareSelect => index is 1 or 2,
                _ => index == operands.Length - 1,
            };
            return new(operand, mayBeInMemory ? UseKind.RegisterOrMemory : UseKind.Register, Late: false);
        }

        builder.Add(new MachineInstruction(op)
        {
            Result = result,
            Sources = [.. operands.Select(SourceOf)],
            Immediate = immediate,
            Memory = place ?? default,
            ReadsMemory = place is not null && op is not (MachineOp.VectorStore or MachineOp.VectorStoreMasked),
            Origin = builder.Origin,
        });
    }

    private bool NeedsRegisters(MachineOp op) => op switch
    {
        MachineOp.VectorStore or MachineOp.VectorStoreMasked or MachineOp.VectorPart or MachineOp.VectorLane or MachineOp.VectorLaneFloat or MachineOp.VectorSigns
            or MachineOp.VectorTestSigns or MachineOp.VectorNot or MachineOp.VectorJoinWords or MachineOp.VectorShuffleBytes => true,
        MachineOp.VectorShiftLeftBy or MachineOp.VectorShiftRightUnsignedBy => !IsWide,
        _ => false,
    };
}
