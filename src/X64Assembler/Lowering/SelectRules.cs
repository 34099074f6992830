using Pyc.Translation.Ir;

namespace Pyc.X64;

/// <summary>Lowering of selects: a conditional move of words, a mask of floats.</summary>
internal sealed class SelectRules(InstructionSelector selector, MachineBuilder builder, FloatRules floats)
{
    internal void Lower(Value value) => selector.Define(value, value.Type == IrType.Float64 ? Blend(value) : Move(value));

    private VirtualRegister Move(Value value)
    {
        // Constants are made before the comparison, whose flags they could change.
        var (whenTrue, whenFalse) = (selector.Use(value.Operands[1]), selector.Use(value.Operands[2]));
        var condition = selector.LowerCondition(value.Operands[0], value);
        switch (condition)
        {
            case Condition.FloatEqual:
                // Two flags say that floats are not equal, each of them alone.
                var unlessDifferent = builder.Binary(MachineOp.MoveIf, whenTrue, whenFalse, Condition.NotEqual);
                return builder.Binary(MachineOp.MoveIf, unlessDifferent, whenFalse, Condition.Parity);
            case Condition.FloatNotEqual:
                var ifDifferent = builder.Binary(MachineOp.MoveIf, whenFalse, whenTrue, Condition.NotEqual);
                return builder.Binary(MachineOp.MoveIf, ifDifferent, whenTrue, Condition.Parity);
            default:
                return builder.Binary(MachineOp.MoveIf, whenFalse, whenTrue, condition);
        }
    }

    private VirtualRegister Blend(Value value)
    {
        var (condition, whenTrue, whenFalse) = (value.Operands[0], value.Operands[1], value.Operands[2]);
        if (InstructionSelector.IsFusedNot(condition, value))
            (condition, whenTrue, whenFalse) = (condition.Operands[0], whenFalse, whenTrue);
        var mask = condition.Op is >= Op.FloatEqual and <= Op.FloatLessOrEqual && !selector.IsDefined(condition)
            ? floats.Mask(condition)
            : builder.Unary(MachineOp.FloatOfBits, builder.Unary(MachineOp.Neg, selector.UseCondition(condition)));
        if (IsZero(whenFalse))
            return builder.Binary(MachineOp.FloatAnd, mask, selector.Use(whenTrue));
        if (IsZero(whenTrue))
            return builder.Binary(MachineOp.FloatAndNot, mask, selector.Use(whenFalse));
        var kept = builder.Binary(MachineOp.FloatAnd, selector.Use(whenTrue), mask);
        return builder.Binary(MachineOp.FloatOr, builder.Binary(MachineOp.FloatAndNot, mask, selector.Use(whenFalse)), kept);

        static bool IsZero(Value value) => InstructionSelector.IsConstant(value, out var bits) && bits == 0;
    }
}
