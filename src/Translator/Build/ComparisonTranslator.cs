using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Comparisons that give a bool.</summary>
internal sealed class ComparisonTranslator : IInstructionTranslator
{
    public IReadOnlyCollection<BytecodeOp> Handles => [BytecodeOp.Compare];

    public void Translate(in Instruction instruction, IrBuilder ir)
    {
        var relation = (ComparisonOperator)instruction.Argument;
        var (left, right) = ir.PopPair();
        var (a, b) = (ir.Materialise(left), ir.Materialise(right));
        if (a.Type == IrType.None || b.Type == IrType.None)
        {
            ir.Push(ir.EmitBool(CompareWithNone(relation, a.Type == b.Type, ir)));
            return;
        }
        ir.Push(ir.Emit(OpOf(relation), ToInt(a, ir), ToInt(b, ir)));
    }

    // Until the builder knows floats and unsigned integers they go through functions unchanged or not at all.
    private static Value ToInt(Value value, IrBuilder ir) => value.Type switch
    {
        IrType.Bool => ir.Emit(Op.IntFromBool, value),
        IrType.Int64 => value,
        _ => throw ir.Unsupported("only ints and bools are compared"),
    };

    private static bool CompareWithNone(ComparisonOperator relation, bool same, IrBuilder ir) => relation switch
    {
        ComparisonOperator.Equal => same,
        ComparisonOperator.NotEqual => !same,
        _ => throw ir.Unsupported("None has no order: Python 3 raises TypeError, Python 2 orders by type", "Do not compare None."),
    };

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
