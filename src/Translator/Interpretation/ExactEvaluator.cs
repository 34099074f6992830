using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Interpretation;

/// <summary>Evaluates IR with Python's unbounded integers: what native code leaves to when it cannot go on.</summary>
/// <remarks>
/// Operations that may overflow give the integer that Python would; the wrapping ones wrap. The IR has no side effects, so a call
/// can be evaluated again from its arguments. It is the IR as built, not the optimised one, which has lost <see cref="Value.IsLong"/>.
/// No value has more than <see cref="MaximumBits"/>, all together take no more than 32 MB, and all operations about as long as 500
/// products of 100,000 bits, less than a second. Beyond each it exits with <see cref="ExitReason.Overflow"/>: neither
/// <c>2 ** 10**18</c> nor a thousand products of numbers that are just small enough may take all memory or minutes.
/// </remarks>
public sealed class ExactEvaluator
{
    /// <summary>The size that no value exceeds, in bits.</summary>
    public const int MaximumBits = 1 << 20;

    private readonly BigInteger[] _values;
    private readonly bool[] _isLong;                            // of Python 2: a long stays one, however small it becomes
    private readonly IReadOnlyList<BigInteger> _arguments;
    private readonly ExactBudget _budget = new();

    private ExactEvaluator(Function function, IReadOnlyList<BigInteger> arguments)
    {
        _values = new BigInteger[function.ValueCount];
        _isLong = new bool[function.ValueCount];
        _arguments = arguments;
    }

    /// <summary>Evaluates one call.</summary>
    /// <param name="function">The function; its loops must end.</param>
    /// <param name="arguments">A value for each parameter; 0 or 1 for a bool.</param>
    public static ExactOutcome Evaluate(Function function, IReadOnlyList<BigInteger> arguments)
    {
        ArgumentNullException.ThrowIfNull(function);
        return new ExactEvaluator(function, arguments).Run(function.Entry);
    }

    private ExactOutcome Run(Block block)
    {
        while (true)
        {
            Block? next = null;
            foreach (var value in block)
            {
                switch (value.Op)
                {
                    case Op.Return:
                        return new ExactOutcome(A(value), ExitReason.None, value.Origin);
                    case Op.Exit:
                    case Op.CheckNonZero when A(value).IsZero:
                    case Op.CheckNotNegative when A(value).Sign < 0:
                        return new ExactOutcome(default, value.Reason, value.Origin, FailsOnLong(value));
                    case Op.CheckNonZero or Op.CheckNotNegative or Op.Phi:
                        break;
                    case Op.Jump:
                        next = block.Successors[0];
                        break;
                    case Op.Branch:
                        next = block.Successors[A(value).IsOne ? 0 : 1];
                        break;
                    default:
                        if (!CanPayFor(value) || Compute(value) is not { } result || !_budget.Keep(result))
                            return new ExactOutcome(default, ExitReason.Overflow, value.Origin);
                        _values[value.Id] = result;
                        _isLong[value.Id] = value.Type == IrType.Int64 && IsLong(value, result);
                        break;
                }
            }
            Enter(next!, from: block);                          // a complete block ends in one of the terminators above
            block = next!;
        }
    }

    /// <summary>Gives the phis of a block their values, all at once: one may be an operand of another.</summary>
    private void Enter(Block block, Block from)
    {
        var edge = 0;
        while (block.Predecessors[edge] != from)
            edge++;
        var phis = block.Phis.ToList();
        var incoming = phis.ConvertAll(phi => _values[phi.Operands[edge].Id]);
        var long2 = phis.ConvertAll(phi => _isLong[phi.Operands[edge].Id]);
        for (var i = 0; i < phis.Count; i++)
            (_values[phis[i].Id], _isLong[phis[i].Id]) = (incoming[i], long2[i]);
    }

    private bool IsLong(Value value, BigInteger result) =>
        value.IsLong || result < long.MinValue || result > long.MaxValue || value.Operands.Any(operand => _isLong[operand.Id]);

    // The division that a check protects stands right behind it; Python's error speaks of both operands, the check tests one.
    private bool FailsOnLong(Value check) =>
        check.Operands.Concat(check.Next?.Operands ?? []).Any(operand => _isLong[operand.Id]);

    private bool CanPayFor(Value value) =>
        _budget.Pay(value.Op, value.Operands.Count > 0 ? A(value) : default, value.Operands.Count > 1 ? B(value) : default);

    private BigInteger A(Value value) => _values[value.Operands[0].Id];

    private BigInteger B(Value value) => _values[value.Operands[1].Id];

    private BigInteger? Compute(Value value) => value.Op switch
    {
        Op.Parameter => _arguments[(int)value.Immediate],
        Op.IntConstant or Op.BoolConstant => value.Immediate,
        Op.NoneConstant => BigInteger.Zero,
        Op.IntAdd => Bounded(A(value) + B(value)),
        Op.IntSub => Bounded(A(value) - B(value)),
        Op.IntMul => Bounded(A(value) * B(value)),
        Op.IntNeg => -A(value),
        Op.IntAddWrap => Wrap(A(value) + B(value)),
        Op.IntSubWrap => Wrap(A(value) - B(value)),
        Op.IntMulWrap => Wrap(A(value) * B(value)),
        Op.IntNegWrap => Wrap(-A(value)),
        Op.IntNot => -A(value) - 1,
        Op.IntAnd or Op.BoolAnd => A(value) & B(value),
        Op.IntOr or Op.BoolOr => A(value) | B(value),
        Op.IntXor or Op.BoolXor => A(value) ^ B(value),
        Op.IntShiftLeft => ShiftLeft(A(value), B(value)),
        Op.IntShiftLeftWrap => B(value) >= 64 ? BigInteger.Zero : Wrap(A(value) << (int)B(value)),
        Op.IntShiftRight => ShiftRight(A(value), B(value)),
        Op.IntFloorDiv => FloorDiv(A(value), B(value)),
        Op.IntFloorDivWrap => Wrap(FloorDiv(A(value), B(value))),
        Op.IntFloorMod => A(value) - B(value) * FloorDiv(A(value), B(value)),
        Op.IntPow => Power(A(value), B(value)),
        Op.IntPowWrap => Wrap(BigInteger.ModPow(A(value), B(value), BigInteger.One << 64)),
        Op.IntEqual => Truth(A(value) == B(value)),
        Op.IntNotEqual => Truth(A(value) != B(value)),
        Op.IntLess => Truth(A(value) < B(value)),
        Op.IntLessOrEqual => Truth(A(value) <= B(value)),
        Op.IntGreater => Truth(A(value) > B(value)),
        Op.IntGreaterOrEqual => Truth(A(value) >= B(value)),
        Op.IntFromBool => A(value),
        Op.BoolNot => BigInteger.One - A(value),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.Op, "The operation gives no value."),
    };

    private static BigInteger Truth(bool value) => value ? BigInteger.One : BigInteger.Zero;

    private static BigInteger? Bounded(BigInteger value) => value.GetBitLength() <= MaximumBits ? value : null;

    private static BigInteger Wrap(BigInteger value) => (long)(ulong)(value & ulong.MaxValue);

    private static BigInteger? ShiftLeft(BigInteger a, BigInteger b) =>
        a.IsZero ? a : b > MaximumBits ? null : Bounded(a << (int)b);

    // A value has at most MaximumBits bits: a longer shift leaves the sign alone.
    private static BigInteger ShiftRight(BigInteger a, BigInteger b) => a >> (int)BigInteger.Min(b, MaximumBits);

    private static BigInteger FloorDiv(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder.IsZero || remainder.Sign == b.Sign ? quotient : quotient - 1;
    }

    private static BigInteger? Power(BigInteger a, BigInteger b)
    {
        if (a.IsZero || a.IsOne || b.IsZero)
            return b.IsZero ? BigInteger.One : a;
        if (a == BigInteger.MinusOne)
            return b.IsEven ? BigInteger.One : a;
        // |a| >= 2, so the answer has at least b bits: a longer exponent is not worth the start.
        return b > MaximumBits || (BigInteger.Abs(a).GetBitLength() - 1) * b > MaximumBits ? null : Bounded(BigInteger.Pow(a, (int)b));
    }
}
