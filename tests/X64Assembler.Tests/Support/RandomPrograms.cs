using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>
/// Random functions: arithmetic, branches that join, loops of a few rounds. All of every value flows into the result.
/// </summary>
internal sealed class RandomPrograms
{
    private readonly Random _random;
    private readonly Function _function;
    private readonly bool _straight;
    private Block _block;

    private RandomPrograms(int seed, bool straight)
    {
        _random = new Random(seed);
        _straight = straight;
        _function = new Function($"random{seed}", IrType.Int64);
        _block = _function.NewBlock();
    }

    /// <param name="seed">The same seed, the same function.</param>
    /// <param name="straight">Whether it is one block.</param>
    public static Function Make(int seed, bool straight = false)
    {
        var program = new RandomPrograms(seed, straight);
        var parameters = program._random.Next(1, program._random.Next(4) == 0 ? 17 : 5);
        var values = new List<Value>();
        for (var index = 0; index < parameters; index++)
            values.Add(program.Append(Op.Parameter, IrType.Int64, index));
        var result = program.Statements(values, program._random.Next(2, 30), depth: 0);
        program.Append(Op.Return, result);
        IrVerifier.Verify(program._function);
        return program._function;
    }

    /// <summary>Arguments: small and large ones.</summary>
    public static long[] Arguments(Function function, Random random) =>
        [.. function.Parameters.Select(_ => random.Next(3) switch
        {
            0 => random.Next(-20, 20),
            1 => Grids.Integers[random.Next(Grids.Integers.Length)],
            _ => random.NextInt64(-1L << 40, 1L << 40),
        })];

    private Value Statements(List<Value> outer, int count, int depth)
    {
        var values = new List<Value>(outer);
        for (var index = 0; index < count; index++)
        {
            var kind = _straight || depth > 2 ? 9 : _random.Next(12);
            values.Add(kind switch
            {
                0 => Conditional(values, depth),
                1 => Loop(values, depth),
                _ => Operation(values),
            });
        }
        // Whatever was made here and not used yet is used now: an unused overflow would be nobody's business.
        var result = values[^1];
        foreach (var value in values.Skip(outer.Count).Where(value => value.Users.Count == 0).ToList())
        {
            if (value != result)
                result = Append(_random.Next(2) == 0 ? Op.IntXor : Op.IntAddWrap, result, value);
        }
        return result;
    }

    private Value Conditional(List<Value> values, int depth)
    {
        var (whenTrue, whenFalse, join) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        Append(Op.Branch, Comparison(values));
        _block.AddSuccessor(whenTrue);
        _block.AddSuccessor(whenFalse);

        _block = whenTrue;
        var first = Statements(values, _random.Next(1, 6), depth + 1);
        Append(Op.Jump);
        _block.AddSuccessor(join);

        _block = whenFalse;
        var second = _random.Next(3) == 0 ? Pick(values) : Statements(values, _random.Next(1, 6), depth + 1);
        Append(Op.Jump);
        _block.AddSuccessor(join);

        _block = join;
        return Append(Op.Phi, IrType.Int64, 0, first, second);
    }

    private Value Loop(List<Value> values, int depth)
    {
        var (header, body, behind) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        var (zero, rounds, one) = (Constant(0), Constant(_random.Next(1, 4)), Constant(1));
        var (startA, startB) = (Pick(values), Pick(values));
        Append(Op.Jump);
        _block.AddSuccessor(header);

        _block = header;
        var counter = Append(Op.Phi, IrType.Int64, 0, zero);
        var a = Append(Op.Phi, IrType.Int64, 0, startA);
        var b = Append(Op.Phi, IrType.Int64, 0, startB);
        var c = Append(Op.Phi, IrType.Int64, 0, startA);
        Append(Op.Branch, Append(Op.IntLess, counter, rounds));
        _block.AddSuccessor(body);
        _block.AddSuccessor(behind);

        _block = body;
        var next = Statements([.. values, a, b, c], _random.Next(1, 5), depth + 1);
        var counted = Append(Op.IntAdd, counter, one);
        Append(Op.Jump);
        _block.AddSuccessor(header);
        counter.AddOperand(counted);
        // The phis change places: a circle that the moves of the edge have to turn.
        a.AddOperand(b);
        b.AddOperand(a);
        c.AddOperand(next);

        _block = behind;
        return Append(Op.IntAddWrap, Append(Op.IntSubWrap, a, b), c);
    }

    private Value Operation(List<Value> values)
    {
        var (left, right) = (Pick(values), _random.Next(3) == 0 ? Constant(RandomConstant()) : Pick(values));
        switch (_random.Next(16))
        {
            case 0:
                return Append(Op.IntFromBool, Comparison(values));
            case 1:
                return Append(Op.IntShiftRight, left, Append(Op.IntAnd, right, Constant(127)));
            case 2:
                return Append(Op.IntShiftLeftWrap, left, Append(Op.IntAnd, right, Constant(127)));
            case 3:
                return Append(Op.IntShiftLeft, Append(Op.IntAnd, left, Constant(0xFFF)), Append(Op.IntAnd, right, Constant(31)));
            case 4 or 5:
                var divisor = Append(Op.IntOr, right, Constant(1));
                var quotient = Append(Op.IntFloorDivWrap, left, divisor);
                return _random.Next(2) == 0 ? quotient : Append(Op.IntXor, quotient, Append(Op.IntFloorMod, left, divisor));
            case 6:
                _block.Append(_function.NewValue(Op.CheckNonZero, [right], SourceLocation.None, reason: ExitReason.ModuloByZero));
                return Append(Op.IntFloorMod, left, right);
            case 7:
                return Append(Op.IntAdd, Shifted(left, 8), Shifted(right, 8));
            case 8:
                return Append(Op.IntMul, Shifted(left, 34), Shifted(right, 34));
            case 9:
                return Append(_random.Next(8) == 0 ? Op.IntNeg : Op.IntNegWrap, left);
            case 10:
                return Append(Op.IntNot, left);
            case 11:
                return Append(_random.Next(8) == 0 ? Op.IntSub : Op.IntSubWrap, left, right);
            case 12:
                return Append(Op.IntMulWrap, left, right);
            case 13:
                return Append(Op.IntAnd, left, right);
            default:
                return Append(Op.IntAddWrap, left, right);
        }
    }

    private Value Comparison(List<Value> values)
    {
        var op = (Op)((int)Op.IntEqual + _random.Next(6));
        var comparison = _random.Next(6) switch
        {
            0 or 1 => Append(op, Pick(values), Constant(_random.Next(-2, 3))),
            2 => Append(op, Append(Op.IntAnd, Pick(values), Constant(1L << _random.Next(40))), Constant(0)),
            _ => Append(op, Pick(values), Pick(values)),
        };
        return _random.Next(4) switch
        {
            0 => Append(Op.BoolNot, comparison),
            1 => Append(Op.BoolXor, comparison, Append(Op.IntLess, Pick(values), Pick(values))),
            _ => comparison,
        };
    }

    /// <summary>So much smaller that a sum or product mostly fits.</summary>
    private Value Shifted(Value value, int count) => Append(Op.IntShiftRight, value, Constant(count));

    private long RandomConstant() =>
        _random.Next(2) == 0 ? _random.Next(-10, 10) : Grids.Integers[_random.Next(Grids.Integers.Length)];

    private Value Pick(List<Value> values) => values[_random.Next(values.Count)];

    private Value Constant(long number) => Append(Op.IntConstant, IrType.Int64, number);

    private Value Append(Op op, params Value[] operands) => Append(op, IrType.Void, 0, operands);

    private Value Append(Op op, IrType type, long immediate, params Value[] operands) =>
        _block.Append(_function.NewValue(op, operands, SourceLocation.None, type, immediate));
}
