using Pyc.Translation.Ir;

namespace Pyc.Translation.Build;

/// <summary>Functions of <c>math</c> on ints: loops of a few dozen rounds at most.</summary>
internal static class IntegerCalls
{
    /// <summary>The magnitude of an int, unsigned; it fits always.</summary>
    public static Value Magnitude(Number number, IrBuilder ir)
    {
        if (number.IsUnsigned)
            return number.Value;
        // With the sign s, 0 or −1, |a| is (a xor s) − s.
        var sign = ir.Emit(Op.IntShiftRight, number.Value, ir.EmitInt(63));
        return ir.Emit(Op.UIntFromBits, ir.Emit(Op.IntSubWrap, ir.Emit(Op.IntXor, number.Value, sign), sign));
    }

    /// <summary><c>gcd(*integers)</c>, by Euclid's algorithm.</summary>
    public static Value Gcd(Number[] numbers, IrBuilder ir)
    {
        var divisor = ir.EmitUInt(0);
        for (var i = 0; i < numbers.Length; i++)
            divisor = i == 0 ? Magnitude(numbers[0], ir) : Gcd(divisor, Magnitude(numbers[i], ir), ir);
        return ir.Emit(Op.IntFromUInt, divisor);
    }

    /// <summary><c>lcm(*integers)</c>.</summary>
    public static Value Lcm(Number[] numbers, IrBuilder ir)
    {
        var multiple = ir.EmitUInt(1);
        for (var i = 0; i < numbers.Length; i++)
        {
            var next = Magnitude(numbers[i], ir);
            if (i == 0)
            {
                multiple = next;
                continue;
            }
            // The divisor of two zeros is 0; any other one in its place makes the product 0 as well.
            var divisor = ir.Emit(Op.IntFromBits, Gcd(multiple, next, ir));
            var isZero = ir.Emit(Op.IntFromBool, ir.Emit(Op.IntEqual, divisor, ir.EmitInt(0)));
            var notZero = ir.Emit(Op.UIntFromBits, ir.Emit(Op.IntOr, divisor, isZero));
            multiple = ir.Emit(Op.UIntMul, ir.Emit(Op.UIntFloorDiv, multiple, notZero), next);
        }
        return ir.Emit(Op.IntFromUInt, multiple);
    }

    /// <summary><c>isqrt(n)</c>.</summary>
    /// <remarks>
    /// The root of n as a float, cut to an int, is not less than the answer: the float of a square k² is so near to it that its root rounds
    /// to k, for k fits 32 bits, and rounding keeps the order. It is one more where the float of n is the next square.
    /// </remarks>
    public static Value SquareRoot(Number number, IrBuilder ir)
    {
        var n = ir.ToSigned(number);
        ir.EmitCheck(Op.CheckNotNegative, n, ExitReason.Raise);
        var root = ir.Emit(Op.IntFromFloat, ir.Emit(Op.FloatSqrt, ir.Emit(Op.FloatFromInt, n)));
        var isMore = ir.Emit(Op.IntGreater, ir.Emit(Op.IntMulWrap, root, root), n);
        return ir.Emit(Op.IntSubWrap, root, ir.Emit(Op.IntFromBool, isMore));
    }

    /// <summary><c>factorial(n)</c>: from 21 on it does not fit.</summary>
    public static Value Factorial(Number number, IrBuilder ir)
    {
        var n = ir.ToSigned(number);
        ir.EmitCheck(Op.CheckNotNegative, n, ExitReason.Raise);
        return ir.Repeat(
            round => ir.Emit(Op.IntLessOrEqual, round[0], n),
            round => [ir.Emit(Op.IntAddWrap, round[0], ir.EmitInt(1)), ir.Emit(Op.IntMul, round[1], round[0])],
            ir.EmitInt(2), ir.EmitInt(1))[1];
    }

    /// <summary><c>comb(n, k)</c>.</summary>
    /// <remarks>
    /// Each product of i factors is divisible by i!, and its quotient is a binomial coefficient that is not greater than the answer: it exits
    /// only where the answer does not fit, and does so soon.
    /// </remarks>
    public static Value Combinations(Number number, Number count, IrBuilder ir)
    {
        var (n, k, isPossible) = Counts(number, count, ir);
        var fewer = ir.Emit(Op.IntMin, k, ir.Emit(Op.IntSubWrap, n, k));
        var start = ir.Emit(Op.IntSubWrap, n, fewer);
        var result = ir.Repeat(
            round => ir.Emit(Op.IntLessOrEqual, round[0], fewer),
            round =>
            [
                ir.Emit(Op.IntAddWrap, round[0], ir.EmitInt(1)),
                ir.Emit(
                    Op.UIntMulDiv, round[1], ir.Emit(Op.UIntFromBits, ir.Emit(Op.IntAddWrap, start, round[0])),
                    ir.Emit(Op.UIntFromBits, round[0])),
            ],
            ir.EmitInt(1), ir.EmitUInt(1))[1];
        return Either(isPossible, ir.Emit(Op.IntFromUInt, result), ir);
    }

    /// <summary><c>perm(n, k)</c>.</summary>
    public static Value Permutations(Number number, Number count, IrBuilder ir)
    {
        var (n, k, isPossible) = Counts(number, count, ir);
        // Where there are none, nothing is multiplied: of factors that go on below 0 there could be many.
        var factors = ir.Emit(Op.IntMulWrap, k, isPossible);
        var result = ir.Repeat(
            round => ir.Emit(Op.IntLess, round[0], factors),
            round => [ir.Emit(Op.IntAddWrap, round[0], ir.EmitInt(1)), ir.Emit(Op.IntMul, round[1], ir.Emit(Op.IntSubWrap, n, round[0]))],
            ir.EmitInt(0), ir.EmitInt(1))[1];
        return Either(isPossible, result, ir);
    }

    // An exact product, though it fits: of a wrapping one the bits alone count, and what does not fit would not exit.
    private static Value Either(Value isPossible, Value result, IrBuilder ir) => ir.Emit(Op.IntMul, result, isPossible);

    /// <summary>Two counts, which are not negative, and whether the second is not greater, as an int.</summary>
    private static (Value N, Value K, Value IsPossible) Counts(Number number, Number count, IrBuilder ir)
    {
        var (n, k) = (ir.ToSigned(number), ir.ToSigned(count));
        ir.EmitCheck(Op.CheckNotNegative, n, ExitReason.Raise);
        ir.EmitCheck(Op.CheckNotNegative, k, ExitReason.Raise);
        return (n, k, ir.Emit(Op.IntFromBool, ir.Emit(Op.IntLessOrEqual, k, n)));
    }

    private static Value Gcd(Value first, Value second, IrBuilder ir)
    {
        var zero = ir.EmitUInt(0);
        return ir.Repeat(
            round => ir.Emit(Op.UIntLess, zero, round[1]),
            round => [round[1], ir.Emit(Op.UIntFloorMod, round[0], round[1])],
            first, second)[0];
    }
}
