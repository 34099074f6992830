using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Every operation, run natively on boundary values, against arithmetic with big integers.</summary>
[TestFixture]
public sealed class OperationTests
{
    private static IEnumerable<Op> Operations => OpInfo.All.ToArray()
        .Where(info => info.Arity is 1 or 2 && !info.Effects.HasFlag(Effects.Terminator) && !info.Effects.HasFlag(Effects.Check))
        .Where(info => info.OperandType is IrType.Int64 or IrType.Bool && info.ResultType is IrType.Int64 or IrType.Bool)
        .Select(info => info.Op).Where(op => op is not (Op.IntPow or Op.IntPowWrap));

    [Test]
    public void An_operation_on_values_is_exact(
        [ValueSource(nameof(Operations))] Op op, [ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name) =>
        CheckAll(op, TestOptions.Named(name), left: null, right: null);

    [Test]
    public void An_operation_with_a_constant_is_exact(
        [ValueSource(nameof(Operations))] Op op, [Values(3, 8)] int registers)
    {
        var options = TestOptions.WithRegisters(registers);
        foreach (var number in GridOf(op))
        {
            CheckAll(op, options, left: number, right: null);
            if (OpInfo.Of(op).Arity == 2)
                CheckAll(op, options, left: null, right: number);
        }
    }

    [Test]
    public void A_test_of_bits_is_exact_in_a_register_and_in_memory(
        [Values("eq", "ne")] string comparison,
        [Values(0, 1, 127, 128, 255, 256, 32768, int.MaxValue, -1, int.MinValue, 1L << 31)] long mask)
    {
        foreach (var tested in new[] { "v0", "v15" })                   // by all conventions the last argument is in memory
        {
            var function = IrParser.Parse($"""
                function has_bits({string.Join(", ", Enumerable.Range(0, 16).Select(index => $"v{index}: i64"))}) -> bool
                b0:
                    v16 = int {mask}
                    v17 = int.and {tested}, v16
                    v18 = int 0
                    v19 = int.{comparison} v17, v18
                    return v19
                """);
            using var native = NativeFunction.Compile(function, TestOptions.Baseline);
            foreach (var number in Grids.Integers)
            {
                long[] arguments = [number, .. Enumerable.Repeat(0L, 14), number];
                var expected = IrEvaluator.Run(function, arguments);
                Assert.That(native.Call(arguments), Is.EqualTo(expected), $"{number} & {mask}, {tested}");
            }
        }
    }

    [Test]
    public void A_power_that_no_pass_expanded_is_refused() => Assert.That(
        () => NativeCompiler.Compile(Make(Op.IntPow, null, null)),
        Throws.TypeOf<Pyc.Translation.InternalCompilerException>().With.Message.Contains("int.pow"));

    private static long[] GridOf(Op op) => OpInfo.Of(op).OperandType == IrType.Bool ? Grids.Bools : Grids.Integers;

    private static void CheckAll(Op op, NativeCompilerOptions options, long? left, long? right)
    {
        var function = Make(op, left, right);
        using var native = NativeFunction.Compile(function, options);
        var seconds = OpInfo.Of(op).Arity == 2 && right is null ? GridOf(op) : [0];
        foreach (var first in left is null ? GridOf(op) : [0])
        {
            foreach (var second in seconds)
            {
                var expected = IrEvaluator.Run(function, first, second);
                var actual = native.Call(first, second);
                if (actual != expected)
                {
                    Assert.Fail($"{op}({left ?? first}, {right ?? second}) is {expected}, not {actual}\n"
                        + MachineCodeListing.Write(native.Code));
                }
            }
        }
    }

    /// <summary>
    /// The operation on two parameters, or constants in their place, with the checks that Python demands before it.
    /// </summary>
    private static Function Make(Op op, long? left, long? right)
    {
        var info = OpInfo.Of(op);
        var type = IrPrinter.NameOf(info.OperandType);
        string Constant(long number) =>
            info.OperandType != IrType.Bool ? $"int {number}" : number != 0 ? "bool true" : "bool false";
        var second = info.Arity == 1 ? "" : right is null ? ", v1" : ", v3";
        var check = op switch
        {
            Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight => $"check.nonneg {second[2..]} else negative_shift",
            Op.IntFloorDiv or Op.IntFloorDivWrap => $"check.nonzero {second[2..]} else division_by_zero",
            Op.IntFloorMod => $"check.nonzero {second[2..]} else modulo_by_zero",
            Op.IntPow => "check.nonneg v1 else negative_power",
            _ => "",
        };
        return IrParser.Parse($"""
            function operation(v0: {type}, v1: {type}) -> {IrPrinter.NameOf(info.ResultType)}
            b0:
                {(left is { } l ? "v2 = " + Constant(l) : "")}
                {(right is { } r ? "v3 = " + Constant(r) : "")}
                {check}
                v4 = {info.Name} {(left is null ? "v0" : "v2")}{second}
                return v4
            """);
    }
}
