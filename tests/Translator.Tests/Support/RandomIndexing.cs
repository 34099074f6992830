using System.Collections.Immutable;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Functions that read and write sequences in loops, by indexes that come from counters, lengths and each other.</summary>
/// <remarks>Each access has the checks that Python demands, and a load or store beyond them does not go unnoticed: see <see cref="SimulatedMemory"/>.</remarks>
internal sealed class RandomIndexing
{
    private const int Variables = 4;

    private readonly Random _random;
    private readonly Function _function;
    private readonly Value[] _sequences;
    private readonly bool _withLists;
    private Value[] _variables;
    private Block _block;
    private int _states;

    private RandomIndexing(int seed, bool withLists)
    {
        (_random, _withLists) = (new Random(seed), withLists);
        _function = new Function($"indexing{seed}", IrType.Int64);
        _block = _function.NewBlock();
        _sequences = [Parameter(IrType.Sequence, 0), Parameter(IrType.Sequence, 1)];
        var (a, b) = (Parameter(IrType.Int64, 2), Parameter(IrType.Int64, 3));
        _variables = [a, b, Int(0), Count()];
    }

    /// <param name="seed">The same seed, the same function.</param>
    /// <param name="withLists">Whether sequences may change their length.</param>
    public static Function Make(int seed, bool withLists)
    {
        var maker = new RandomIndexing(seed, withLists);
        maker.Statements(maker._random.Next(2, 6), 0);
        maker.Append(Op.Return, maker.Any());
        maker._function.RemoveUnreachableBlocks();
        IrVerifier.Verify(maker._function);
        return maker._function;
    }

    /// <summary>Arguments: sequences that are short, numbers that are small.</summary>
    public static long[] Arguments(Random random) =>
        [random.Next(100), random.Next(100), random.Next(8) == 0 ? random.NextInt64() : random.Next(-4, 10), random.Next(-4, 10)];

    private void Statements(int count, int depth)
    {
        for (var i = 0; i < count; i++)
        {
            switch (_random.Next(depth < 3 ? 10 : 7))
            {
                case 0 or 1:
                    _variables[_random.Next(Variables)] = Index();
                    break;
                case 2:
                    Write();
                    break;
                case < 7:
                    _variables[_random.Next(Variables)] = Read();
                    break;
                case 7:
                    Branch(depth + 1);
                    break;
                default:
                    Loop(depth + 1);
                    break;
            }
        }
    }

    private void Branch(int depth)
    {
        var (then, otherwise, join) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock());
        Fork(Condition(), then, otherwise);
        var before = (Value[])_variables.Clone();
        _block = then;
        Statements(_random.Next(1, 4), depth);
        Jump(join);
        var thens = _variables;
        _variables = before;
        _block = otherwise;
        Statements(_random.Next(0, 3), depth);
        Jump(join);
        _block = join;
        _variables = [.. thens.Zip(_variables, (first, second) => Append(Op.Phi, IrType.Int64, 0, first, second))];
    }

    // while condition: ...; a variable counts up or down
    private void Loop(int depth)
    {
        var (header, limit, body, end) = (_function.NewBlock(), _function.NewBlock(), _function.NewBlock(), _function.NewBlock());   // two are not reached where it is rotated
        var (counted, other) = (_random.Next(Variables), _random.Next(Variables));
        var step = _random.Next(6) switch { 0 => -1, 1 => 2, 2 => -2, _ => 1 };
        _variables[counted] = step > 0 ? Int(_random.Next(-1, 3)) : Sum(Count(), Int(_random.Next(-2, 1)));
        if (_random.Next(4) == 0)
            _variables[other] = Sum(Count(), Int(-1));
        var (form, bound, wide) = (_random.Next(6), _random.Next(-2, 2), _random.Next(3) == 0);
        var fuel = Int(0);
        var starts = (Value[])_variables.Clone();
        // As compilers before CPython 3.10 have it, or with the test once before the loop and once at its end.
        var isRotated = _random.Next(2) == 0;
        if (isRotated)
            Fork(Continues(), body, end);
        else
            Jump(header);
        _block = isRotated ? body : header;
        var turns = Append(Op.Phi, IrType.Int64, 0, fuel);
        Value[] phis = [.. _variables.Select(variable => Append(Op.Phi, IrType.Int64, 0, variable))];
        _variables = [.. phis];
        if (!isRotated)
        {
            Fork(Continues(), limit, end);
            _block = limit;
            Fork(Append(Op.IntLess, turns, Int(9)), body, end);
            _block = body;
        }
        Statements(_random.Next(1, 4), depth);
        if (_random.Next(5) > 0)
            _variables[counted] = Sum(_random.Next(6) == 0 ? _variables[counted] : phis[counted], Int(step));
        if (_random.Next(3) == 0)
            _variables[other] = Sum(phis[other], Int(-1));
        var next = Append(Op.IntAddWrap, turns, Int(1));
        if (isRotated)
            Fork(Append(Op.BoolAnd, Continues(), Append(Op.IntLess, next, Int(9))), body, end);
        else
            Jump(header);
        turns.AddOperand(next);
        for (var i = 0; i < Variables; i++)
            phis[i].AddOperand(_variables[i]);
        _block = end;
        _variables = isRotated ? [.. starts.Zip(_variables, (start, last) => Append(Op.Phi, IrType.Int64, 0, start, last))] : phis;

        Value Continues() => form switch
        {
            0 => Condition(),
            1 => Append(Op.IntLessOrEqual, _variables[counted], _variables[other]),
            2 => Append(Op.IntLess, _variables[counted], _variables[other]),
            _ when step < 0 => Append(Op.IntGreaterOrEqual, _variables[counted], Int(bound)),
            _ => Append(Op.IntLess, _variables[counted], wide ? Sum(Count(), Int(bound)) : Count()),
        };
    }

    private Value Condition()
    {
        Op[] ops = [Op.IntLess, Op.IntLessOrEqual, Op.IntGreater, Op.IntGreaterOrEqual, Op.IntEqual, Op.IntNotEqual, Op.IntLess];
        var comparison = Append(ops[_random.Next(ops.Length)], Any(), _random.Next(2) == 0 ? Any() : Simple());
        return _random.Next(5) == 0 ? Append(Op.BoolNot, comparison) : comparison;
    }

    private Value Any() => _variables[_random.Next(Variables)];

    private Value Simple() => _random.Next(3) == 0 ? Int(_random.Next(-2, 5)) : Count();

    private Value Index()
    {
        switch (_random.Next(14))
        {
            case 0:
                return Sum(Any(), Any());
            case 1:
                return Append(Op.IntShiftRight, Sum(Any(), Any()), Int(1));
            case 2:
                var divisor = _random.Next(2) == 0 ? Count() : Int(_random.Next(1, 4));
                Check(Op.CheckNonZero, divisor);
                return _random.Next(2) == 0 ? Append(Op.IntFloorMod, Any(), divisor) : Append(Op.IntFloorDiv, Any(), divisor, State());
            case 3:
                return Append(_random.Next(2) == 0 ? Op.IntMin : Op.IntMax, Any(), Simple());
            case 4:
                return Append(Op.IntAnd, Any(), Any());
            case 5:
                return Append(Op.IntSub, Any(), Any(), State());
            case 6:
                return Append(Op.IntFloorDiv, Sum(Any(), Any()), Int(2), State());
            case 12:
                return Sum(Append(Op.IntMul, Any(), _random.Next(3) == 0 ? Any() : Simple(), State()), Any());
            case 13:
                return Append(Op.IntMul, Any(), Simple(), State());
            case 7:
                return Simple();
            case 8:
                return Any();
            default:
                return Sum(Any(), Int(_random.Next(-2, 3)));
        }
    }

    private Value Read()
    {
        var (address, index) = Access();
        return Append(Op.LoadElement, IrType.Int64, (long)ElementKind.UInt8, address, index);
    }

    private void Write()
    {
        var stored = Append(Op.IntAnd, Any(), Int(15));
        var (address, index) = Access();
        Append(Op.StoreElement, IrType.Void, (long)ElementKind.UInt8, address, index, stored);
        if (_withLists && _random.Next(4) == 0)
            Append(Op.RuntimeCall, IrType.Void, (long)RuntimeFunction.Reverse, _sequences[_random.Next(2)]);
    }

    private (Value Address, Value Index) Access()
    {
        var sequence = _sequences[_random.Next(3) / 2];
        var index = _random.Next(3) == 0 ? Any() : Index();
        var count = Field(sequence, SequenceField.Count, IrType.Int64);
        Check(Op.CheckTrue, Append(Op.IntLess, index, count));
        Check(Op.CheckTrue, Append(Op.IntGreaterOrEqual, index, Append(Op.IntNegWrap, count)));
        var sign = Append(Op.IntShiftRight, index, Int(63));
        var place = Append(Op.IntAddWrap, index, Append(Op.IntAnd, sign, count));
        return (Field(sequence, SequenceField.Data, IrType.Address), place);
    }

    private Value Count() => Field(_sequences[_random.Next(3) / 2], SequenceField.Count, IrType.Int64);

    private Value Field(Value sequence, SequenceField field, IrType type) =>
        Append(_withLists ? Op.LoadField : Op.FixedField, type, (long)field, sequence);

    private Value Sum(Value a, Value b) => Append(Op.IntAdd, a, b, State());

    private void Check(Op op, Value tested) =>
        _block.Append(_function.NewValue(op, [tested, State()], SourceLocation.None, reason: ExitReason.Raise));

    private Value State()
    {
        var slots = Enumerable.Range(0, Variables).Select(place => new FrameSlot(place, FrameSlotKind.Value)).ToImmutableArray();
        return _block.Append(_function.NewValue(Op.FrameState, _variables, SourceLocation.None, frame: new FrameShape(_states++, 0, slots)));
    }

    private Value Int(long number) => Append(Op.IntConstant, IrType.Void, number);

    private Value Parameter(IrType type, int number) => Append(Op.Parameter, type, number);

    private void Fork(Value condition, Block then, Block otherwise)
    {
        Append(Op.Branch, condition);
        _block.AddSuccessor(then);
        _block.AddSuccessor(otherwise);
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
