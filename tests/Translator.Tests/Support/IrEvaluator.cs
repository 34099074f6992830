using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.Translation.Tests;

/// <summary>Runs IR by the documented meaning of each operation, in the plainest way.</summary>
/// <remarks>Integers are big; as native code does, an overflow exits at the operation, or as Python does, nothing overflows.</remarks>
internal sealed partial class IrEvaluator
{
    /// <summary>Operations after which a function is taken not to end, where nothing else is said.</summary>
    public const int MaxSteps = 200_000;

    private const int MaxBits = 5_000;
    private const int MaxDepth = 500;

    private readonly Dictionary<Value, BigInteger?> _values = [];   // null: too large to be computed; floats are their bits
    private readonly Dictionary<Value, Frame> _frames = [];
    private readonly Dictionary<Value, int> _madeBefore = [];       // of frames: how many lists there were
    private readonly HashSet<string>? _trace;
    private readonly bool _unbounded;
    private readonly int _maxSteps;
    private readonly int _depth;
    private readonly string _callers;           // their frames, which lie below those of this function; for the trace
    private readonly SimulatedMemory _memory;
    private int _steps;
    private ResultShape? _shape;                // of the result, once there is one
    private BigInteger?[] _words = [];          // of the result

    private IrEvaluator(bool unbounded, int maxSteps, HashSet<string>? trace, int depth = 0, string callers = "", SimulatedMemory? memory = null) =>
        (_unbounded, _maxSteps, _trace, _depth, _callers, _memory) = (unbounded, maxSteps, trace, depth, callers, memory ?? new SimulatedMemory());

    /// <summary>As native code does: an answer beyond 64 bits exits.</summary>
    public static IrOutcome Run(Function function, params long[] arguments) => Run(function, MaxSteps, arguments);

    /// <summary>As native code does, up to a number of operations.</summary>
    public static IrOutcome Run(Function function, int maxSteps, long[] arguments) =>
        new IrEvaluator(unbounded: false, maxSteps, null).RunFromOutside(function, arguments);

    /// <summary>As Python does: integers grow, save where an operation says that it wraps.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">The arguments; of floats their bits.</param>
    /// <param name="trace">Takes every frame that a frame state describes on the way.</param>
    /// <param name="maxSteps">Operations after which the function is taken not to end.</param>
    public static IrOutcome RunUnbounded(
        Function function, long[] arguments, HashSet<string>? trace = null, int maxSteps = MaxSteps) =>
        new IrEvaluator(unbounded: true, maxSteps, trace).RunFromOutside(function, arguments);

    private IrOutcome RunFromOutside(Function function, long[] arguments)
    {
        var outcome = RunFunction(function, Words(function, arguments));
        return outcome.IsTooLarge ? outcome : outcome with { Written = _memory.Written, Frame = outcome.Frame is { } frame ? frame + _memory.Left : null };
    }

    private static BigInteger[] Words(Function function, long[] arguments) => [.. function.Parameters
        .Select(parameter => parameter.Type == IrType.UInt64 ? (BigInteger)(ulong)arguments[parameter.Immediate] : arguments[parameter.Immediate])];

    private IrOutcome RunFunction(Function function, BigInteger[] arguments)
    {
        IrEvaluator? called = null;
        Block? from = null;
        for (var block = function.Entry; ;)
        {
            // All phis read before any is written: they take the edge at one time.
            if (from is not null)
            {
                var edge = block.Predecessors.ToList().IndexOf(from);
                var incoming = block.Phis.Where(phi => !VectorSupport.IsVector(phi.Type)).Select(phi => (phi, value: _values[phi.Operands[edge]])).ToList();
                PassVectors(block, edge);
                foreach (var (phi, value) in incoming)
                    _values[phi] = value;
            }
            foreach (var value in block.Where(value => value.Op != Op.Phi))
            {
                if (++_steps > _maxSteps)
                    return IrOutcome.TooLarge;
                if (value.Has(Effects.Terminator))
                    break;
                if (value.Op == Op.FrameState)
                {
                    _frames[value] = FrameOf(value);
                    _madeBefore[value] = _memory.Made;
                    _trace?.Add(_frames[value] + _callers + _memory.WrittenTo(_memory.Made));
                    continue;
                }
                if (value.Op == Op.Call)
                {
                    if (_depth == MaxDepth)
                        return IrOutcome.TooLarge;
                    called = new IrEvaluator(
                        _unbounded, _maxSteps, _trace, _depth + 1, _trace is not null && value.State is { } around ? $" < {_frames[around]}{_callers}" : "", _memory) { _steps = _steps };
                    var end = called.Call(value.Callee!, [.. value.Operands.Where(operand => operand.Type != IrType.State).Select(operand => _values[operand])]);
                    _steps = called._steps;
                    if (end.IsTooLarge)
                        return end;
                    // Where what was called has no frame to go on with, nobody has.
                    if (end.Exit != ExitReason.None)
                        return end with { Frame = end.Frame is null || value.State is not { } caller ? null : $"{end.Frame} < {_frames[caller]}" };
                    continue;
                }
                if (value.Op is Op.CallWord or Op.CallShape)
                {
                    _values[value] = value.Op == Op.CallShape ? value.Operands[0].Callee!.Results.IndexOf(called!._shape!)
                        : called!._shape!.Types.ElementAtOrDefault((int)value.Immediate) == value.Type ? called._words[value.Immediate] : 0;
                    continue;
                }
                if (value.Op is Op.CheckStack or Op.Poll)
                    continue;
                if (value.Op is >= Op.Lanewise and <= Op.VectorEnd)
                {
                    if (!TryComputeVector(value, function.VectorLanes))
                        return IrOutcome.TooLarge;
                    continue;
                }
                if (value.Has(Effects.Check))
                {
                    if (_values[value.Operands[0]] is not { } tested)
                        return IrOutcome.TooLarge;
                    if (!Passes(value.Op, tested))
                        return Exited(value, value.Reason);
                    continue;
                }
                var inputs = value.Operands.Take(value.Op == Op.RuntimeCall ? value.Operands.Count : Math.Max(value.Info.Arity, 0)).ToList();
                if (value.Has(Effects.Writes) && inputs.Exists(operand => _values[operand] is not { } number || !Fits(number, operand.Type)))
                    return IrOutcome.TooLarge;
                var result = value.Op switch
                {
                    Op.Parameter => arguments[value.Immediate],
                    Op.UIntConstant => (ulong)value.Immediate,
                    Op.IntConstant or Op.BoolConstant or Op.NoneConstant or Op.FloatConstant => value.Immediate,
                    _ when inputs.Exists(operand => _values[operand] is null) => null,
                    Op.FixedField or Op.LoadField => _memory.Field(_values[inputs[0]]!.Value, (SequenceField)value.Immediate),
                    Op.LoadElement => _memory.Load(_values[inputs[0]]!.Value, _values[inputs[1]]!.Value, (ElementKind)value.Immediate),
                    Op.StoreCount or Op.StoreElement or Op.RuntimeCall => Write(value, [.. inputs.Select(operand => _values[operand]!.Value)]),
                    Op.LoadTable => value.Table!.Words[(int)_values[inputs[0]]!.Value],      // a load has a table, and its index a value
                    _ when value.Info.IsFloatCall =>
                        Bits(FloatFunctionInfo.Of(value).Compute([.. inputs.Select(operand => Float(_values[operand]!.Value))])),
                    _ => Compute(value.Op, [.. inputs.Select(operand => _values[operand]!.Value)]),   // not null, just seen
                };
                if (result is { } computed && (computed == s_never || (!_unbounded && !Fits(computed, value.Type))))
                {
                    Assert.That(value.Has(Effects.MayOverflow), $"{value} has a result beyond 64 bits");
                    return Exited(value, ExitReason.Overflow);
                }
                _values[value] = result;
            }

            var terminator = block.Terminator!;   // verified IR has one
            switch (terminator.Op)
            {
                case Op.Return:
                    _shape = function.Results[(int)terminator.Immediate];
                    _words = [.. terminator.Operands.Select(operand => _values[operand])];
                    if (terminator.Operands is not [var answer])
                        return IrOutcome.Returned(0, IrType.Void) with { Words = string.Join(", ", _shape.Types.Zip(_words)) };
                    return _values[answer] is { } number
                        ? IrOutcome.Returned(answer.Type == IrType.Float64 ? OneNan(number) : number, answer.Type)
                        : IrOutcome.TooLarge;
                case Op.Exit:
                    return Exited(terminator, terminator.Reason);
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

    private BigInteger Write(Value value, BigInteger[] operands)
    {
        if (value.Op == Op.RuntimeCall)
            return _memory.Call((RuntimeFunction)value.Immediate, operands);
        if (value.Op == Op.StoreCount)
            _memory.StoreCount(operands[0], operands[1]);
        else
            _memory.Store(operands[0], operands[1], (ElementKind)value.Immediate, operands[2]);
        return 0;
    }

    private IrOutcome Call(Function function, BigInteger?[] arguments) => arguments.Contains(null)
        ? IrOutcome.TooLarge
        : RunFunction(function, [.. arguments.Select(argument => argument is { } number ? number : 0)]);

    private IrOutcome Exited(Value value, ExitReason reason)
    {
        if (value.State is not { } state)
            return IrOutcome.Exited(reason, frame: null);
        _memory.Left = _memory.WrittenTo(_madeBefore[state]);
        return IrOutcome.Exited(reason, _frames[state].ToString());
    }

    private Frame FrameOf(Value state) => new(
        state,
        [.. state.Operands.Where(operand => operand.Type != IrType.State).Select(operand => (operand.Type, _values[operand]))],
        state.State is { } caller ? _frames[caller] : null);

    /// <summary>What a frame state describes: the values as they are there, which most runs never ask for as text.</summary>
    private sealed class Frame(Value state, (IrType Type, BigInteger? Value)[] values, Frame? caller)
    {
        private string? _text;

        public override string ToString() => _text ??= Describe();

        private string Describe()
        {
            var described = values.Select(value => (value.Type, value.Value is { } number ? value.Type == IrType.Float64 ? OneNan(number) : number : (BigInteger?)null));
            var frame = $"{state.Frame!.Index} [{string.Join(", ", state.Frame.Slots)}]: {string.Join(", ", described)}";   // a frame state has a frame
            return caller is null ? frame : $"{frame} in {caller}";
        }
    }

    private static bool Passes(Op check, BigInteger tested) => check switch
    {
        Op.CheckNotNegative => tested.Sign >= 0,
        Op.CheckFloatExact => BigInteger.Abs(tested) <= BigInteger.One << 53,
        _ => !tested.IsZero,
    };

    private static bool Fits(BigInteger number, IrType type) => type switch
    {
        IrType.UInt64 => number.Sign >= 0 && number <= ulong.MaxValue,
        IrType.Address => true,
        _ => number >= long.MinValue && number <= long.MaxValue,
    };

    private static BigInteger OneNan(BigInteger bits) => double.IsNaN(Float(bits)) ? 0x7ff8_0000_0000_0000 : bits;

    /// <summary>One operation; <see langword="null"/> when the answer has far too many bits.</summary>
    private BigInteger? Compute(Op op, BigInteger[] x) => op switch
    {
        Op.IntAdd => x[0] + x[1],
        Op.IntSub => x[0] - x[1],
        Op.IntMul => Limit(x[0] * x[1]),
        Op.IntNeg => -x[0],
        Op.IntAddWrap => Wrap(x[0] + x[1]),
        Op.IntSubWrap => Wrap(x[0] - x[1]),
        Op.AddressDifference => Wrap((x[0] - x[1]) << 20),   // no two sequences overlap
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
        Op.IntMin => BigInteger.Min(x[0], x[1]),
        Op.IntMax => BigInteger.Max(x[0], x[1]),
        Op.IntEqual or Op.SequenceEqual => x[0] == x[1] ? 1 : 0,
        Op.IntNotEqual or Op.BoolXor => x[0] != x[1] ? 1 : 0,
        Op.IntLess => x[0] < x[1] ? 1 : 0,
        Op.IntLessOrEqual => x[0] <= x[1] ? 1 : 0,
        Op.IntGreater => x[0] > x[1] ? 1 : 0,
        Op.IntGreaterOrEqual => x[0] >= x[1] ? 1 : 0,
        Op.IntFromBool => x[0],
        Op.BoolNot => 1 - x[0],
        Op.Select => x[0].IsZero ? x[2] : x[1],
        Op.BoolAnd => x[0] & x[1],
        Op.BoolOr => x[0] | x[1],
        Op.UIntFromBits => x[0] & ulong.MaxValue,
        Op.IntFromBits => Wrap(x[0]),
        Op.UIntFromInt or Op.IntFromUInt => x[0],
        Op.UIntAdd => x[0] + x[1],
        Op.UIntSub => x[0] - x[1],
        Op.UIntMul => Limit(x[0] * x[1]),
        Op.UIntShiftLeft => ShiftLeft(x[0], x[1]),
        Op.UIntShiftRight => x[1] > MaxBits ? (x[0].Sign < 0 ? -1 : 0) : x[0] >> (int)NotNegative(x[1]),
        Op.UIntFloorDiv => FloorDivide(x[0], x[1]),
        Op.UIntFloorMod => x[0] - FloorDivide(x[0], x[1]) * x[1],
        Op.UIntMulMod => x[0] * x[1] - FloorDivide(x[0] * x[1], x[2]) * x[2],
        Op.UIntMulDiv => FloorDivide(x[0] * x[1], x[2]),
        Op.UIntBitLength => BigInteger.Abs(x[0]).GetBitLength(),
        Op.UIntBitCount => BigInteger.Abs(x[0]).ToByteArray().Sum(part => BitOperations.PopCount(part)),
        Op.UIntLess => x[0] < x[1] ? 1 : 0,
        Op.UIntLessOrEqual => x[0] <= x[1] ? 1 : 0,
        Op.FloatFromInt => x[0] == Wrap(x[0]) ? Bits((long)x[0]) : null,
        Op.FloatFromUInt => x[0].Sign >= 0 && x[0] <= ulong.MaxValue ? Bits((ulong)x[0]) : null,
        Op.IntFromFloat => double.IsFinite(Float(x[0])) ? new BigInteger(Float(x[0])) : s_never,
        _ => x.Length == 1 ? ComputeFloat(op, Float(x[0]), 0) : ComputeFloat(op, Float(x[0]), Float(x[1])),
    };

    private static BigInteger ComputeFloat(Op op, double a, double b) => op switch
    {
        Op.FloatAdd => Bits(a + b),
        Op.FloatSub => Bits(a - b),
        Op.FloatMul => Bits(a * b),
        Op.FloatDiv => Bits(a / b),
        Op.FloatNeg => Bits(-a),
        Op.FloatAbs => Bits(Math.Abs(a)),
        Op.FloatFloor => Bits(Math.Floor(a)),
        Op.FloatCeil => Bits(-Math.Floor(-a)),
        Op.FloatTruncate => Bits(Math.CopySign(Math.Floor(Math.Abs(a)), a)),
        Op.FloatRound => Bits(Math.Round(a, MidpointRounding.ToEven)),
        Op.FloatMin => Bits(a < b ? a : b),
        Op.FloatMax => Bits(a > b ? a : b),
        Op.FloatSqrt => Bits(Math.Sqrt(a)),
        Op.FloatCopySign => Bits(Math.CopySign(a, b)),
        Op.FloatRemainder => Bits(a % b),
        Op.FloatPow => Bits(Math.Pow(a, b)),
        Op.FloatFloorDiv => Bits(DivideFloats(a, b).Quotient),
        Op.FloatFloorMod => Bits(DivideFloats(a, b).Remainder),
        Op.FloatEqual => a == b ? 1 : 0,
        Op.FloatNotEqual => a != b ? 1 : 0,
        Op.FloatLess => a < b ? 1 : 0,
        Op.FloatLessOrEqual => a <= b ? 1 : 0,
        _ => throw new NotSupportedException($"{op}"),
    };

    // As _float_div_mod in CPython's Objects/floatobject.c.
    private static (double Quotient, double Remainder) DivideFloats(double a, double b)
    {
        var remainder = a % b;
        var quotient = (a - remainder) / b;
        if (remainder == 0)
        {
            remainder = Math.CopySign(0.0, b);
        }
        else if (b < 0 != remainder < 0)
        {
            remainder += b;
            quotient -= 1.0;
        }
        if (quotient == 0)
            return (Math.CopySign(0.0, a / b), remainder);
        var floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1.0 : floor, remainder);
    }

    // What no integer is, however large: to Python it fails.
    private static readonly BigInteger s_never = BigInteger.One << 20_000;

    private static double Float(BigInteger bits) => BitConverter.Int64BitsToDouble((long)bits);

    private static BigInteger Bits(double number) => BitConverter.DoubleToInt64Bits(number);

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
