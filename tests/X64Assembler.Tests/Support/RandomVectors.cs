using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Random functions of vectors: broadcast parameters, operations in lanes, a loop that changes vectors about, and one lane of them as the result.</summary>
internal sealed class RandomVectors
{
    private const int Rounds = 3;

    private static readonly Op[] s_operations = [.. VectorSupport.Operations];

    private readonly Random _random;
    private readonly Function _function;
    private readonly Dictionary<IrType, List<Value>> _known = new()
    {
        [IrType.VectorInt] = [], [IrType.VectorFloat] = [], [IrType.VectorMask] = [], [IrType.Int64] = [], [IrType.Float64] = [],
    };

    private Block _block;

    private RandomVectors(int lanes, int seed)
    {
        _random = new Random(seed);
        _function = new Function("f", seed % 2 == 0 ? IrType.Int64 : IrType.Float64) { VectorLanes = lanes };
        _block = _function.NewBlock();
    }

    /// <summary>A function of two ints and two floats.</summary>
    public static Function Make(int lanes, int seed)
    {
        var maker = new RandomVectors(lanes, seed);
        maker.Fill();
        return maker._function;
    }

    private void Fill()
    {
        for (var index = 0; index < 4; index++)
            Append(Op.Parameter, [], index < 2 ? IrType.Int64 : IrType.Float64, index);
        foreach (var scalar in _known[IrType.Int64].Concat(_known[IrType.Float64]).ToList())
            Append(Op.Broadcast, [scalar], VectorSupport.VectorOf(scalar.Type));
        Append(Op.LaneIndexes, []);
        AppendLanewise(Op.IntLess);
        for (var count = _random.Next(20); count > 0; count--)
            AppendLanewise();
        Loop();
        for (var count = _random.Next(8); count > 0; count--)
            AppendLanewise();
        Return();
    }

    private void AppendLanewise(Op? chosen = null)
    {
        var scalar = chosen ?? s_operations[_random.Next(s_operations.Length)];
        var info = OpInfo.Of(scalar);
        if (scalar == Op.Select)
        {
            var type = _random.Next(2) == 0 ? IrType.VectorInt : IrType.VectorFloat;
            Append(Op.Lanewise, [Any(IrType.VectorMask), Any(type), Any(type)], type, (long)scalar);
            return;
        }
        Value[] operands = [.. Enumerable.Range(0, info.Arity).Select(_ => Any(VectorSupport.VectorOf(info.OperandType)))];
        // A count that is negative has no meaning.
        if (scalar is Op.IntShiftLeftWrap or Op.IntShiftRight)
        {
            var mask = Append(Op.IntConstant, [], IrType.Int64, 127);
            operands[1] = Append(Op.Lanewise, [operands[1], Append(Op.Broadcast, [mask], IrType.VectorInt)], IrType.VectorInt, (long)Op.IntAnd);
        }
        Append(Op.Lanewise, operands, VectorSupport.VectorOf(info.ResultType), (long)scalar);
    }

    private void Loop()
    {
        var (before, zero, one, rounds) = (_block, Number(0), Number(1), Number(Rounds));
        var header = _function.NewBlock();
        before.Append(_function.NewValue(Op.Jump, [], SourceLocation.None));
        before.AddSuccessor(header);
        _block = header;
        var starts = new[] { IrType.VectorInt, IrType.VectorInt, IrType.VectorFloat, IrType.VectorFloat, IrType.VectorMask, IrType.Float64, IrType.Float64 }.Select(Any).ToList();
        var phis = starts.ConvertAll(start => Append(Op.Phi, [start], start.Type));
        var counter = header.Append(_function.NewValue(Op.Phi, [zero], SourceLocation.None, IrType.Int64));
        for (var count = _random.Next(10); count > 0; count--)
            AppendLanewise();
        if (_random.Next(4) == 0)
            Append(Op.VectorEnd, []);
        foreach (var phi in phis)
            phi.AddOperand(_random.Next(2) == 0 ? phis.FindLast(other => other.Type == phi.Type && other != phi) ?? phi : Any(phi.Type));
        var next = header.Append(_function.NewValue(Op.IntAdd, [counter, one], SourceLocation.None));
        counter.AddOperand(next);
        var goesOn = header.Append(_function.NewValue(Op.IntLess, [next, rounds], SourceLocation.None));
        header.Append(_function.NewValue(Op.Branch, [goesOn], SourceLocation.None));
        header.AddSuccessor(header);
        _block = _function.NewBlock();
        header.AddSuccessor(_block);
    }

    private void Return()
    {
        Append(Op.AnyNegative, [Any(_random.Next(2) == 0 ? IrType.VectorMask : IrType.VectorInt)]);
        var any = _block.Last!;                                         // just appended
        var lane = _random.Next(_function.VectorLanes);
        Value[] lanes = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            var vector = Any(VectorSupport.VectorOf(_function.ResultType));
            return Append(Op.Lane, [vector], _function.ResultType, lane);
        })];
        Append(Op.VectorEnd, []);
        var selected = _block.Append(_function.NewValue(Op.Select, [any, lanes[0], lanes[1]], SourceLocation.None));
        _block.Append(_function.NewValue(Op.Return, [selected], SourceLocation.None));
    }

    private Value Number(long number) => _block.Append(_function.NewValue(Op.IntConstant, [], SourceLocation.None, IrType.Int64, number));

    private Value Any(IrType type)
    {
        var known = _known[type];
        return known[Math.Max(_random.Next(known.Count), _random.Next(known.Count))];      // rather a late one
    }

    private Value Append(Op op, Value[] operands, IrType type = IrType.Void, long immediate = 0)
    {
        var value = _block.Append(_function.NewValue(op, operands, SourceLocation.None, type, immediate));
        if (_known.TryGetValue(value.Type, out var known))
            known.Add(value);
        return value;
    }
}
