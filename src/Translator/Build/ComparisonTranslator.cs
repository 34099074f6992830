using Pyc.Loader;
using Pyc.Translation.Interpretation;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Comparisons, identity and truth: what gives a bool.</summary>
internal sealed class ComparisonTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Compare, BytecodeOp.Is, BytecodeOp.ToBoolean];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        if (instruction.Op == BytecodeOp.ToBoolean)
        {
            ir.Push(ir.Truth(ir.Pop()));
            return;
        }
        var (left, right) = ir.PopPair();
        if (instruction.Op == BytecodeOp.Compare && ListComparisons.TryCompare((ComparisonOperator)instruction.Argument, left, right, ir))
            return;
        ir.Push(instruction.Op == BytecodeOp.Is
            ? Is(left, right, isNegated: instruction.Argument == 1, ir)
            : Compare((ComparisonOperator)instruction.Argument, left, right, ir));
    }

    /// <summary>The bool of a comparison.</summary>
    public static Value Compare(ComparisonOperator relation, Operand left, Operand right, IrBuilder ir)
    {
        if (relation is ComparisonOperator.Equal or ComparisonOperator.NotEqual && left.KnownObject is PyType { IsBuiltin: true } && right.KnownObject is PyType { IsBuiltin: true })
            return ir.EmitBool((left.Known == right.Known) == (relation == ComparisonOperator.Equal));
        if (Sequences.IsSequence(left) || Sequences.IsSequence(right))
            return Equality.Compare(relation, left, right, ir);
        if (left.IsNone || right.IsNone)
            return CompareWithNone(relation, left, right, ir);
        if (relation is ComparisonOperator.Equal or ComparisonOperator.NotEqual
            && left.Constant is StringConstant text && right.Constant is StringConstant other)
            return ir.EmitBool(text.Value == other.Value == (relation == ComparisonOperator.Equal));
        var (a, b) = (ir.Number(left, OperatorText.Of(relation)), ir.Number(right, OperatorText.Of(relation)));
        if (a.IsFloat || b.IsFloat)
            return CompareFloats(relation, ir.ToEqualFloat(a), ir.ToEqualFloat(b), ir);
        if (!a.IsUnsigned && !b.IsUnsigned)
            return ir.Emit(OpOf(relation), a.Value, b.Value);
        return CompareUnsigned(relation, a, b, ir);
    }

    private static Value CompareFloats(ComparisonOperator relation, Value a, Value b, IrBuilder ir) => relation switch
    {
        ComparisonOperator.Less => ir.Emit(Op.FloatLess, a, b),
        ComparisonOperator.LessOrEqual => ir.Emit(Op.FloatLessOrEqual, a, b),
        ComparisonOperator.Equal => ir.Emit(Op.FloatEqual, a, b),
        ComparisonOperator.NotEqual => ir.Emit(Op.FloatNotEqual, a, b),
        ComparisonOperator.Greater => ir.Emit(Op.FloatLess, b, a),
        _ => ir.Emit(Op.FloatLessOrEqual, b, a),
    };

    private static Value CompareUnsigned(ComparisonOperator relation, Number a, Number b, IrBuilder ir)
    {
        if (relation is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
        {
            // Equal bits are equal numbers unless the signed one is negative.
            var equal = ir.Emit(Op.IntEqual, ir.ToBits(a), ir.ToBits(b));
            var signed = !a.IsUnsigned ? a : b;
            if (!signed.IsUnsigned && !signed.IsNotNegativeConstant)
                equal = ir.Emit(Op.BoolAnd, equal, ir.Emit(Op.IntGreaterOrEqual, signed.Value, ir.EmitInt(0)));
            return relation == ComparisonOperator.Equal ? equal : ir.Emit(Op.BoolNot, equal);
        }
        var (x, y) = (ir.ToUnsigned(a), ir.ToUnsigned(b));
        return relation switch
        {
            ComparisonOperator.Less => ir.Emit(Op.UIntLess, x, y),
            ComparisonOperator.LessOrEqual => ir.Emit(Op.UIntLessOrEqual, x, y),
            ComparisonOperator.Greater => ir.Emit(Op.UIntLess, y, x),
            _ => ir.Emit(Op.UIntLessOrEqual, y, x),
        };
    }

    // Python 3 raises TypeError; to Python 2 None is less than everything else.
    private static Value CompareWithNone(ComparisonOperator relation, Operand left, Operand right, IrBuilder ir)
    {
        var isSame = left.IsNone && right.IsNone;
        if (relation is ComparisonOperator.Equal or ComparisonOperator.NotEqual)
            return ir.EmitBool(isSame == (relation == ComparisonOperator.Equal));
        if (!ir.HasLong)
            throw IrBuilder.Leave(ExitReason.Raise);
        return ir.EmitBool(relation switch
        {
            ComparisonOperator.Less => !isSame && left.IsNone,
            ComparisonOperator.LessOrEqual => left.IsNone,
            ComparisonOperator.Greater => !isSame && right.IsNone,
            _ => right.IsNone,
        });
    }

    private static Value Is(Operand left, Operand right, bool isNegated, IrBuilder ir)
    {
        var same = IsSame(left, right, ir);
        if (!isNegated)
            return same;
        // What is None is known by its type: the jump behind must know it too.
        return same.Op == Op.BoolConstant ? ir.EmitBool(same.Immediate == 0) : ir.Emit(Op.BoolNot, same);
    }

    // None and bools are objects that there is one of; of equal ints the interpreter says that they are one, as CPython does of small ones.
    private static Value IsSame(Operand left, Operand right, IrBuilder ir)
    {
        if (left.IsNone || right.IsNone)
            return ir.EmitBool(left.IsNone && right.IsNone);
        if (left.KnownObject is { } one && right.KnownObject is { } other)
            return ir.EmitBool(one == other);
        if (ListOperators.IsList(left) && ListOperators.IsList(right))
            return ir.Emit(Op.SequenceEqual, ir.InMemory(left).Values[0], ir.InMemory(right).Values[0]);
        if (left.Kind == OperandKind.Sequence && ir.AsValue(right) is not null || right.Kind == OperandKind.Sequence && ir.AsValue(left) is not null)
            return ir.EmitBool(false);
        if (Sequences.IsSequence(left) != Sequences.IsSequence(right) && ir.AsValue(Sequences.IsSequence(left) ? right : left) is not null)
            return ir.EmitBool(false);
        if (ir.AsValue(left) is not { } a || ir.AsValue(right) is not { } b)
            throw ir.Unsupported(
                DiagnosticDescriptors.Identity, "it asks whether two objects are one, and they are not numbers", "Compare with ==.", ir.AsValue(left) is null ? left : right);
        if (a.Type != b.Type && (a.Type is IrType.Bool or IrType.Float64 || b.Type is IrType.Bool or IrType.Float64))
            return ir.EmitBool(false);
        if (a.Type == IrType.Float64)
            throw ir.Unsupported(DiagnosticDescriptors.Identity, "it asks whether two floats are one object", "Compare with ==.", left);
        if (a.Type == IrType.Bool)
            return ir.Emit(Op.BoolNot, ir.Emit(Op.BoolXor, a, b));
        // In Python 2 an int and an equal long are two.
        if (a.Type != b.Type || ir.HasLong)
            throw ir.Unsupported(DiagnosticDescriptors.Identity, "it asks whether two ints are one object", "Compare with ==.", left);
        return ir.Emit(Op.IntEqual, ir.ToBits(new Number(a)), ir.ToBits(new Number(b)));
    }

    private static Op OpOf(ComparisonOperator relation) => relation switch
    {
        ComparisonOperator.Less => Op.IntLess,
        ComparisonOperator.LessOrEqual => Op.IntLessOrEqual,
        ComparisonOperator.Equal => Op.IntEqual,
        ComparisonOperator.NotEqual => Op.IntNotEqual,
        ComparisonOperator.Greater => Op.IntGreater,
        _ => Op.IntGreaterOrEqual,
    };
}
