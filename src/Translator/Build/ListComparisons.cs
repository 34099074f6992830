using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Comparisons of lists, one of which lies in memory: item by item, by functions of the prelude.</summary>
internal static class ListComparisons
{
    /// <summary>Translates a comparison, whose result is then pushed, or which has ended the block.</summary>
    /// <returns>Whether it is one of lists in memory.</returns>
    public static bool TryCompare(ComparisonOperator relation, Operand left, Operand right, IrBuilder ir)
    {
        if (left.Kind != OperandKind.Sequence && right.Kind != OperandKind.Sequence)
            return false;
        if (!ListOperators.IsList(left) || !ListOperators.IsList(right))
            return TryCompareWithOther(relation, ListOperators.IsList(left) ? right : left, ir);
        var (a, b) = (ir.InMemory(left), ir.InMemory(right));
        if (a.Variable!.IsMatrix || b.Variable!.IsMatrix)
            return false;
        var areOfLists = a.Variable.Kind == ElementKind.Sequence && b.Variable.Kind == ElementKind.Sequence;
        var name = relation switch
        {
            ComparisonOperator.Equal => areOfLists ? "lists_of_lists_equal" : "lists_equal",
            ComparisonOperator.NotEqual => "lists_not_equal",
            ComparisonOperator.Less => "lists_less",
            ComparisonOperator.LessOrEqual => "lists_less_or_equal",
            ComparisonOperator.Greater => "lists_greater",
            _ => "lists_greater_or_equal",
        };
        if (areOfLists && relation is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            throw ir.Unsupported(DiagnosticDescriptors.ListOrder, "it orders lists of lists", "Compare their items.", left);
        IterableCalls.Call(name, [a, b], ir);
        return true;
    }

    // A list equals no number and no tuple; that one is less than the other Python 3 refuses to say.
    private static bool TryCompareWithOther(ComparisonOperator relation, Operand other, IrBuilder ir)
    {
        if (!other.IsNone && other.Kind is not (OperandKind.Value or OperandKind.Constant) && !Sequences.IsTuple(other))
            return false;
        if (relation is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual))
            throw ir.HasLong ? ir.Unsupported(DiagnosticDescriptors.ListOrder, "it orders a list and another object", "Compare lists with lists.", other) : IrBuilder.Leave(ExitReason.Raise);
        ir.Push(ir.EmitBool(relation == ComparisonOperator.NotEqual));
        return true;
    }
}
