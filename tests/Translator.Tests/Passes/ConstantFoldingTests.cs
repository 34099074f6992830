using Pyc.Translation.Ir;
using Pyc.Translation.Passes;

namespace Pyc.Translation.Tests;

public sealed class ConstantFoldingTests
{
    private static readonly long[] s_numbers =
    [
        0, 1, -1, 2, -2, 3, -3, 7, 10, -10, 62, 63, 64, 65, 1000, 3037000499, 3037000500, 1L << 32,
        long.MaxValue, long.MinValue, long.MinValue + 1,
    ];

    private static readonly double[] s_floats =
    [
        0.0, -0.0, 1.0, -1.5, 2.5, 1e300, -1e-320, double.MaxValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
        9223372036854775807.0, -9223372036854775808.0, -9223372036854777856.0, 4503599627370495.5,
    ];

    [Test]
    public void Every_operation_on_constants_gives_what_the_evaluator_gives_or_stays_where_that_is_overflow()
    {
        foreach (var info in OpInfo.All.ToArray().Where(info => info.Arity > 0 && info.ResultType != IrType.Void && info.OperandType is not (IrType.Result or IrType.Sequence or IrType.Address or IrType.Void)))
        {
            var numbers = info.OperandType switch
            {
                IrType.Bool => [0, 1],
                IrType.Float64 => [.. s_floats.Select(BitConverter.DoubleToInt64Bits)],
                _ => s_numbers,
            };
            foreach (var (a, b) in from a in numbers from b in info.Arity >= 2 ? numbers : [0] select (a, b))
            {
                if (IsAllowed(info.Op, info.Arity == 3 ? 7 : b))
                    CheckFolded(info, [a, b, 7]);
            }
        }
    }

    private static void CheckFolded(OpInfo info, long[] numbers)
    {
        var function = OfConstants(info, numbers);
        var expected = IrEvaluator.Run(function);
        var changed = new ConstantFolding().Run(function);
        IrVerifier.Verify(function);
        // What the C library computes is left to it, and what bits a NaN has to the processor.
        var mayStay = info.Op is Op.FloatRemainder or Op.FloatPow or Op.FloatFloorDiv or Op.FloatFloorMod ||
            (expected.Type == IrType.Float64 && double.IsNaN(BitConverter.Int64BitsToDouble((long)expected.Value)));
        if (!mayStay)
            Assert.That(changed, Is.EqualTo(expected.Exit == ExitReason.None), $"{info.Name} {string.Join(", ", numbers)}");
        Assert.That(IrEvaluator.Run(function), Is.EqualTo(expected), $"{info.Name} {string.Join(", ", numbers)}");
        if (changed)
            Assert.That(function.Entry.Last!.Operands[0].Op, Is.EqualTo(ConstantOf(info.ResultType)));
    }

    [Test]
    public void The_way_out_of_a_check_that_always_fails_stays() => IrAssert.Rewrites(new ConstantFolding(),
        before: "function f(v0: i64) -> i64 b0: v1 = bool false; v9 = state 3 depth 0, 0: v0; check v1, v9 else float_domain; return v0",
        after: "function f(v0: i64) -> i64 b0: v1 = bool false; v9 = state 3 depth 0, 0: v0; exit v9 float_domain");

    [TestCase("i64", "5, -7, 9", "v1 = int -7")]
    [TestCase("f64", "5, -0, 9", "v1 = float -0")]
    [TestCase("bool", "false, true", "v1 = bool true")]
    public void A_number_of_a_table_is_known_by_a_constant_index(string type, string words, string number) => IrAssert.Rewrites(new ConstantFolding(),
        before: $"function f() -> {type} b0: v0 = int 1; v2: {type} = table v0, {words}; return v2",
        after: $"function f() -> {type} b0: v0 = int 1; {number}; return v1");

    [TestCase(-1)]
    [TestCase(2)]
    public void An_index_beyond_a_table_is_left_alone(long index) => IrAssert.Keeps(
        new ConstantFolding(), $"function f() -> i64 b0: v0 = int {index}; v1: i64 = table v0, 5, 7; return v1");

    [TestCase(9007199254740992)]
    [TestCase(-9007199254740992)]
    public void An_int_that_is_a_float_passes(long number) => IrAssert.Rewrites(new ConstantFolding(),
        before: $"function f() -> i64 b0: v0 = int {number}; check.exact v0 else inexact; return v0",
        after: $"function f() -> i64 b0: v0 = int {number}; return v0");

    [TestCase(9007199254740993)]
    [TestCase(long.MinValue)]
    public void An_int_that_is_no_float_fails(long number) => IrAssert.Rewrites(new ConstantFolding(),
        before: $"function f() -> i64 b0: v0 = int {number}; check.exact v0 else inexact; return v0",
        after: $"function f() -> i64 b0: v0 = int {number}; exit inexact");

    [TestCase("int.shl", -1)]
    [TestCase("int.shl.wrap", -1)]
    [TestCase("int.shr", long.MinValue)]
    [TestCase("int.div", 0)]
    [TestCase("int.div.wrap", 0)]
    [TestCase("int.mod", 0)]
    [TestCase("int.pow", -1)]
    [TestCase("int.pow.wrap", -1)]
    public void What_a_check_keeps_away_is_left_alone(string op, long right) => IrAssert.Keeps(
        new ConstantFolding(), $"function f() -> i64 b0: v0 = int 5; v1 = int {right}; v2 = {op} v0, v1; return v2");

    [Test]
    public void A_check_that_always_passes_goes() => IrAssert.Rewrites(new ConstantFolding(),
        before: "function f() -> i64 b0: v0 = int 5; check.nonzero v0 else division_by_zero; check.nonneg v0 else negative_shift; return v0",
        after: "function f() -> i64 b0: v0 = int 5; return v0");

    [Test]
    public void Behind_a_check_that_always_fails_nothing_is_left() => IrAssert.Rewrites(new ConstantFolding(),
        before: """
            function f(v0: i64, v1: bool) -> i64
            b0: v2 = int 0; v3 = int.neg v0; check.nonzero v2 else modulo_by_zero; v4 = int.mod v0, v2; branch v1, b1, b2
            b1: jump b2
            b2: v5: i64 = phi b0 v4, b1 v0; return v5
            """,
        after: "function f(v0: i64, v1: bool) -> i64 b0: v2 = int 0; v3 = int.neg v0; exit modulo_by_zero");

    [Test]
    public void A_branch_on_a_constant_goes_one_way() => IrAssert.Rewrites(new ConstantFolding(),
        before: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 3; v3 = int 4; v4 = int.lt v2, v3; branch v4, b1, b2
            b1: jump b3
            b2: v5 = int.neg v0; jump b3
            b3: v6: i64 = phi b1 v1, b2 v5; return v6
            """,
        after: """
            function f(v0: i64, v1: i64) -> i64
            b0: v2 = int 3; v3 = int 4; v4 = bool true; jump b1
            b1: jump b3
            b3: v6: i64 = phi b1 v1; return v6
            """);

    [Test]
    public void A_phi_of_one_value_and_itself_is_that_value() => IrAssert.Rewrites(new ConstantFolding(),
        before: "function f(v0: i64, v1: bool) -> i64 b0: jump b1 b1: v2: i64 = phi b0 v0, b1 v2; branch v1, b1, b2 b2: return v2",
        after: "function f(v0: i64, v1: bool) -> i64 b0: jump b1 b1: branch v1, b1, b2 b2: return v0");

    [Test]
    public void A_phi_of_equal_constants_is_a_constant() => IrAssert.Rewrites(new ConstantFolding(),
        before: """
            function f(v0: bool) -> i64
            b0: branch v0, b1, b2
            b1: v1 = int 7; jump b3
            b2: v2 = int 7; jump b3
            b3: v3: i64 = phi b1 v1, b2 v2; v4: bool = phi b1 v0, b2 v0; return v3
            """,
        after: """
            function f(v0: bool) -> i64
            b0: branch v0, b1, b2
            b1: v1 = int 7; jump b3
            b2: v2 = int 7; jump b3
            b3: v3 = int 7; return v3
            """);

    private static bool IsAllowed(Op op, long right) => op switch
    {
        Op.IntFloorDiv or Op.IntFloorDivWrap or Op.IntFloorMod => right != 0,
        Op.UIntFloorDiv or Op.UIntFloorMod or Op.UIntMulMod or Op.UIntMulDiv => right != 0,
        Op.FloatFloorDiv or Op.FloatFloorMod => BitConverter.Int64BitsToDouble(right) != 0,
        Op.IntShiftLeft or Op.IntShiftLeftWrap or Op.IntShiftRight or Op.IntPow or Op.IntPowWrap => right >= 0,
        _ => true,
    };

    private static Op ConstantOf(IrType type) => type switch
    {
        IrType.Bool => Op.BoolConstant,
        IrType.UInt64 => Op.UIntConstant,
        IrType.Float64 => Op.FloatConstant,
        _ => Op.IntConstant,
    };

    private static Function OfConstants(OpInfo info, long[] numbers)
    {
        var function = new Function("f", info.ResultType);
        var block = function.NewBlock();
        var operands = numbers.Take(info.Arity).Select(number => block.Append(function.NewValue(
            ConstantOf(info.OperandType), [], SourceLocation.None, immediate: number))).ToArray();
        var result = block.Append(function.NewValue(info.Op, operands, SourceLocation.None, immediate: FloatCalls.Any(info.Op, new Random(1))));
        block.Append(function.NewValue(Op.Return, [result], SourceLocation.None));
        return function;
    }
}
