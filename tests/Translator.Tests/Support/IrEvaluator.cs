using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Runs IR by the documented meaning of each operation, in the plainest way.</summary>
/// <remarks>Integers are big; as native code does, an overflow exits at the operation, or as Python does, nothing overflows.</remarks>
internal sealed class IrEvaluator
{
    /// <summary>Operations after which a function is taken not to end, where nothing else is said.</summary>
    public const int MaxSteps = 200_000;

    private const int MaxBits = 5_000;

    private readonly Dictionary<Value, BigInteger?> _values = [];   // null: too large to be computed
    private readonly bool _unbounded;

    private readonly int _maxSteps;

    private IrEvaluator(bool unbounded, int maxSteps) => (_unbounded, _maxSteps) = (unbounded, maxSteps);

    /// <summary>As native code does: an answer beyond 64 bits exits.</summary>
    public static IrOutcome Run(Function function, params long[] arguments) => Run(function, MaxSteps, arguments);

    /// <summary>As native code does, up to a number of operations.</summary>
    public static IrOutcome Run(Function function, int maxSteps, long[] arguments) =>
        new IrEvaluator(unbounded: false, maxSteps).RunFunction(function, arguments);

    /// <summary>As Python does: integers grow, save where an operation says that it wraps.</summary>
    public static IrOutcome RunUnbounded(Function function, params long[] arguments) =>
        new IrEvaluator(unbounded: true, MaxSteps).RunFunction(function, arguments);

    private IrOutcome RunFunction(Function function, long[] arguments)
    {
        var steps = 0;
        Block? from = null;
        for (var block = function.Entry; ;)
        {
            // All phis read before any is written: they take the edge at one time.
            if (from is not null)
            {
                var edge = block.Predecessors.ToList().IndexOf(from);
                var incoming = block.Phis.Select(phi => (phi, value: _values[phi.Operands[edge]])).ToList();
                foreach (var (phi, value) in incoming)
                    _values[phi] = value;
            }
            foreach (var value in block.Where(value => value.Op != Op.Phi))
            {
                if (++steps > _maxSteps)
                    return IrOutcome.TooLarge;
                if (value.Has(Effects.Terminator))
                    break;
                if (value.Has(Effects.Check))
                {
                    if (_values[value.Operands[0]] is not { } tested)
                        return IrOutcome.TooLarge;
                    if (value.Op == Op.CheckNonZero ? tested.IsZero : tested.Sign < 0)
                        return IrOutcome.Exited(value.Reason);
                    continue;
                }
                var result = value.Op switch
                {
                    Op.Parameter => arguments[value.Immediate],
                    Op.IntConstant or Op.BoolConstant or Op.NoneConstant => value.Immediate,
                    _ when value.Operands.Any(operand => _values[operand] is null) => null,
                    _ => Compute(value.Op, [.. value.Operands.Select(operand => _values[operand]!.Value)]),   // not null, just seen
                };
                if (!_unbounded && result is { } computed && computed != Wrap(computed))
                {
                    Assert.That(value.Has(Effects.MayOverflow), $"{value} has a result beyond 64 bits");
                    return IrOutcome.Exited(ExitReason.Overflow);
                }
                _values[value] = result;
            }

            var terminator = block.Terminator!;   // verified IR has one
            switch (terminator.Op)
            {
                case Op.Return:
                    return _values[terminator.Operands[0]] is { } answer ? IrOutcome.Returned(answer) : IrOutcome.TooLarge;
                case Op.Exit:
                    return IrOutcome.Exited(terminator.Reason);
                case Op.Branch:
                    if (_values[terminator.Operands[0]] is not { } condition)
                        return IrOutcome.TooLarge;
                    (from, block) = (block, block.Successors[condition.IsZero ? 1 : 0]);
                    break;
                default:
                    (from, block) = (block, block.Successors[0]);
                    break;
            }
        }
    }

    /// <summary>One operation; <see langword="null"/> when the answer has far too many bits.</summary>
    private BigInteger? Compute(Op op, BigInteger[] x) => op switch
    {
        Op.IntAdd => x[0] + x[1],
        Op.IntSub => x[0] - x[1],
        Op.IntMul => Limit(x[0] * x[1]),
        Op.IntNeg => -x[0],
        Op.IntAddWrap => Wrap(x[0] + x[1]),
        Op.IntSubWrap => Wrap(x[0] - x[1]),
        Op.IntMulWrap => Wrap(x[0] * x[1]),
        Op.IntNegWrap => Wrap(-x[0]),
        Op.IntNot => -x[0] - 1,
        Op.IntAnd => x[0] & x[1],
        Op.IntOr => x[0] | x[1],
        Op.IntXor => x[0] ^ x[1],
        Op.IntShiftLeft => ShiftLeft(x[0], x[1]),
        Op.IntShiftLeftWrap => x[1] >= 64 ? 0 : Wrap(x[0] << (int)x[1]),
        Op.IntShiftRight => x[1] > MaxBits ? (x[0].Sign < 0 ? -1 : 0) : x[0] >> (int)x[1],
        Op.IntFloorDiv => FloorDivide(x[0], x[1]),
        Op.IntFloorDivWrap => Wrap(FloorDivide(x[0], x[1])),
        Op.IntFloorMod => x[0] - FloorDivide(x[0], x[1]) * x[1],
        Op.IntPow => Power(x[0], x[1]),
        Op.IntPowWrap => Wrap(BigInteger.ModPow(x[0], NotNegative(x[1]), BigInteger.One << 64)),
        Op.IntEqual => x[0] == x[1] ? 1 : 0,
        Op.IntNotEqual or Op.BoolXor => x[0] != x[1] ? 1 : 0,
        Op.IntLess => x[0] < x[1] ? 1 : 0,
        Op.IntLessOrEqual => x[0] <= x[1] ? 1 : 0,
        Op.IntGreater => x[0] > x[1] ? 1 : 0,
        Op.IntGreaterOrEqual => x[0] >= x[1] ? 1 : 0,
        Op.IntFromBool => x[0],
        Op.BoolNot => 1 - x[0],
        Op.BoolAnd => x[0] & x[1],
        Op.BoolOr => x[0] | x[1],
        _ => throw new NotSupportedException($"{op}"),
    };

    private static BigInteger Wrap(BigInteger value) => (long)(ulong)(value & ulong.MaxValue);

    private static BigInteger? Limit(BigInteger value) => value.GetBitLength() > MaxBits ? null : value;

    private static BigInteger NotNegative(BigInteger value) =>
        value.Sign >= 0 ? value : throw new InvalidOperationException("A count or exponent is negative: its check is gone.");

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder.Sign != 0 && remainder.Sign != b.Sign ? quotient - 1 : quotient;
    }

    private int MaxShift => _unbounded ? MaxBits : 128;

    // Without bounds an answer may be too large; with them it is enough to know that it does not fit.
    private BigInteger? ShiftLeft(BigInteger a, BigInteger count)
    {
        if (a.IsZero)
            return 0;
        if (NotNegative(count) > MaxShift)
            return _unbounded ? null : BigInteger.One << 64;
        return a << (int)count;
    }

    private BigInteger? Power(BigInteger a, BigInteger exponent)
    {
        if (NotNegative(exponent).IsZero || a.IsOne)
            return 1;
        if (a.IsZero)
            return 0;
        if (a == -1)
            return exponent.IsEven ? 1 : -1;
        if (exponent * (BigInteger.Abs(a).GetBitLength() - 1) > MaxShift)
            return _unbounded ? null : BigInteger.One << 64;
        return BigInteger.Pow(a, (int)exponent);
    }
}
