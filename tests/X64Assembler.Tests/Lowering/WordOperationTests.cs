using System.Collections.Immutable;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Operations on floats, unsigned integers and checks, on boundary values, against the evaluator of words.</summary>
[TestFixture]
public sealed class WordOperationTests
{
    private static readonly long[] s_moduli = [1, 2, 3, 10, 1L << 32, long.MaxValue, long.MinValue, -1, -2];

    private static readonly ulong[] s_divisors =
    [
        2, 3, 5, 6, 7, 9, 10, 11, 12, 13, 14, 25, 28, 60, 100, 125, 641, 1000, 3600, 1000000007, 4294967295, 4294967296, 4294967297,
        (1UL << 53) - 1, (1UL << 62) - 1, 1UL << 62, (1UL << 62) + 1, long.MaxValue - 1, long.MaxValue, 1UL << 63, (1UL << 63) + 1,
        ulong.MaxValue - 1, ulong.MaxValue,
    ];

    private static IEnumerable<Op> Operations => OpInfo.All.ToArray()
        .Where(info => info.Op is (>= Op.UIntFromBits and <= Op.IntFromFloat) or (>= Op.CheckTrue and <= Op.CheckNotNegative))
        .Select(info => info.Op)
        .Where(op => op is not (Op.FloatConstant or Op.FloatFloorDiv or Op.FloatFloorMod) && !OpInfo.Of(op).IsFloatCall);

    [Test]
    public void An_operation_on_values_is_exact(
        [ValueSource(nameof(Operations))] Op op, [ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name)
    {
        foreach (var third in ThirdsOf(op))
            CheckAll(op, TestOptions.Named(name), left: null, right: null, third);
    }

    [Test]
    public void An_operation_with_a_constant_is_exact([ValueSource(nameof(Operations))] Op op, [Values(3, 8)] int registers)
    {
        var options = TestOptions.WithRegisters(registers);
        foreach (var number in GridOf(op))
        {
            CheckAll(op, options, left: number, right: null, third: 7);
            if (OpInfo.Of(op).Arity >= 2)
                CheckAll(op, options, left: null, right: number, third: 10);
        }
    }

    [Test]
    public void A_function_gives_natively_what_the_interpreter_computes([Values] FloatFunction function, [Values(1, 2, 3)] int count)
    {
        if (!FloatFunctionInfo.Of(function).Takes(count))
            return;
        var call = MakeCall(function, count);
        using var native = NativeFunction.Compile(call, TestOptions.Baseline);
        var random = new Random((int)function);
        foreach (var first in Grids.Floats)
        {
            foreach (var second in count >= 2 ? Grids.Floats : [0])
                Check(native, call, [first, second, Grids.Floats[random.Next(Grids.Floats.Length)]]);
        }
        for (var round = 0; round < 2000; round++)
            Check(native, call, [Any(), Any(), Any()]);

        long Any() => random.Next(2) == 0
            ? random.NextInt64(long.MinValue, long.MaxValue)
            : BitConverter.DoubleToInt64Bits((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 5)));
    }

    [Test]
    public void Division_by_a_constant_is_exact(
        [Values(Op.IntFloorDiv, Op.IntFloorMod, Op.UIntFloorDiv, Op.UIntFloorMod)] Op op, [ValueSource(nameof(s_divisors))] ulong divisor)
    {
        var number = (long)divisor;
        var isSigned = op is Op.IntFloorDiv or Op.IntFloorMod;
        if (isSigned && divisor > long.MaxValue)
            number = -(long)(divisor % 1000) - 1;
        foreach (var options in new[] { TestOptions.Baseline, TestOptions.WithRegisters(3) })
        {
            var function = Make(op, null, number, null);
            using var native = NativeFunction.Compile(function, options);
            foreach (var dividend in DividendsFor(divisor))
                Check(native, function, dividend, 0, 0);
        }
    }

    /// <summary>Around multiples of the divisor, where a quotient that is not exact differs first, and anywhere.</summary>
    private static IEnumerable<long> DividendsFor(ulong divisor)
    {
        foreach (var number in Grids.Integers)
            yield return number;
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var any = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(8);
            var multiple = any / divisor * divisor;
            foreach (var number in new[] { any, multiple, multiple - 1, multiple + 1, ulong.MaxValue / divisor * divisor - 1 })
            {
                yield return (long)number;
                yield return -(long)number;
            }
        }
    }

    [Test]
    public void A_comparison_decides_a_branch_a_check_and_a_bool_alike(
        [Values(Op.FloatEqual, Op.FloatNotEqual, Op.FloatLess, Op.FloatLessOrEqual, Op.UIntLess, Op.UIntLessOrEqual, Op.IntLess)] Op op,
        [Values] bool isNegated, [Values] bool isCheck)
    {
        var function = new Function("decide", IrType.Int64);
        var block = function.NewBlock();
        Value Append(Op made, IrType type, long immediate, ExitReason reason, params Value[] operands) =>
            block.Append(function.NewValue(made, operands, SourceLocation.None, type, immediate, reason));
        var type = OpInfo.Of(op).OperandType;
        var first = Append(Op.Parameter, type, 0, ExitReason.None);
        var second = Append(Op.Parameter, type, 1, ExitReason.None);
        var condition = Append(op, IrType.Void, 0, ExitReason.None, first, second);
        if (isNegated)
            condition = Append(Op.BoolNot, IrType.Void, 0, ExitReason.None, condition);
        if (isCheck)
        {
            Append(Op.CheckTrue, IrType.Void, 0, ExitReason.FloatDomain, condition);
            Append(Op.Return, IrType.Void, 0, ExitReason.None, Append(Op.IntConstant, IrType.Void, 5, ExitReason.None));
        }
        else
        {
            Append(Op.Branch, IrType.Void, 0, ExitReason.None, condition);
            var from = block;
            foreach (var answer in new[] { 1, 2 })
            {
                block = function.NewBlock();
                from.AddSuccessor(block);
                Append(Op.Return, IrType.Void, 0, ExitReason.None, Append(Op.IntConstant, IrType.Void, answer, ExitReason.None));
            }
        }
        foreach (var options in new[] { TestOptions.Baseline, TestOptions.WithRegisters(3) })
        {
            using var native = NativeFunction.Compile(function, options);
            foreach (var left in GridOf(op))
            {
                foreach (var right in GridOf(op))
                    Check(native, function, left, right);
            }
        }
    }

    private static Function MakeCall(FloatFunction called, int count)
    {
        var function = new Function("call", IrType.Float64);
        var block = function.NewBlock();
        var parameters = Enumerable.Range(0, 3)
            .Select(index => block.Append(function.NewValue(Op.Parameter, [], SourceLocation.None, IrType.Float64, index))).ToArray();
        var op = count switch { 1 => Op.FloatCall1, 2 => Op.FloatCall2, _ => Op.FloatCall3 };
        var result = block.Append(function.NewValue(op, parameters.AsSpan(0, count), SourceLocation.None, immediate: (long)called));
        block.Append(function.NewValue(Op.Return, [result], SourceLocation.None));
        return function;
    }

    private static long[] GridOf(Op op) => OpInfo.Of(op).OperandType switch
    {
        IrType.Bool => Grids.Bools,
        IrType.Float64 => Grids.Floats,
        _ => Grids.Integers,
    };

    private static long?[] ThirdsOf(Op op) => OpInfo.Of(op).Arity == 3 ? [null, .. s_moduli] : [null];

    private static void CheckAll(Op op, NativeCompilerOptions options, long? left, long? right, long? third)
    {
        var arity = OpInfo.Of(op).Arity;
        var function = Make(op, left, right, arity == 3 ? third : null);
        using var native = NativeFunction.Compile(function, options);
        var seconds = arity >= 2 && right is null ? GridOf(op) : [0];
        long[] thirds = arity == 3 && third is null ? s_moduli : [1];
        foreach (var first in left is null ? GridOf(op) : [0])
        {
            foreach (var second in seconds)
            {
                foreach (var last in thirds)
                {
                    if (op is Op.UIntFloorDiv or Op.UIntFloorMod && (right ?? second) == 0)
                        continue;                                       // a check before excludes it
                    Check(native, function, first, second, last);
                }
            }
        }
    }

    private static void Check(NativeFunction native, Function function, params long[] arguments)
    {
        var expected = WordEvaluator.Run(function, arguments);
        var actual = native.CallForWords(arguments);
        if (actual != expected)
        {
            Assert.Fail($"({string.Join(", ", arguments)}): {expected}, not {actual}\n{function}\n"
                + MachineCodeListing.Write(native.Code));
        }
    }

    /// <summary>The operation on three parameters, or constants in their place, with a frame state of the parameters.</summary>
    private static Function Make(Op op, long? left, long? right, long? third)
    {
        var info = OpInfo.Of(op);
        var isCheck = info.Effects.HasFlag(Effects.Check);
        var function = new Function("operation", isCheck ? info.OperandType : info.ResultType);
        var block = function.NewBlock();
        var parameters = Enumerable.Range(0, 3)
            .Select(index => block.Append(function.NewValue(Op.Parameter, [], SourceLocation.None, info.OperandType, index))).ToArray();
        var constant = info.OperandType switch
        {
            IrType.Float64 => Op.FloatConstant,
            IrType.UInt64 => Op.UIntConstant,
            IrType.Bool => Op.BoolConstant,
            _ => Op.IntConstant,
        };
        var operands = new long?[] { left, right, third }.Select((number, index) => number is { } known
            ? block.Append(function.NewValue(constant, [], SourceLocation.None, immediate: known))
            : parameters[index]).Take(info.Arity).ToList();
        if (info.MayExit)
        {
            var slots = ImmutableArray.Create(
                new FrameSlot(0, FrameSlotKind.Value), new FrameSlot(1, FrameSlotKind.Value), new FrameSlot(2, FrameSlotKind.Value));
            Value[] held = [operands[0], parameters[1], parameters[0]];
            operands.Add(block.Append(
                function.NewValue(Op.FrameState, held, SourceLocation.None, frame: new FrameShape(3, 0, slots))));
        }
        var result = block.Append(function.NewValue(
            op, [.. operands], SourceLocation.None, reason: isCheck ? ExitReason.Inexact : ExitReason.None));
        block.Append(function.NewValue(Op.Return, [isCheck ? operands[0] : result], SourceLocation.None));
        return function;
    }
}
