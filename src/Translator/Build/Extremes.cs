using Pyc.Loader;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary><c>min</c> and <c>max</c> of several values: of equal ones the first, and of its own type.</summary>
internal static class Extremes
{
    // Of values of different types each comparison doubles the ways.
    private const int MostComparisonsOfTypes = 6;

    /// <summary>Translates a call, which then has pushed its result or ended the block.</summary>
    public static void Translate(string name, Operand[] values, IrBuilder ir)
    {
        var changes = 0;
        for (var i = 1; i < values.Length; i++)
            changes += TypeOf(values[i], ir) == TypeOf(values[0], ir) ? 0 : 1;
        if (changes > MostComparisonsOfTypes)
            throw ir.Unsupported(
                DiagnosticDescriptors.MixedExtremes, $"{name} has {values.Length} arguments, ints and floats",
                "Make floats of them all.");
        Choose(name == "min", values[0], values.AsSpan(1).ToArray(), ir);
    }

    private static void Choose(bool isMin, Operand best, Operand[] rest, IrBuilder ir)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            var next = rest[i];
            if (OfOneType(isMin, next, best, ir) is { } chosen)
            {
                best = Operand.Of(chosen);
                continue;
            }
            var isNext = ComparisonTranslator.Compare(isMin ? ComparisonOperator.Less : ComparisonOperator.Greater, next, best, ir);
            var (first, others) = (best, rest[(i + 1)..]);
            ir.Fork(isNext, ir.Index + 1, () => Choose(isMin, next, others, ir), ir.Index + 1, () => Choose(isMin, first, others, ir));
            return;
        }
        ir.Push(best);
    }

    /// <summary>The first of two values if it is less, or greater, than the second, else the second, where they are of one type.</summary>
    private static Value? OfOneType(bool isMin, Operand a, Operand b, IrBuilder ir)
    {
        if (ir.AsValue(a) is not { } x || ir.AsValue(b) is not { } y || x.Type != y.Type)
            return null;
        return x.Type switch
        {
            IrType.Float64 => ir.Emit(isMin ? Op.FloatMin : Op.FloatMax, x, y),
            IrType.Int64 => ir.Emit(isMin ? Op.IntMin : Op.IntMax, x, y),
            IrType.Bool => ir.Emit(isMin ? Op.BoolAnd : Op.BoolOr, x, y),
            _ => null,
        };
    }

    private static IrType? TypeOf(Operand operand, IrBuilder ir) => ir.AsValue(operand)?.Type;
}
