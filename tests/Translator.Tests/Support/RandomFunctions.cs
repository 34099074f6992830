using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Functions of any operations, with branches, phis and loops that end; arguments that look for the limits.</summary>
internal sealed class RandomFunctions
{
    private static readonly Op[] s_exact =
    [
        Op.IntAdd, Op.IntSub, Op.IntMul, Op.IntNeg, Op.IntShiftLeft, Op.IntFloorDiv, Op.IntPow,
    ];

    private static readonly Op[] s_wrapping =
    [
        Op.IntAddWrap, Op.IntSubWrap, Op.IntMulWrap, Op.IntNegWrap, Op.IntShiftLeftWrap, Op.IntFloorDivWrap, Op.IntPowWrap,
    ];

    private static readonly Op[] s_common =
    [
        Op.IntNot, Op.IntAnd, Op.IntOr, Op.IntXor, Op.IntShiftRight, Op.IntFloorMod, Op.IntFromBool,
        Op.IntEqual, Op.IntNotEqual, Op.IntLess, Op.IntLessOrEqual, Op.IntGreater, Op.IntGreaterOrEqual,
        Op.BoolNot, Op.BoolAnd, Op.BoolOr, Op.BoolXor, Op.CheckNonZero, Op.CheckNotNegative,
    ];

    private static readonly long[] s_interesting =
    [
        0, 1, -1, 2, -2, 3, 7, 8, 10, 31, 32, 62, 63, 64, 65, 100, 255, -256, 1L << 31, -(1L << 32), 3037000500, 1L << 62,
        long.MaxValue, long.MinValue, long.MinValue + 1, long.MaxValue - 1,
    ];

    private readonly Random _random;
    private readonly Function _function;
    private readonly Op[] _ops;
    private readonly List<Value> _ints = [];
    private readonly List<Value> _bools = [];
    private Block _block;

    private RandomFunctions(int seed, bool wraps)
    {
        _random = new Random(seed);
        _ops = [.. wraps ? s_wrapping : s_exact, .. s_common];
        _function = new Function($"random{seed}", IrType.Int64);
        _block = _function.NewBlock();
    }

    /// <summary>A verified function of three ints and a bool.</summary>
    public static Function Make(int seed, bool wraps)
    {
        var maker = new RandomFunctions(seed, wraps);
        maker.MakeBody();
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
        IrVerifier.Verify(maker._function);
        return maker._function;
    }

    /// <summary>Arguments for such a function.</summary>
    public static long[] Arguments(Random random) => [Number(random), Number(random), Number(random), random.Next(2)];

    /// <summary>A number: small, large, or at a limit.</summary>
    public static long Number(Random random) => random.Next(4) switch
    {
        0 => random.Next(-4, 5),
        1 => random.NextInt64(long.MinValue, long.MaxValue),
        2 => random.NextInt64(-1000, 1000),
        _ => s_interesting[random.Next(s_interesting.Length)],
    };

    private void MakeParameters()
    {
        for (var i = 0; i < 4; i++)
        {
            var type = i < 3 ? IrType.Int64 : IrType.Bool;
            Know(_block.Append(_function.NewValue(Op.Parameter, [], SourceLocation.None, type, i)));
        }
    }

    private void MakeChain(int length)
    {
        var value = _ints[0];
        for (var i = 0; i < length; i++)
        {
            var op = _ops[_random.Next(_ops.Length)];
            ref readonly var info = ref OpInfo.Of(op);
            if (info.ResultType == IrType.Void)
                continue;
            if (info.OperandType != value.Type)
                value = value.Type == IrType.Bool ? Append(Op.IntFromBool, value) : Append(Op.IntGreater, value, Other(IrType.Int64));
            if (info.Arity == 1)
            {
                value = Append(op, value);
                continue;
            }
            var other = Other(value.Type);
            var (left, right) = _random.Next(3) == 0 ? (other, value) : (value, other);
            if (op is Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod)
                Check(Op.CheckNonZero, right);
            else if (op is Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPow or Op.IntPowWrap)
                Check(Op.CheckNotNegative, right);
            value = Append(op, left, right);
            Know(value);
        }
        Append(Op.Return, value.Type == IrType.Bool ? Append(Op.IntFromBool, value) : value);

        Value Other(IrType type) => type == IrType.Bool ? Bool()
            : _random.Next(3) == 0 ? _ints[_random.Next(_ints.Count)]
            : Constant(_random.Next(2) == 0 ? _random.Next(-3, 70) : s_interesting[_random.Next(s_interesting.Length)]);
    }

    private void MakeBody()
    {
        MakeParameters();
        MakeStatements(_random.Next(2, 25), depth: 0);
        Append(Op.Return, Int());
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
            else
                MakeValue();
        }
    }

    private void MakeValue()
    {
        var op = _ops[_random.Next(_ops.Length)];
        switch (op)
        {
            case Op.CheckNonZero or Op.CheckNotNegative:
                if (_random.Next(3) == 0)
                    Check(op, Int());
                break;
            case Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod:
                Know(Append(op, Int(), Check(Op.CheckNonZero, Int())));
                break;
            case Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPow or Op.IntPowWrap:
                Know(Append(op, Int(), Check(Op.CheckNotNegative, _random.Next(2) == 0 ? Constant(_random.Next(70)) : Int())));
                break;
            default:
                ref readonly var info = ref OpInfo.Of(op);
                var isBool = info.OperandType == IrType.Bool;
                var first = isBool ? Bool() : Int();
                Know(info.Arity == 1 ? Append(op, first) : Append(op, first, isBool ? Bool() : Int()));
                break;
        }
    }

    private void MakeBranch(int depth)
    {
        var (ints, bools) = (_ints.Count, _bools.Count);
        var join = _function.NewBlock();
        var ways = new Block[2];
        var values = new (Value Int, Value Bool)[2];
        var from = _block;
        Append(Op.Branch, Bool());
        for (var way = 0; way < 2; way++)
        {
            ways[way] = _block = _function.NewBlock();
            from.AddSuccessor(_block);
            MakeStatements(_random.Next(4), depth);
            if (_random.Next(12) == 0)
                Check(Op.CheckNonZero, Constant(0));
            values[way] = (Int(), Bool());
            JumpTo(join);
            Forget(ints, bools);
        }
        _block = join;
        Know(Phi(IrType.Int64, values[0].Int, values[1].Int));
        Know(Phi(IrType.Bool, values[0].Bool, values[1].Bool));
    }

    // i = 0; while i < n: ...; i += 1, for a small n, with an int and a bool carried round
    private void MakeLoop(int depth)
    {
        var (start, number, flag, one) = (Constant(0), Int(), Bool(), Constant(1));
        var (ints, bools) = (_ints.Count, _bools.Count);
        var header = _function.NewBlock();
        JumpTo(header);
        _block = header;
        var (counter, carried, carriedFlag) = (Phi(IrType.Int64, start), Phi(IrType.Int64, number), Phi(IrType.Bool, flag));
        Append(Op.Branch, Append(Op.IntLess, counter, Constant(_random.Next(5))));
        var (body, exit) = (_function.NewBlock(), _function.NewBlock());
        header.AddSuccessor(body);
        header.AddSuccessor(exit);

        _block = body;
        Know(carried);
        Know(carriedFlag);
        Know(counter);
        MakeStatements(_random.Next(5), depth);
        counter.AddOperand(Append(_ops.Contains(Op.IntAdd) ? Op.IntAdd : Op.IntAddWrap, counter, one));
        carried.AddOperand(_random.Next(4) == 0 ? carried : Int());
        carriedFlag.AddOperand(Bool());
        JumpTo(header);
        Forget(ints, bools);

        _block = exit;
        Know(carried);
        Know(carriedFlag);
    }

    private Value Check(Op op, Value tested)
    {
        var reason = op == Op.CheckNonZero ? ExitReason.DivisionByZero : ExitReason.NegativeShift;
        _block.Append(_function.NewValue(op, [tested], SourceLocation.None, reason: reason));
        return tested;
    }

    private Value Int()
    {
        // What was made last is used most: long chains give rules something to see.
        if (_random.Next(4) == 0)
            return Constant(Number(_random));
        return _random.Next(2) == 0 ? _ints[^Math.Min(_ints.Count, _random.Next(1, 4))] : _ints[_random.Next(_ints.Count)];
    }

    private Value Bool() => _random.Next(6) == 0
        ? _block.Append(_function.NewValue(Op.BoolConstant, [], SourceLocation.None, immediate: _random.Next(2)))
        : _bools[_random.Next(_bools.Count)];

    private Value Constant(long number) =>
        _block.Append(_function.NewValue(Op.IntConstant, [], SourceLocation.None, immediate: number));

    private Value Append(Op op, params Value[] operands) => _block.Append(_function.NewValue(op, operands, SourceLocation.None));

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

    private void Know(Value value) => (value.Type == IrType.Bool ? _bools : _ints).Add(value);

    private void Forget(int ints, int bools)
    {
        _ints.RemoveRange(ints, _ints.Count - ints);
        _bools.RemoveRange(bools, _bools.Count - bools);
    }
}
