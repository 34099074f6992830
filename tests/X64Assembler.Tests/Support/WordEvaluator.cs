using System.Numerics;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>How a call of native code ends, as words: a result of a type, or an exit with what its frame states hold.</summary>
/// <param name="Result">The words of the result, as text; empty for an exit.</param>
/// <param name="Exit">Why it left; <see cref="ExitReason.None"/> for a result.</param>
/// <param name="State">The index of the frame state's shape; −1 for none.</param>
/// <param name="Frame">What the frame states hold, as text.</param>
/// <param name="Callers">What the frames of callers hold, the last one first; only those that there are slots for.</param>
internal sealed record WordOutcome(string Result, ExitReason Exit, int State, string Frame, string Callers)
{
    public static WordOutcome Returned(IReadOnlyList<(IrType Type, long Word)> words) => new(Describe(words), ExitReason.None, -1, "", "");

    public static WordOutcome Exited(ExitReason reason, int state, string frames, IEnumerable<string> callers) =>
        new("", reason, state, frames, string.Join(" < ", callers));

    /// <summary>A frame as text.</summary>
    public static string Describe(int state, IEnumerable<(IrType Type, long Word)> operands) => $"{state}: {Describe(operands)}";

    private static string Describe(IEnumerable<(IrType Type, long Word)> words) =>
        string.Join(", ", words.Select(word => $"{word.Type} {Normalise(word.Type, word.Word)}"));

    /// <summary>Which of several NaNs an operation gives is nobody's business.</summary>
    private static long Normalise(IrType type, long word) =>
        type == IrType.Float64 && double.IsNaN(BitConverter.Int64BitsToDouble(word)) ? BitConverter.DoubleToInt64Bits(double.NaN) : word;
}

/// <summary>Runs IR on words of 64 bits, by the documented meaning of each operation, frame states and all.</summary>
internal sealed unsafe class WordEvaluator
{
    private const int MaxSteps = 100_000;

    private readonly Dictionary<Value, long> _words = [];
    private readonly CallStack _stack;

    private WordEvaluator(CallStack stack) => _stack = stack;

    /// <summary>Runs a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="arguments">A word for each parameter.</param>
    /// <param name="forcedState">Whatever has the state of this index exits when it is reached.</param>
    /// <param name="reached">Takes the states of everything reached that may exit.</param>
    /// <param name="slots">The number of slots for frames of callers.</param>
    /// <param name="maxDepth">The number of calls, one in the other, at which the stack is at its limit.</param>
    public static WordOutcome Run(
        Function function, long[] arguments, int forcedState = -1, ISet<int>? reached = null, int slots = 64, int maxDepth = 1000)
    {
        var stack = new CallStack(forcedState, reached, maxDepth);
        var end = new WordEvaluator(stack).RunFunction(function, arguments, depth: 1);
        return end.Words is { } words
            ? WordOutcome.Returned([.. end.Shape!.Types.Zip(words)])     // a result has a shape
            : WordOutcome.Exited(stack.Exit!.ExitsFor, stack.Exit.State?.Frame?.Index ?? -1, stack.Frames, stack.Callers.AsEnumerable().Reverse().Take(slots));
    }

    /// <summary>How a function ends: with words of a shape, or early.</summary>
    private readonly record struct End(int Number, ResultShape? Shape, long[]? Words);

    /// <summary>What all calls of a run have in common.</summary>
    private sealed class CallStack(int forcedState, ISet<int>? reached, int maxDepth)
    {
        public int ForcedState { get; } = forcedState;
        public ISet<int>? Reached { get; } = reached;
        public int MaxDepth { get; } = maxDepth;
        public int Steps { get; set; }
        public Value? Exit { get; set; }
        public string Frames { get; set; } = "";
        public List<string> Callers { get; } = [];
    }

    private End RunFunction(Function function, long[] arguments, int depth)
    {
        Block? from = null;
        for (var block = function.Entry; ;)
        {
            if (from is not null)
            {
                var edge = block.Predecessors.ToList().IndexOf(from);
                var incoming = block.Phis.Select(phi => (phi, word: _words[phi.Operands[edge]])).ToList();
                foreach (var (phi, word) in incoming)
                    _words[phi] = word;
            }
            End called = default;
            foreach (var value in block.Where(value => value.Op is not (Op.Phi or Op.FrameState)))
            {
                if (++_stack.Steps > MaxSteps)
                    throw new InvalidOperationException("The function does not end.");
                if (value.Has(Effects.Terminator))
                    break;
                var isUsed = value.Users.Count > 0 || value.Has(Effects.Check) || value.Has(Effects.MayRaise) || value.Has(Effects.Writes);
                if (value.Info.MayExit && isUsed && value.State is { } state && value.Op != Op.Call)
                {
                    _stack.Reached?.Add(state.Frame!.Index);
                    if (state.Frame!.Index == _stack.ForcedState)
                        return Exit(value);
                }
                if (value.Op == Op.Call)
                {
                    long[] passed = [.. value.Operands.Where(operand => operand.Type != IrType.State).Select(operand => _words[operand])];
                    called = new WordEvaluator(_stack).RunFunction(value.Callee!, passed, depth + 1); // a call has a callee
                    if (called.Words is null)
                        return Leave(value);
                    continue;
                }
                long[] operands = [.. value.Operands.Take(value.Op == Op.RuntimeCall ? value.Operands.Count : Math.Max(value.Info.Arity, 0))
                    .Select(operand => operand.Type == IrType.Result ? 0 : _words[operand])];
                if (value.Op == Op.Parameter)
                    _words[value] = arguments[value.Immediate];
                else if (value.Op == Op.CallWord)
                    _words[value] = called.Shape!.Types.ElementAtOrDefault((int)value.Immediate) == value.Type ? called.Words![value.Immediate] : 0;
                else if (value.Op == Op.CallShape)
                    _words[value] = called.Number;
                else if (value.Op is Op.CheckStack or Op.Poll)
                    _words[value] = 0;
                else if (value.Op is Op.StoreCount or Op.StoreElement)
                    Write(value, operands);
                else if (!isUsed && value.Has(Effects.Reads))
                    continue;
                else if (Compute(value, operands) is { } word)
                    _words[value] = word;
                else if (isUsed)
                    return Exit(value);
                if (value.Op == Op.CheckStack && depth > _stack.MaxDepth)
                    return Exit(value);
            }

            var terminator = block.Terminator!;
            switch (terminator.Op)
            {
                case Op.Return:
                    var number = (int)terminator.Immediate;
                    return new End(number, function.Results[number], [.. terminator.Operands.Select(operand => _words[operand])]);
                case Op.Exit:
                    return Exit(terminator);
                case Op.Branch:
                    (from, block) = (block, block.Successors[_words[terminator.Operands[0]] == 0 ? 1 : 0]);
                    break;
                default:
                    (from, block) = (block, block.Successors[0]);
                    break;
            }
        }
    }

    private End Exit(Value value)
    {
        (_stack.Exit, _stack.Frames) = (value, FramesOf(value));
        return default;
    }

    private End Leave(Value call)
    {
        if (call.State is not null)
            _stack.Callers.Add(FramesOf(call));
        return default;
    }

    private string FramesOf(Value value)
    {
        var frames = new List<string>();
        for (var state = value.State; state is not null; state = state.State)
        {
            frames.Add(WordOutcome.Describe(
                state.Frame!.Index,
                state.Operands.Where(operand => operand.Type != IrType.State).Select(operand => (operand.Type, _words[operand]))));
        }
        return string.Join(" in ", frames);
    }

    private static void Write(Value value, long[] x)
    {
        if (value.Op == Op.StoreCount)
            *(long*)(x[0] + SequenceLayout.Count) = x[1];
        else
            TestMemory.Store((ElementKind)value.Immediate, x[0], x[1], x[2]);
    }

    private static double F(long word) => BitConverter.Int64BitsToDouble(word);

    private static long? F(double number) => BitConverter.DoubleToInt64Bits(number);

    private static long B(bool value) => value ? 1 : 0;

    private static long? Signed(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (long)number : null;

    private static long? Unsigned(BigInteger number) => number.Sign >= 0 && number <= ulong.MaxValue ? (long)(ulong)number : null;

    private static long Wrap(BigInteger number) => (long)(ulong)(number & ulong.MaxValue);

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var remainder);
        return remainder.Sign != 0 && remainder.Sign != b.Sign ? quotient - 1 : quotient;
    }

    private static BigInteger Shift(BigInteger number, BigInteger count) =>
        number.IsZero ? 0 : number << (int)BigInteger.Min(count, 200);

    /// <summary>The word that an operation gives; <see langword="null"/> where it exits.</summary>
    private static long? Compute(Value value, long[] x)
    {
        var (a, b, c) = (x.ElementAtOrDefault(0), x.ElementAtOrDefault(1), x.ElementAtOrDefault(2));
        BigInteger u = (ulong)a, v = (ulong)b, w = (ulong)c, i = a, j = b;
        return value.Op switch
        {
            Op.IntConstant or Op.BoolConstant or Op.NoneConstant or Op.UIntConstant or Op.FloatConstant => value.Immediate,
            Op.FixedField or Op.LoadField => *(long*)(a + SequenceLayout.OffsetOf((SequenceField)value.Immediate)),
            Op.LoadElement => TestMemory.Load((ElementKind)value.Immediate, a, b),
            Op.RuntimeCall => TestRuntime.Call((RuntimeFunction)value.Immediate, x),
            Op.SequenceEqual => B(a == b),
            Op.LoadTable => value.Table!.Words[(int)a],                  // a load has a table
            Op.IntAdd => Signed(i + j),
            Op.IntSub => Signed(i - j),
            Op.IntMul => Signed(i * j),
            Op.IntNeg => Signed(-i),
            Op.IntAddWrap => Wrap(i + j),
            Op.IntSubWrap or Op.AddressDifference => Wrap(i - j),
            Op.IntMulWrap => Wrap(i * j),
            Op.IntNegWrap => Wrap(-i),
            Op.IntNot => ~a,
            Op.IntAnd or Op.BoolAnd => a & b,
            Op.IntOr or Op.BoolOr => a | b,
            Op.IntXor or Op.BoolXor => a ^ b,
            Op.IntShiftLeft => Signed(Shift(i, j)),
            Op.IntShiftLeftWrap => b > 63 ? 0 : a << (int)b,
            Op.IntShiftRight => a >> (int)Math.Min(b, 63),
            Op.IntFloorDiv => Signed(FloorDivide(i, j)),
            Op.IntFloorDivWrap => Wrap(FloorDivide(i, j)),
            Op.IntFloorMod => (long)(i - FloorDivide(i, j) * j),
            Op.IntMin => Math.Min(a, b),
            Op.IntMax => Math.Max(a, b),
            Op.IntEqual => B(a == b),
            Op.IntNotEqual => B(a != b),
            Op.IntLess => B(a < b),
            Op.IntLessOrEqual => B(a <= b),
            Op.IntGreater => B(a > b),
            Op.IntGreaterOrEqual => B(a >= b),
            Op.IntFromBool or Op.UIntFromBits or Op.IntFromBits => a,
            Op.BoolNot => 1 - a,
            Op.Select => a != 0 ? b : c,
            Op.UIntFromInt or Op.IntFromUInt => a < 0 ? null : a,
            Op.UIntAdd => Unsigned(u + v),
            Op.UIntSub => Unsigned(u - v),
            Op.UIntMul => Unsigned(u * v),
            Op.UIntShiftLeft => Unsigned(Shift(u, v)),
            Op.UIntShiftRight => v > 63 ? 0 : (long)((ulong)a >> (int)b),
            Op.UIntFloorDiv => (long)((ulong)a / (ulong)b),
            Op.UIntFloorMod => (long)((ulong)a % (ulong)b),
            Op.UIntMulMod => Unsigned(u * v % w),
            Op.UIntMulDiv => Unsigned(u * v / w),
            Op.UIntBitLength => (long)u.GetBitLength(),
            Op.UIntBitCount => Enumerable.Range(0, 64).Count(place => (a >> place & 1) != 0),
            Op.UIntLess => B(u < v),
            Op.UIntLessOrEqual => B(u <= v),
            Op.FloatAdd => F(F(a) + F(b)),
            Op.FloatSub => F(F(a) - F(b)),
            Op.FloatMul => F(F(a) * F(b)),
            Op.FloatDiv => F(F(a) / F(b)),
            Op.FloatNeg => a ^ long.MinValue,
            Op.FloatAbs => a & long.MaxValue,
            Op.FloatFloor => F(Math.Floor(F(a))),
            Op.FloatCeil => F(-Math.Floor(-F(a))),
            Op.FloatTruncate => F(Math.CopySign(Math.Floor(Math.Abs(F(a))), F(a))),
            Op.FloatRound => F(Math.Round(F(a), MidpointRounding.ToEven)),
            Op.FloatMin => F(a) < F(b) ? a : b,
            Op.FloatMax => F(a) > F(b) ? a : b,
            Op.FloatCall1 or Op.FloatCall2 or Op.FloatCall3 => F(FloatFunctionInfo.Of(value).Compute([.. x.Select(F)])),
            Op.FloatSqrt => F(Math.Sqrt(F(a))),
            Op.FloatCopySign => (a & long.MaxValue) | (b & long.MinValue),
            Op.FloatRemainder => F(F(a) % F(b)),
            Op.FloatPow => F(Math.Pow(F(a), F(b))),
            Op.FloatEqual => B(F(a) == F(b)),
            Op.FloatNotEqual => B(F(a) != F(b)),
            Op.FloatLess => B(F(a) < F(b)),
            Op.FloatLessOrEqual => B(F(a) <= F(b)),
            Op.FloatFromInt => F(Nearest(i)),
            Op.FloatFromUInt => F(Nearest(u)),
            // Native code may take the exit for −2⁶³ as well.
            Op.IntFromFloat => double.IsFinite(F(a)) && new BigInteger(F(a)) is var whole && whole != long.MinValue ? Signed(whole) : null,
            Op.CheckTrue => a != 0 ? 0 : null,
            Op.CheckFloatExact => BigInteger.Abs(i) <= 1L << 53 ? 0 : null,
            Op.CheckNonZero or Op.CheckSequence => a != 0 ? 0 : null,
            Op.CheckNotNegative => a >= 0 ? 0 : null,
            _ => throw new NotSupportedException($"{value.Op}"),
        };
    }

    /// <summary>The nearest float, ties to even, of a number of up to 64 bits; without the conversions of the framework.</summary>
    private static double Nearest(BigInteger number)
    {
        var magnitude = BigInteger.Abs(number);
        var extra = Math.Max(0, (int)magnitude.GetBitLength() - 53);
        var (kept, lost) = (magnitude >> extra, magnitude & ((BigInteger.One << extra) - 1));
        var half = extra == 0 ? BigInteger.One : BigInteger.One << (extra - 1);
        if (lost > half || (lost == half && !kept.IsEven))
            kept += 1;
        return Math.CopySign(Math.ScaleB((double)(long)kept, extra), number.Sign < 0 ? -1 : 1);
    }
}
