using System.Collections.Immutable;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>
/// Functions of any operations, with branches, phis and loops that end, and a frame state for all that may exit; arguments that look for
/// the limits.
/// </summary>
internal sealed class RandomFunctions
{
    private static readonly IrType[] s_parameters =
        [IrType.Int64, IrType.Int64, IrType.Int64, IrType.Bool, IrType.UInt64, IrType.Float64];

    private static readonly Op[] s_exact =
    [
        Op.IntAdd, Op.IntAdd, Op.IntSub, Op.IntMul, Op.IntMul, Op.IntNeg, Op.IntShiftLeft, Op.IntFloorDiv, Op.IntPow,
        Op.UIntAdd, Op.UIntSub, Op.UIntMul, Op.UIntShiftLeft, Op.UIntMulDiv, Op.UIntFromInt, Op.IntFromUInt, Op.IntFromFloat,
    ];

    private static readonly Op[] s_wrapping =
    [
        Op.IntAddWrap, Op.IntAddWrap, Op.IntSubWrap, Op.IntMulWrap, Op.IntNegWrap, Op.IntShiftLeftWrap, Op.IntFloorDivWrap, Op.IntPowWrap,
    ];

    private static readonly Op[] s_common =
    [
        Op.IntNot, Op.IntAnd, Op.IntAnd, Op.IntOr, Op.IntXor, Op.IntShiftRight, Op.IntFloorMod, Op.IntFloorMod, Op.IntFromBool,
        Op.IntEqual, Op.IntNotEqual, Op.IntLess, Op.IntLessOrEqual, Op.IntGreater, Op.IntGreaterOrEqual,
        Op.BoolNot, Op.BoolAnd, Op.BoolOr, Op.BoolXor, Op.CheckNonZero, Op.CheckNotNegative, Op.CheckTrue, Op.CheckFloatExact,
        Op.UIntFromBits, Op.IntFromBits, Op.UIntShiftRight, Op.UIntFloorDiv, Op.UIntFloorMod, Op.UIntMulMod, Op.UIntLess, Op.UIntLessOrEqual,
        Op.FloatAdd, Op.FloatSub, Op.FloatMul, Op.FloatDiv, Op.FloatNeg, Op.FloatAbs, Op.FloatFloor, Op.FloatSqrt, Op.FloatCopySign,
        Op.FloatCeil, Op.FloatTruncate, Op.FloatRound, Op.FloatMin, Op.FloatMax, Op.FloatCall1, Op.FloatCall2, Op.FloatCall3,
        Op.IntMin, Op.IntMax, Op.UIntBitLength, Op.UIntBitCount,
        Op.FloatRemainder, Op.FloatPow, Op.FloatFloorDiv, Op.FloatFloorMod, Op.FloatEqual, Op.FloatNotEqual, Op.FloatLess,
        Op.FloatLessOrEqual, Op.FloatFromInt, Op.FloatFromUInt,
    ];

    private static readonly long[] s_interesting =
    [
        0, 1, -1, 2, -2, 3, 7, 8, 10, 31, 32, 62, 63, 64, 65, 100, 255, -256, 1L << 31, -(1L << 32), 3037000500, 1L << 53, -(1L << 53) - 1,
        1L << 62, long.MaxValue, long.MinValue, long.MinValue + 1, long.MaxValue - 1,
    ];

    private static readonly double[] s_interestingFloats =
    [
        0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -3.0, 1e300, -1e-300, double.Epsilon, double.MaxValue, double.PositiveInfinity,
        double.NegativeInfinity, double.NaN, 9007199254740993.0, 9223372036854775808.0, -9223372036854775808.0,
    ];

    private readonly Random _random;
    private readonly Function _function;
    private readonly Op[] _ops;
    private readonly bool _wraps;
    private readonly Dictionary<IrType, List<Value>> _known = [];
    private Block _block;
    private int _states;

    private RandomFunctions(int seed, bool wraps)
    {
        _random = new Random(seed);
        _wraps = wraps;
        _ops = [.. wraps ? s_wrapping : s_exact, .. s_common];
        _function = new Function($"random{seed}", IrType.Mixed);
        _block = _function.NewBlock();
        foreach (var type in s_parameters)
            _known.TryAdd(type, []);
    }

    /// <summary>A verified function of three ints, a bool, an unsigned integer and a float.</summary>
    public static Function Make(int seed, bool wraps)
    {
        var maker = new RandomFunctions(seed, wraps);
        maker.MakeBody();
        maker._function.InferResults();
        IrVerifier.Verify(maker._function);
        return maker._function;
    }

    /// <summary>
    /// A verified function of the same parameters that is one deep expression: every operation works on the one before, mostly together
    /// with a constant, so that rules meet and what they free is not needed otherwise.
    /// </summary>
    public static Function MakeExpression(int seed, bool wraps)
    {
        var maker = new RandomFunctions(seed, wraps);
        maker.MakeParameters();
        maker.MakeChain(maker._random.Next(2, 7));
        maker._function.InferResults();
        IrVerifier.Verify(maker._function);
        return maker._function;
    }

    /// <summary>Arguments for a function.</summary>
    public static long[] Arguments(Function function, Random random) => [.. function.Parameters.Select(parameter => parameter.Type switch
    {
        IrType.Bool => random.Next(2),
        IrType.Float64 => BitConverter.DoubleToInt64Bits(Float(random)),
        _ => Number(random),
    })];

    /// <summary>A number: small, large, or at a limit.</summary>
    public static long Number(Random random) => random.Next(4) switch
    {
        0 => random.Next(-4, 5),
        1 => random.NextInt64(long.MinValue, long.MaxValue),
        2 => random.NextInt64(-1000, 1000),
        _ => s_interesting[random.Next(s_interesting.Length)],
    };

    /// <summary>A float: a small whole number, any bits, or at a limit.</summary>
    public static double Float(Random random) => random.Next(4) switch
    {
        0 => random.Next(-4, 5),
        1 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        2 => (random.NextDouble() - 0.5) * 1000,
        _ => s_interestingFloats[random.Next(s_interestingFloats.Length)],
    };

    private void MakeParameters()
    {
        for (var i = 0; i < s_parameters.Length; i++)
            Know(_block.Append(_function.NewValue(Op.Parameter, [], SourceLocation.None, s_parameters[i], i)));
    }

    private void MakeChain(int length)
    {
        var value = _known[IrType.Int64][0];
        for (var i = 0; i < length; i++)
        {
            var op = _ops[_random.Next(_ops.Length)];
            ref readonly var info = ref OpInfo.Of(op);
            // Ints are what most rules are for.
            if (info.ResultType == IrType.Void || (info.ResultType == IrType.Float64 && _random.Next(3) > 0))
                continue;
            value = Convert(value, info.OperandType);
            var operands = new Value[info.Arity];
            var place = _random.Next(3) == 0 ? operands.Length - 1 : 0;
            for (var operand = 0; operand < operands.Length; operand++)
                operands[operand] = operand == place ? value : Other(value.Type);
            value = Guarded(op, operands);
            Know(value);
        }
        Append(Op.Return, value.Type == IrType.Bool ? Append(Op.IntFromBool, value) : value);

        Value Other(IrType type) => type is IrType.Bool or IrType.Float64 || _random.Next(3) == 0
            ? Any(type)
            : Constant(type, _random.Next(2) == 0 ? _random.Next(-3, 70) : s_interesting[_random.Next(s_interesting.Length)]);
    }

    private Value Convert(Value value, IrType type) => (value.Type, type) switch
    {
        _ when value.Type == type => value,
        (IrType.Bool, IrType.Int64) => Append(Op.IntFromBool, value),
        (IrType.UInt64, IrType.Int64) => Append(_wraps ? Op.IntFromBits : Op.IntFromUInt, value),
        (IrType.Int64, IrType.UInt64) => Append(_wraps ? Op.UIntFromBits : Op.UIntFromInt, value),
        (IrType.Int64, IrType.Float64) => Append(Op.FloatFromInt, value),
        (IrType.UInt64, IrType.Float64) => Append(Op.FloatFromUInt, value),
        (IrType.Int64, IrType.Bool) => Append(Op.IntGreater, value, Any(IrType.Int64)),
        (IrType.UInt64, IrType.Bool) => Append(Op.UIntLess, value, Any(IrType.UInt64)),
        (IrType.Float64, IrType.Bool) => Append(Op.FloatLess, value, Any(IrType.Float64)),
        (_, IrType.Bool) => throw new NotSupportedException($"{value.Type}"),
        (IrType.Float64, IrType.Int64) when !_wraps => Append(Op.IntFromFloat, value),
        _ => Convert(Convert(value, value.Type == IrType.Float64 ? IrType.Bool : IrType.Int64), type),
    };

    private void MakeBody()
    {
        MakeParameters();
        MakeStatements(_random.Next(2, 25), depth: 0);
        Append(Op.Return, Any(_random.Next(4) > 0 ? IrType.Int64 : s_parameters[_random.Next(s_parameters.Length)]));
    }

    private void MakeStatements(int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            var kind = depth < 3 ? _random.Next(24) : 24;
            if (kind == 0)
                MakeLoop(depth + 1);
            else if (kind <= 2)
                MakeBranch(depth + 1);
            else if (kind <= 4)
                MakeIdiom();
            else
                MakeValue();
        }
    }

    private void MakeValue()
    {
        var op = _ops[_random.Next(_ops.Length)];
        ref readonly var info = ref OpInfo.Of(op);
        if (info.ResultType == IrType.Void)
        {
            if (_random.Next(3) == 0)
                Check(op, Any(info.OperandType));
            return;
        }
        var operands = new Value[info.Arity];
        for (var i = 0; i < operands.Length; i++)
            operands[i] = Any(info.OperandType);
        if (op is Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPow or Op.IntPowWrap && _random.Next(2) == 0)
            operands[1] = Constant(IrType.Int64, _random.Next(70));
        Know(Guarded(op, operands));
    }

    // What people write, and passes look for.
    private void MakeIdiom()
    {
        var (mul, add) = _wraps ? (Op.IntMulWrap, Op.IntAddWrap) : (Op.IntMul, Op.IntAdd);
        switch (_random.Next(8))
        {
            case 6:   // a if c else b
                var type = s_parameters[_random.Next(s_parameters.Length)];
                Know(Append(Op.Select, Condition(), Any(type), Any(type)));
                break;
            case 7:   // a if a < b else b
                var (a, b) = (Any(IrType.Int64), Any(IrType.Int64));
                var (x, y) = (Any(IrType.Float64), Any(IrType.Float64));
                var comparison = Append(_random.Next(2) == 0 ? Op.IntLess : Op.IntGreaterOrEqual, a, b);
                Know(_random.Next(2) == 0 ? Append(Op.Select, comparison, a, b) : Append(Op.Select, comparison, b, a));
                Know(_random.Next(2) == 0 ? Append(Op.Select, Append(Op.FloatLess, x, y), x, y) : Append(Op.Select, Append(Op.FloatLess, x, y), y, x));
                break;
            case 5:   // T[a & 7]
                Know(Load(Append(Op.IntAnd, Any(IrType.Int64), Constant(IrType.Int64, _random.Next(8)))));
                break;
            case 0:   // a * b % m
                var product = Append(mul, Any(IrType.Int64), Any(IrType.Int64));
                Know(Guarded(_random.Next(3) == 0 && !_wraps ? Op.IntFloorDiv : Op.IntFloorMod, product, Any(IrType.Int64)));
                break;
            case 1:   // (a * b + c) & mask
                var sum = Append(add, Append(mul, Any(IrType.Int64), Any(IrType.Int64)), Any(IrType.Int64));
                Know(Append(Op.IntAnd, sum, Constant(IrType.Int64, (1L << _random.Next(1, 64)) - 1)));
                break;
            case 2:   // (a * b + c) modulo 2**64
                var wide = Append(add, Append(mul, Any(IrType.Int64), Any(IrType.Int64)), Any(IrType.Int64));
                Know(Append(Op.UIntFromBits, Append(Op.IntAnd, wide, Constant(IrType.Int64, -1))));
                break;
            case 3 when !_wraps:   // unsigned a * b % m
                var unsigned = Append(Op.UIntMul, Any(IrType.UInt64), Any(IrType.UInt64));
                Know(Guarded(Op.UIntFloorMod, unsigned, Any(IrType.UInt64)));
                break;
            default:   // a small number
                Know(Append(Op.IntAnd, Any(IrType.Int64), Constant(IrType.Int64, _random.Next(1, 1000))));
                break;
        }
    }

    private Value Load(Value index)
    {
        IrType[] types = [IrType.Int64, IrType.Bool, IrType.Float64];
        var type = types[_random.Next(types.Length)];
        var words = Enumerable.Range(0, 8).Select(_ => type switch
        {
            IrType.Bool => _random.Next(2),
            IrType.Float64 => BitConverter.DoubleToInt64Bits(Float(_random)),
            _ => Number(_random),
        });
        var load = _function.NewValue(Op.LoadTable, [index], SourceLocation.None, type);
        load.Table = new ConstantTable(type, [.. words]);
        return _block.Append(load);
    }

    private void MakeBranch(int depth)
    {
        var counts = Counts();
        var join = _function.NewBlock();
        var ways = new Block[2];
        var values = new Value[2][];
        IrType[] types = [IrType.Int64, IrType.Bool, IrType.UInt64, IrType.Float64];
        var from = _block;
        Append(Op.Branch, Condition());
        for (var way = 0; way < 2; way++)
        {
            ways[way] = _block = _function.NewBlock();
            from.AddSuccessor(_block);
            MakeStatements(_random.Next(4), depth);
            if (_random.Next(12) == 0)
                Check(Op.CheckNonZero, Constant(IrType.Int64, 0));
            values[way] = [.. types.Select(Any)];
            JumpTo(join);
            Forget(counts);
        }
        _block = join;
        for (var i = 0; i < types.Length; i++)
            Know(Phi(types[i], values[0][i], values[1][i]));
    }

    // A comparison of what was made last, mostly: what follows then knows more of it.
    private Value Condition() => _random.Next(3) switch
    {
        0 => Any(IrType.Bool),
        1 => Append(Op.IntLess, Any(IrType.Int64), Any(IrType.Int64)),
        _ => Append(Op.BoolAnd,
            Append(Op.IntLessOrEqual, Constant(IrType.Int64, _random.Next(-3, 3)), Any(IrType.Int64)),
            Append(Op.IntLess, Any(IrType.Int64), Constant(IrType.Int64, _random.Next(100)))),
    };

    // i = 0; while i < n and a < b: ...; i += 1, for a small n, with some values carried round
    private void MakeLoop(int depth)
    {
        var (start, one) = (Constant(IrType.Int64, 0), Constant(IrType.Int64, 1));
        IrType[] types = [IrType.Int64, IrType.Int64, IrType.Bool, IrType.UInt64, IrType.Float64];
        Value[] starts = [.. types.Select(Any)];
        var counts = Counts();
        var header = _function.NewBlock();
        JumpTo(header);
        _block = header;
        var counter = Phi(IrType.Int64, start);
        Value[] carried = [.. types.Select((type, index) => Phi(type, starts[index]))];
        Append(Op.Branch, Append(Op.IntLess, counter, Constant(IrType.Int64, _random.Next(5))));
        var (body, exit) = (_function.NewBlock(), _function.NewBlock());
        header.AddSuccessor(body);
        header.AddSuccessor(exit);

        _block = body;
        foreach (var value in carried)
            Know(value);
        Know(counter);
        if (_random.Next(2) == 0)
        {
            var rest = _function.NewBlock();
            Append(Op.Branch, Append(Op.IntLess, carried[0], Any(IrType.Int64)));
            _block.AddSuccessor(rest);
            _block.AddSuccessor(exit);
            _block = rest;
        }
        MakeStatements(_random.Next(5), depth);
        counter.AddOperand(Append(_wraps ? Op.IntAddWrap : Op.IntAdd, counter, one));
        for (var i = 0; i < carried.Length; i++)
            carried[i].AddOperand(_random.Next(4) == 0 ? carried[i] : Any(types[i]));
        if (_random.Next(3) == 0)
            carried[0].SetOperand(1, Append(_wraps ? Op.IntAddWrap : Op.IntAdd, carried[0], Constant(IrType.Int64, _random.Next(-2, 3))));
        JumpTo(header);
        Forget(counts);

        _block = exit;
        foreach (var value in carried)
            Know(value);
    }

    // An operation behind the checks that it needs.
    private Value Guarded(Op op, params Value[] operands)
    {
        switch (op)
        {
            case Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod:
                Check(Op.CheckNonZero, operands[1]);
                break;
            case Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPow or Op.IntPowWrap:
                Check(Op.CheckNotNegative, operands[1]);
                break;
            case Op.UIntFloorDiv or Op.UIntFloorMod or Op.UIntMulMod or Op.UIntMulDiv:
                Check(Op.CheckTrue, Append(Op.UIntLess, Constant(IrType.UInt64, 0), operands[^1]));
                break;
            case Op.UIntShiftLeft or Op.UIntShiftRight when !_wraps:
                Check(Op.CheckTrue, Append(Op.UIntLessOrEqual, Constant(IrType.UInt64, 0), operands[1]));
                break;
            case Op.FloatFloorDiv or Op.FloatFloorMod:
                Check(Op.CheckTrue, Append(Op.FloatNotEqual, operands[1], Constant(IrType.Float64, 0)));
                break;
        }
        return Append(op, operands);
    }

    private void Check(Op op, Value tested)
    {
        var reason = op switch
        {
            Op.CheckNonZero => ExitReason.DivisionByZero,
            Op.CheckNotNegative => ExitReason.NegativeShift,
            Op.CheckFloatExact => ExitReason.Inexact,
            _ => ExitReason.FloatDivisionByZero,
        };
        _block.Append(_function.NewValue(op, [tested, State()], SourceLocation.None, reason: reason));
    }

    private Value Any(IrType type)
    {
        // What was made last is used most: long chains give rules something to see.
        if (_random.Next(type == IrType.Bool ? 6 : 4) == 0)
        {
            return Constant(type, type switch
            {
                IrType.Bool => _random.Next(2),
                IrType.Float64 => BitConverter.DoubleToInt64Bits(Float(_random)),
                _ => Number(_random),
            });
        }
        var known = _known[type];
        return _random.Next(2) == 0 ? known[^Math.Min(known.Count, _random.Next(1, 4))] : known[_random.Next(known.Count)];
    }

    private Value Constant(IrType type, long number)
    {
        var op = type switch
        {
            IrType.Bool => Op.BoolConstant,
            IrType.UInt64 => Op.UIntConstant,
            IrType.Float64 => Op.FloatConstant,
            _ => Op.IntConstant,
        };
        return _block.Append(_function.NewValue(op, [], SourceLocation.None, immediate: number));
    }

    private Value Append(Op op, params ReadOnlySpan<Value> operands) => OpInfo.Of(op).MayExit
        ? _block.Append(_function.NewValue(op, [.. operands, State()], SourceLocation.None))
        : _block.Append(_function.NewValue(op, operands, SourceLocation.None, immediate: FloatCalls.Any(op, _random)));

    // Each describes a frame of its own, with a few values.
    private Value State()
    {
        var slots = ImmutableArray.CreateBuilder<FrameSlot>();
        var operands = new List<Value>();
        for (var place = _random.Next(3); place < 3; place++)
        {
            var kind = _random.Next(8) switch
            {
                0 => FrameSlotKind.Constant,
                1 => FrameSlotKind.RangeIterator,
                _ => FrameSlotKind.Value,
            };
            slots.Add(new FrameSlot(place, kind, kind == FrameSlotKind.Constant ? 1 : 0));
            for (var i = 0; i < FrameSlots.OperandsOf(kind); i++)
            {
                var known = _known[kind == FrameSlotKind.Value ? s_parameters[_random.Next(s_parameters.Length)] : IrType.Int64];
                operands.Add(known[^_random.Next(1, Math.Min(known.Count, 6) + 1)]);
            }
        }
        var frame = new FrameShape(_states++, _random.Next(3), slots.ToImmutable());
        return _block.Append(_function.NewValue(Op.FrameState, [.. operands], SourceLocation.None, frame: frame));
    }

    private Value Phi(IrType type, params Value[] operands)
    {
        var phi = _function.NewValue(Op.Phi, operands, SourceLocation.None, type);
        return _block.Append(phi);
    }

    private void JumpTo(Block target)
    {
        Append(Op.Jump);
        _block.AddSuccessor(target);
    }

    private void Know(Value value) => _known[value.Type].Add(value);

    private Dictionary<IrType, int> Counts() => _known.ToDictionary(pair => pair.Key, pair => pair.Value.Count);

    private void Forget(Dictionary<IrType, int> counts)
    {
        foreach (var (type, count) in counts)
            _known[type].RemoveRange(count, _known[type].Count - count);
    }
}
