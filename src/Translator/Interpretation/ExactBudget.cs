using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>What one evaluation may still cost, in time and in memory: a short function can ask for any amount of both.</summary>
/// <remarks>
/// Work is counted in steps on 32-bit words, by the costs of <see cref="BigInteger"/>: multiplication as Karatsuba's, division three
/// times that. Measured on .NET 10: 5 to 8 ns for a step of multiplication, less for all else.
/// </remarks>
internal sealed class ExactBudget
{
    /// <summary>Steps that one evaluation may take: less than a second on the machine measured.</summary>
    internal const long MaximumWork = 80_000_000;

    /// <summary>Bytes that all values of one evaluation may take together; they stay until its end.</summary>
    internal const int MaximumBytes = 32 << 20;

    private const double KaratsubaExponent = 0.585;     // log₂ 3 − 1
    private const int WorkOfOperation = 16;             // whatever the size
    private const int SmallBits = 64;

    private long _work = MaximumWork;
    private long _bytes = MaximumBytes;

    /// <summary>Pays for an operation, before it is computed.</summary>
    /// <returns>Whether there was enough left.</returns>
    internal bool Pay(Op op, in BigInteger left, in BigInteger right)
    {
        _work -= WorkOfOperation;
        var (a, b) = (left.GetBitLength(), right.GetBitLength());
        if (a > SmallBits || b > SmallBits)
            _work -= Work(op, Words(a), Words(b));
        if (op == Op.IntPow && !right.IsZero && b < SmallBits)
        {
            var result = Words((long)Math.Min(ExactEvaluator.MaximumBits, (double)a * (double)right));
            _work -= Product(result, result);
        }
        return _work >= 0;
    }

    /// <summary>Pays for keeping a result.</summary>
    /// <returns>Whether there was enough left.</returns>
    internal bool Keep(in BigInteger result)
    {
        var bits = result.GetBitLength();
        if (bits > SmallBits)
            _bytes -= 4 * Words(bits);
        return _bytes >= 0;
    }

    private static long Work(Op op, long a, long b) => op switch
    {
        Op.IntMul or Op.IntMulWrap => Product(a, b),
        Op.IntFloorDiv or Op.IntFloorDivWrap => 3 * Product(a, b),
        Op.IntFloorMod => 4 * Product(a, b),
        _ => a + b,
    };

    private static long Product(long a, long b) => (long)(Math.Max(a, b) * Math.Pow(Math.Min(a, b), KaratsubaExponent));

    private static long Words(long bits) => (bits + 31) / 32;
}
