using System.Numerics;
using Pyc.Loader;

namespace Pyc.Translation.Interpretation;

internal static partial class Numbers
{
    // Integers up to this are floats themselves, so that both may be compared as floats.
    private const long LargestExact = 1L << 53;

    /// <summary><c>left op right</c>; false where an operand is no number. Ints and floats are compared exactly, whatever their size.</summary>
    public static bool TryCompare(ComparisonOperator op, PyValue left, PyValue right, out bool result)
    {
        if (left.IsInt && right.IsInt)
        {
            result = Holds(op, left.Int.CompareTo(right.Int));
            return true;
        }
        result = false;
        if (!IsNumber(left) || !IsNumber(right))
            return false;
        if (left.IsFloat)
        {
            result = right.IsFloat ? Holds(op, left.Float, right.Float) : Holds(Operators.Mirror(op), right, left.Float);
            return true;
        }
        result = right.IsFloat ? Holds(op, left, right.Float) : Holds(op, CompareIntegers(left, right));
        return true;
    }

    private static int CompareIntegers(PyValue left, PyValue right) =>
        left.Object is null && right.Object is null ? left.Int.CompareTo(right.Int) : ToInteger(left).CompareTo(ToInteger(right));

    private static bool Holds(ComparisonOperator op, PyValue left, double right)
    {
        if (left.Object is null && left.Int is >= -LargestExact and <= LargestExact)
            return Holds(op, left.Int, right);
        if (double.IsNaN(right))
            return op == ComparisonOperator.NotEqual;
        if (double.IsInfinity(right))
            return Holds(op, right > 0 ? -1 : 1);
        // An integer this large is greater than a float exactly if it is greater than its whole part, or equal and the fraction is negative.
        var order = ToInteger(left).CompareTo(new BigInteger(right));
        return Holds(op, order != 0 ? order : Math.Truncate(right).CompareTo(right));
    }

    private static bool Holds(ComparisonOperator op, double left, double right) => op switch
    {
        ComparisonOperator.Less => left < right,
        ComparisonOperator.LessOrEqual => left <= right,
        ComparisonOperator.Equal => left == right,
        ComparisonOperator.NotEqual => left != right,
        ComparisonOperator.Greater => left > right,
        _ => left >= right,
    };

    private static bool Holds(ComparisonOperator op, int order) => op switch
    {
        ComparisonOperator.Less => order < 0,
        ComparisonOperator.LessOrEqual => order <= 0,
        ComparisonOperator.Equal => order == 0,
        ComparisonOperator.NotEqual => order != 0,
        ComparisonOperator.Greater => order > 0,
        _ => order >= 0,
    };
}
