using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Random functions over values of all types: whatever may exit has a frame state of random values.</summary>
internal sealed class TypedPrograms
{
    private static readonly Op[] s_calls = [Op.FloatRemainder, Op.FloatPow, Op.FloatCall1, Op.FloatCall2, Op.FloatCall3];

    private static readonly Op[] s_pure =
    [
        Op.IntAddWrap, Op.IntSubWrap, Op.IntMulWrap, Op.IntNegWrap, Op.IntNot, Op.IntAnd, Op.IntOr, Op.IntXor, Op.IntFromBool,
        Op.BoolNot, Op.BoolAnd, Op.BoolOr, Op.BoolXor, Op.UIntFromBits, Op.IntFromBits, Op.UIntShiftRight, Op.FloatAdd, Op.FloatSub,
        Op.FloatMul, Op.FloatDiv, Op.FloatNeg, Op.FloatAbs, Op.FloatFloor, Op.FloatSqrt, Op.FloatFromInt, Op.FloatFromUInt,
        Op.FloatCeil, Op.FloatTruncate, Op.FloatRound, Op.FloatMin, Op.FloatMax, Op.IntMin, Op.IntMax, Op.UIntBitLength, Op.UIntBitCount,
        Op.FloatAdd, Op.FloatMul, .. s_calls,
    ];

    private static readonly Op[] s_comparisons =
    [
        Op.IntEqual, Op.IntNotEqual, Op.IntLess, Op.IntLessOrEqual, Op.IntGreater, Op.IntGreaterOrEqual, Op.UIntLess,
        Op.UIntLessOrEqual, Op.FloatEqual, Op.FloatNotEqual, Op.FloatLess, Op.FloatLessOrEqual, Op.FloatLess,
    ];

    private static readonly IrType[] s_types = [IrType.Int64, IrType.Bool, IrType.UInt64, IrType.Float64];

    private readonly Random _random;
    private readonly Function _function;
    private readonly bool _withCalls;
    private readonly bool _shareStates;
    private IrType[] _types = s_types;              // of values that may be any
    private Value? _rows;                           // a sequence of sequences; null where there is no memory
    private IReadOnlyList<Function> _unit = [];     // what it may call
    private Value? _fuel;                           // how deep calls may still go
    private int _calls;
    private Block _block;
    private Value? _lastState;
    private int _nextState;

    private TypedPrograms(Random random, string name, bool withCalls, bool shareStates)
    {
        _random = random;
        (_withCalls, _shareStates) = (withCalls, shareStates);
        _function = new Function(name, IrType.Mixed);
        _block = _function.NewBlock();
    }

    /// <param name="seed">The same seed, the same function.</param>
    /// <param name="withCalls">Whether it may call C functions.</param>
    /// <param name="shareStates">Whether several checks may have one frame state.</param>
    /// <param name="withMemory">Whether it reads and writes sequences, three parameters, the last one of which is of sequences.</param>
    public static Function Make(int seed, bool withCalls = true, bool shareStates = false, bool withMemory = false)
    {
        var program = new TypedPrograms(new Random(seed), $"typed{seed}", withCalls, shareStates);
        var values = new List<Value>();
        var parameters = program._random.Next(2, 12);
        for (var index = 0; index < parameters; index++)
            values.Add(program.Append(Op.Parameter, s_types[program._random.Next(4)], index));
        if (withMemory)
        {
            program._types = [.. s_types, IrType.Sequence];
            values.Add(program.Append(Op.Parameter, IrType.Sequence, parameters));
            values.Add(program.Append(Op.Parameter, IrType.Sequence, parameters + 1));
            program._rows = program.Append(Op.Parameter, IrType.Sequence, parameters + 2);
        }
        program.Statements(values, program._random.Next(4, 25), depth: 0);
        program.Return(values);
        program._function.InferResults();
        return program._function;
    }

    /// <summary>Functions that call each other and themselves, the first one all others if only through others.</summary>
    /// <param name="seed">The same seed, the same functions.</param>
    /// <param name="withCalls">Whether they may call C functions.</param>
    public static IReadOnlyList<Function> MakeUnit(int seed, bool withCalls = true)
    {
        var random = new Random(seed);
        var programs = Enumerable.Range(0, random.Next(1, 5))
            .Select(index => new TypedPrograms(random, $"typed{seed}_{index}", withCalls, shareStates: random.Next(2) == 0)).ToList();
        foreach (var program in programs)
        {
            program._unit = [.. programs.Select(other => other._function)];
            program._function.SetResults([.. Enumerable.Range(0, random.Next(1, 4))
                .Select(_ => ResultShape.Of([.. Enumerable.Range(0, random.Next(6)).Select(_ => s_types[random.Next(4)])]))]);
            program._fuel = program.Append(Op.Parameter, IrType.Int64, 0);
            for (var index = random.Next(random.Next(2) == 0 ? 4 : 15); index > 0; index--)
                program.Append(Op.Parameter, s_types[random.Next(4)], program._function.Parameters.Count());
        }
        var nextState = 0;
        foreach (var program in programs)
        {
            program._nextState = nextState;
            var values = program._function.Parameters.ToList();
            if (random.Next(2) == 0)
            {
                Value[] state = random.Next(3) == 0 ? [] : [program.State(values)];
                program._block.Append(program._function.NewValue(Op.CheckStack, state, SourceLocation.None, reason: ExitReason.StackLimit));
            }
            program._calls = random.Next(2) == 0 ? 3 : 0;               // none before the first one below
            program.Statements(values, random.Next(1, 6), depth: 0);
            for (var index = random.Next(3); index > 0; index--)
            {
                program.ReturnSometimes(values);
                program.Statements(values, random.Next(0, 3), depth: 1);
            }
            program._calls = 0;
            program.Call(values);
            program.Statements(values, random.Next(1, 6), depth: 0);
            if (random.Next(2) == 0)
                program.ReturnSometimes(values);
            program.ReturnWords(values);
            nextState = program._nextState;
        }
        return [.. programs.Select(program => program._function)];
    }

    public static long[] Arguments(Function function, Random random) =>
        [.. function.Parameters.Select(parameter => ArgumentOf(parameter.Type, random))];

    public static long[] Arguments(Function function, Random random, TestMemory memory)
    {
        var last = function.Parameters.Last();
        return [.. function.Parameters.Select(parameter =>
            parameter == last ? memory[TestMemory.Sequences]
            : parameter.Type == IrType.Sequence ? memory[random.Next(TestMemory.Sequences)]
            : ArgumentOf(parameter.Type, random))];
    }

    private static long ArgumentOf(IrType type, Random random) => type switch
    {
        IrType.Bool => random.Next(2),
        IrType.Float64 => random.Next(3) == 0
            ? Grids.Floats[random.Next(Grids.Floats.Length)]
            : BitConverter.DoubleToInt64Bits(random.Next(-1000, 1000) / 8.0),
        _ => random.Next(3) switch
        {
            0 => Grids.Integers[random.Next(Grids.Integers.Length)],
            1 => random.NextInt64(-1L << 40, 1L << 40),
            _ => random.Next(-20, 100),
        },
    };

    private void Return(List<Value> values)
    {
        if (_random.Next(3) == 0)
        {
            // Two returns of different types.
            var (first, second) = (_function.NewBlock(), _function.NewBlock());
            Branch(Comparison(values), first, second);
            _block = first;
            Append(Op.Return, Pick(values, _types[_random.Next(_types.Length)]));
            _block = second;
            if (_random.Next(4) == 0)
            {
                Append(Op.Return, Append(Op.NoneConstant, IrType.None, 0));
                return;
            }
        }
        Append(Op.Return, Pick(values, values[^1].Type is IrType.Void ? IrType.Int64 : values[^1].Type));
    }

    private void ReturnSometimes(List<Value> values)
    {
        var (returning, going) = (_function.NewBlock(), _function.NewBlock());
        if (_random.Next(2) == 0)
            Branch(Comparison(values), returning, going);
        else
            Branch(Comparison(values), going, returning);
        _block = returning;
        ReturnWords([.. values]);
        _block = going;
    }

    private void ReturnWords(List<Value> values)
    {
        Statements(values, _random.Next(3), depth: 2);
        var number = _random.Next(_function.Results.Length);
        Append(Op.Return, IrType.Void, number, [.. _function.Results[number].Types.Select(type => Pick(values, type))]);
    }

    /// <summary>Calls where there is fuel, and takes some of the words of the result.</summary>
    private void Call(List<Value> values)
    {
        _calls++;
        var callee = _unit[_random.Next(_unit.Count)];
        var (calling, resting, join) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        Value[] instead = [.. Enumerable.Range(0, 6).Select(_ => Pick(values, _types[_random.Next(_types.Length)]))];
        Branch(Append(Op.IntGreater, _fuel!, Int(0)), calling, resting);                // functions of a unit have fuel

        _block = resting;
        Jump(join);

        _block = calling;
        Value[] passed =
        [
            Append(Op.IntSubWrap, _fuel!, Int(1)),
            .. callee.Parameters.Skip(1).Select(parameter => Pick(values, parameter.Type)),
        ];
        Value[] state = _random.Next(8) == 0 ? [] : [State(values, awaitsResult: _random.Next(6) > 0)];
        var call = _block.Append(_function.NewValue(Op.Call, [.. passed, .. state], SourceLocation.None, reason: ExitReason.Call));
        call.Callee = callee;
        var number = _random.Next(callee.Results.Length);
        Value[] words = [.. callee.Results[number].Types.Select((type, index) => Append(Op.CallWord, type, index, call))];
        List<Value> behind = [.. values];
        if (callee.Results.Length == 1)
        {
            behind.AddRange(words);
        }
        else
        {
            var shape = Append(Op.CallShape, IrType.Void, 0, call);
            var (those, others, met) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
            Branch(Append(Op.IntEqual, shape, Int(number)), those, others);
            _block = others;
            Value[] constants = [.. words.Select(word => Pick(values, word.Type))];
            Jump(met);
            _block = those;
            Jump(met);
            _block = met;
            behind.AddRange(words.Select((word, index) => Append(Op.Phi, word.Type, 0, constants[index], word)));
            behind.Add(shape);
        }
        Statements(behind, _random.Next(4), depth: 2);
        Value[] taken = [.. instead.Select(value => behind.Exists(other => other.Type == value.Type && !values.Contains(other))
            ? behind.Last(other => other.Type == value.Type && !values.Contains(other))
            : Pick(behind, value.Type))];
        Jump(join);

        _block = join;
        for (var index = 0; index < instead.Length; index++)
            values.Add(Append(Op.Phi, instead[index].Type, 0, instead[index], taken[index]));
    }

    private void Statements(List<Value> values, int count, int depth)
    {
        for (var index = 0; index < count; index++)
        {
            if (_fuel is not null && depth < 2 && _calls < 3 && _random.Next(5) == 0)
                Call(values);
            var kind = depth > 2 ? 9 : _random.Next(11);
            switch (kind)
            {
                case 0:
                    Conditional(values, depth);
                    break;
                case 1:
                    Loop(values, depth);
                    break;
                default:
                    values.Add(Operation(values));
                    break;
            }
        }
    }

    private void Conditional(List<Value> values, int depth)
    {
        var (whenTrue, whenFalse, join) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        Branch(Comparison(values), whenTrue, whenFalse);

        _block = whenTrue;
        var firsts = new List<Value>(values);
        Statements(firsts, _random.Next(1, 5), depth + 1);
        IrType[] types = [firsts[^1].Type, _types[_random.Next(_types.Length)], IrType.Float64];
        Value[] first = [.. types.Select(type => Pick(firsts, type))];
        Jump(join);

        _block = whenFalse;
        var seconds = new List<Value>(values);
        Statements(seconds, _random.Next(0, 5), depth + 1);
        Value[] second = [.. types.Select(type => Pick(seconds, type))];
        var exits = _random.Next(6) == 0;
        if (exits)
            _block.Append(_function.NewValue(Op.Exit, [State(seconds)], SourceLocation.None, reason: ExitReason.Raise));
        else
            Jump(join);

        _block = join;
        for (var index = 0; index < types.Length; index++)
            values.Add(exits ? Append(Op.Phi, types[index], 0, first[index]) : Append(Op.Phi, types[index], 0, first[index], second[index]));
    }

    private void Loop(List<Value> values, int depth)
    {
        var (header, body, behind) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        var (zero, rounds, one) = (Int(0), Int(_random.Next(1, 4)), Int(1));
        IrType[] types = [.. Enumerable.Range(0, _random.Next(2, 6)).Select(_ => _types[_random.Next(_types.Length)])];
        Value[] starts = [.. types.Select(type => Pick(values, type))];
        Jump(header);

        _block = header;
        var counter = Append(Op.Phi, IrType.Int64, 0, zero);
        Value[] phis = [.. types.Select((type, index) => Append(Op.Phi, type, 0, starts[index]))];
        Branch(Append(Op.IntLess, counter, rounds), body, behind);

        _block = body;
        List<Value> inner = [.. values, counter, .. phis];
        Statements(inner, _random.Next(1, 6), depth + 1);
        var counted = Checked(Op.IntAdd, inner, counter, one);
        counter.AddOperand(counted);
        for (var index = 0; index < phis.Length; index++)
            phis[index].AddOperand(Pick(inner, types[index]));
        Jump(header);

        _block = behind;
        values.AddRange(phis);
    }

    private Value Operation(List<Value> values)
    {
        if (_rows is not null && _random.Next(2) == 0)
            return MemoryOperation(values);
        switch (_random.Next(25))
        {
            case 0 or 1:
                return Comparison(values);
            case 20 or 21:
                var chosen = s_types[_random.Next(s_types.Length)];
                var condition = _random.Next(3) == 0 ? Pick(values, IrType.Bool) : Comparison(values);
                if (_random.Next(3) == 0)
                    values.Add(Append(Op.Select, condition, Pick(values, IrType.Int64), Pick(values, IrType.Int64)));
                return Append(Op.Select, condition, Pick(values, chosen), Pick(values, chosen));
            case 2:
                return Checked(_random.Next(2) == 0 ? Op.IntAdd : Op.IntSub, values, Small(values, 8), Small(values, 8));
            case 3:
                return Checked(_random.Next(2) == 0 ? Op.IntAdd : Op.IntSub, values, Pick(values, IrType.Int64), Int(_random.Next(-9, 9)));
            case 4:
                return Checked(Op.IntMul, values, Small(values, 34), Small(values, 34));
            case 5:
                return Checked(Op.UIntAdd, values, SmallUnsigned(values, 2), SmallUnsigned(values, 1));
            case 6:
                var large = Append(Op.UIntFromBits, Append(Op.IntOr, Pick(values, IrType.Int64), Int(long.MinValue)));
                return Checked(Op.UIntSub, values, large, SmallUnsigned(values, 1));
            case 7:
                return Checked(Op.UIntMul, values, SmallUnsigned(values, 32), SmallUnsigned(values, 32));
            case 8:
                var few = Append(Op.UIntFromBits, Append(Op.IntAnd, Pick(values, IrType.Int64), Int(15)));
                return Checked(Op.UIntShiftLeft, values, SmallUnsigned(values, 14), few);
            case 9:
                return Append(_random.Next(2) == 0 ? Op.UIntFloorDiv : Op.UIntFloorMod, Pick(values, IrType.UInt64), NotZero(values));
            case 10:
                return Append(Op.UIntMulMod, Pick(values, IrType.UInt64), Pick(values, IrType.UInt64), NotZero(values));
            case 11:
                return Checked(Op.UIntMulDiv, values, Pick(values, IrType.UInt64), SmallUnsigned(values, 60), NotZero(values));
            case 12:
                var eighth = Append(Op.FloatMul, Append(Op.FloatFromInt, Small(values, 3)), Float(0.125));
                return Checked(Op.IntFromFloat, values, _random.Next(4) == 0 ? Pick(values, IrType.Float64) : eighth);
            case 13:
                return Checked(Op.UIntFromInt, values, _random.Next(4) == 0
                    ? Pick(values, IrType.Int64)
                    : Append(Op.IntAnd, Pick(values, IrType.Int64), Int(long.MaxValue)));
            case 14:
                return Checked(Op.IntFromUInt, values, SmallUnsigned(values, 1));
            case 15:
                var small = Append(Op.IntAnd, Pick(values, IrType.Int64), Int(7));
                Check(Op.CheckTrue, values, Append(Op.IntLess, small, Int(_random.Next(5, 12))));
                return small;
            case 16:
                var compared = Pick(values, IrType.Float64);
                var op = _random.Next(3) switch { 0 => Op.FloatEqual, 1 => Op.FloatNotEqual, _ => Op.FloatLess };
                var other = op == Op.FloatEqual ? compared : Pick(values, IrType.Float64);
                Check(Op.CheckTrue, values, Append(op, compared, other));
                return compared;
            case 17:
                var exact = Small(values, 9);
                Check(Op.CheckFloatExact, values, exact);
                return Append(Op.FloatFromInt, exact);
            case 18:
                // The sign of a NaN is nobody's business: an integer gives the sign.
                return Append(Op.FloatCopySign, Pick(values, IrType.Float64), Append(Op.FloatFromInt, Pick(values, IrType.Int64)));
            case 19:
                IrType[] types = [IrType.Int64, IrType.Bool, IrType.Float64];
                var type = types[_random.Next(3)];
                var words = Enumerable.Range(0, 4).Select(_ => ArgumentOf(type, _random));
                var load = _function.NewValue(
                    Op.LoadTable, [Append(Op.IntAnd, Pick(values, IrType.Int64), Int(3))], SourceLocation.None, type);
                load.Table = new ConstantTable(type, [.. words]);
                return _block.Append(load);
            default:
                var pure = s_pure[_random.Next(s_pure.Length - (_withCalls ? 0 : s_calls.Length))];
                var info = OpInfo.Of(pure);
                return Append(pure, IrType.Void, FloatCalls.Any(pure, _random), [.. Enumerable.Range(0, info.Arity).Select(_ => Pick(values, info.OperandType))]);
        }
    }

    private Value MemoryOperation(List<Value> values)
    {
        var sequence = Pick(values, IrType.Sequence);
        switch (_random.Next(14))
        {
            case 0:
                return Append(_random.Next(2) == 0 ? Op.FixedField : Op.LoadField, IrType.Int64, _random.Next(1, 4), sequence);
            case 1:
                var count = _random.Next(2) == 0 ? Int(_random.Next(1000)) : Small(values, 40);
                Append(Op.StoreCount, sequence, count);
                return count;
            case 2:
                return Append(Op.SequenceEqual, sequence, Pick(values, IrType.Sequence));
            case 3:
                var row = Append(Op.LoadElement, IrType.Sequence, (long)ElementKind.Sequence, DataOf(_rows!), Index(values));
                Append(Op.StoreElement, IrType.Void, (long)ElementKind.Sequence, DataOf(_rows!), Index(values), sequence);
                return row;
            case 4:
                var number = _random.Next(RuntimeFunctionInfo.All.Length);
                var function = RuntimeFunctionInfo.All[number];
                var call = Append(Op.RuntimeCall, function.Result, number, [.. function.Parameters.Select(type => Pick(values, type))]);
                if (function.Result == IrType.Sequence)
                    Check(Op.CheckSequence, values, call);
                return function.Result == IrType.Void ? sequence : call;
            case < 9:
                var kind = AnyKind();
                return Append(Op.LoadElement, ElementKinds.TypeOf(kind), (long)kind, DataOf(sequence), Index(values));
            default:
                kind = AnyKind();
                var stored = Pick(values, ElementKinds.TypeOf(kind));
                // Which NaN it is is nobody's business, but memory would tell.
                if (stored.Type == IrType.Float64)
                    stored = _random.Next(4) == 0 ? Float(_random.Next(9) / 4.0 * (_random.Next(2) == 0 ? 1.1 : 1)) : Append(Op.FloatMin, stored, Float(1e300));
                Append(Op.StoreElement, IrType.Void, (long)kind, DataOf(sequence), Index(values), stored);
                return stored;
        }
    }

    private ElementKind AnyKind() => (ElementKind)_random.Next((int)ElementKind.Sequence);

    private Value DataOf(Value sequence) =>
        Append(_random.Next(2) == 0 ? Op.FixedField : Op.LoadField, IrType.Address, (long)SequenceField.Data, sequence);

    /// <summary>An index that is in reach: a constant, something masked, or that and a constant.</summary>
    private Value Index(List<Value> values)
    {
        const int half = TestMemory.Reach / 2;
        if (_random.Next(4) == 0)
            return Int(_random.Next(-TestMemory.Reach, TestMemory.Reach));
        var index = Append(Op.IntSubWrap, Append(Op.IntAnd, Pick(values, IrType.Int64), Int(TestMemory.Reach - 1)), Int(half));
        if (_random.Next(2) == 0)
            return index;
        var sum = Append(Op.IntAddWrap, index, Int(_random.Next(-half, half)));
        if (_random.Next(3) == 0)
            values.Add(sum);                                            // others may need it as well
        return sum;
    }

    private Value Comparison(List<Value> values)
    {
        var op = s_comparisons[_random.Next(s_comparisons.Length)];
        var type = OpInfo.Of(op).OperandType;
        var comparison = Append(op, Pick(values, type), Pick(values, type));
        return _random.Next(4) == 0 ? Append(Op.BoolNot, comparison) : comparison;
    }

    private Value Small(List<Value> values, int count) => Append(Op.IntShiftRight, Pick(values, IrType.Int64), Int(count));

    private Value SmallUnsigned(List<Value> values, int count) =>
        Append(Op.UIntShiftRight, Pick(values, IrType.UInt64), Constant(Op.UIntConstant, count));

    private Value NotZero(List<Value> values) => _random.Next(3) == 0
        ? Constant(Op.UIntConstant, _random.Next(4) == 0 ? 1L << _random.Next(63) : _random.Next(1, 5000))
        : Append(Op.UIntFromBits, Append(Op.IntOr, Append(Op.IntFromBits, Pick(values, IrType.UInt64)), Int(1)));

    /// <summary>A value of a type; a constant from time to time, and where there is none.</summary>
    private Value Pick(List<Value> values, IrType type)
    {
        var fitting = values.Where(value => value.Type == type).ToList();
        if (fitting.Count > 0 && (type == IrType.Sequence || _random.Next(6) > 0))
            return fitting[_random.Next(_random.Next(2) == 0 ? fitting.Count : Math.Min(fitting.Count, 4))];
        return type switch
        {
            IrType.Int64 => Int(_random.Next(2) == 0 ? _random.Next(-9, 9) : Grids.Integers[_random.Next(Grids.Integers.Length)]),
            IrType.UInt64 => Constant(Op.UIntConstant, Grids.Integers[_random.Next(Grids.Integers.Length)]),
            IrType.Bool => Constant(Op.BoolConstant, _random.Next(2)),
            _ => Constant(Op.FloatConstant, ArgumentOf(IrType.Float64, _random)),
        };
    }

    private Value State(List<Value> values, bool awaitsResult = false)
    {
        if (_shareStates && !awaitsResult && _lastState?.Block == _block && _random.Next(2) == 0)
            return _lastState!;
        var count = _random.Next(0, _random.Next(3) == 0 ? 24 : 7);
        Value[] operands = [.. Enumerable.Range(0, count).Select(_ => Pick(values, _types[_random.Next(_types.Length)]))];
        var slots = operands.Select((_, place) => new FrameSlot(place, FrameSlotKind.Value)).ToImmutableArray();
        var shape = new FrameShape(_nextState++, 0, slots) { AwaitsResult = awaitsResult };
        if (_fuel is not null && _random.Next(4) == 0 && _lastState?.Block == _block)
            operands = [.. operands, _lastState!];
        return _lastState = _block.Append(_function.NewValue(Op.FrameState, operands, SourceLocation.None, frame: shape));
    }

    private Value Checked(Op op, List<Value> values, params Value[] operands)
    {
        List<Value> known = [.. values, .. operands.Where(operand => operand.Type != IrType.Void)];
        return Append(op, [.. operands, State(known)]);
    }

    private void Check(Op op, List<Value> values, Value operand) => _block.Append(
        _function.NewValue(op, [operand, State(values)], SourceLocation.None, reason: ExitReason.FloatDomain));

    private Value Int(long number) => Constant(Op.IntConstant, number);

    private Value Float(double number) => Constant(Op.FloatConstant, BitConverter.DoubleToInt64Bits(number));

    private Value Constant(Op op, long number) => Append(op, IrType.Void, number);

    private void Branch(Value condition, Block whenTrue, Block whenFalse)
    {
        Append(Op.Branch, condition);
        _block.AddSuccessor(whenTrue);
        _block.AddSuccessor(whenFalse);
    }

    private void Jump(Block target)
    {
        Append(Op.Jump);
        _block.AddSuccessor(target);
    }

    private Value Append(Op op, params Value[] operands) => Append(op, IrType.Void, 0, operands);

    private Value Append(Op op, IrType type, long immediate, params Value[] operands) =>
        _block.Append(_function.NewValue(op, operands, SourceLocation.None, type, immediate));
}
