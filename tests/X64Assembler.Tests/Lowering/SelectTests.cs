using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Selects by comparisons and by bools, on boundary values, against the evaluator of words.</summary>
[TestFixture]
public sealed class SelectTests
{
    [Test]
    public void A_select_by_a_comparison_is_exact(
        [Values(Op.IntEqual, Op.IntLess, Op.IntGreaterOrEqual, Op.UIntLess, Op.UIntLessOrEqual, Op.FloatEqual, Op.FloatNotEqual, Op.FloatLess, Op.FloatLessOrEqual)] Op op,
        [Values("i64", "f64", "bool", "u64")] string type, [Values] bool isNegated, [Values(3, 8)] int registers)
    {
        var compared = IrPrinter.NameOf(OpInfo.Of(op).OperandType);
        CheckAll(registers, $"""
            function choose(v0: {compared}, v1: {compared}, v2: {type}, v3: {type}) -> {type}
            b0:
                v4 = {OpInfo.Of(op).Name} v0, v1
                {(isNegated ? "v5 = bool.not v4" : "")}
                v6: {type} = select {(isNegated ? "v5" : "v4")}, v2, v3
                return v6
            """);
    }

    [Test]
    public void Selects_share_a_comparison([Values("int.lt", "float.lt", "float.eq")] string comparison, [Values(3, 8)] int registers)
    {
        var type = comparison[0] == 'i' ? "i64" : "f64";
        CheckAll(registers, $"""
            function choose(v0: {type}, v1: {type}, v2: i64, v3: i64) -> i64
            b0:
                v4 = {comparison} v0, v1
                v5: {type} = select v4, v1, v0
                v6: i64 = select v4, v2, v3
                v7 = int 0
                v8: i64 = select v4, v7, v6
                v9 = {comparison} v5, v0
                v10: i64 = select v9, v6, v8
                return v10
            """);
    }

    [TestCase("v1, v2", "i64", "i64")]
    [TestCase("v1, v2", "f64", "f64")]
    [TestCase("v1, v3", "f64", "f64")]
    [TestCase("v3, v1", "f64", "f64")]
    [TestCase("v3, v1", "i64", "i64")]
    [TestCase("v0, v1", "bool", "bool")]
    [TestCase("v1, v0", "bool", "bool")]
    public void A_select_by_a_bool_is_exact(string chosen, string type, string result)
    {
        var zero = type switch { "i64" => "int 0", "f64" => "float 0", _ => "bool false" };
        foreach (var registers in new[] { 3, 8 })
        {
            CheckAll(registers, $"""
                function choose(v0: bool, v1: {type}, v2: {type}) -> {result}
                b0:
                    v3 = {zero}
                    v4: {result} = select v0, {chosen}
                    return v4
                """);
        }
    }

    private static void CheckAll(int registers, string text)
    {
        var function = IrParser.Parse(text);
        IrVerifier.Verify(function);
        long[][] grids = [.. function.Parameters.Select((parameter, index) => Few(parameter.Type, index))];
        foreach (var options in new[] { TestOptions.Baseline, TestOptions.WithRegisters(registers) })
        {
            using var native = NativeFunction.Compile(function, options);
            foreach (var first in grids[0])
            {
                foreach (var second in grids[1])
                {
                    foreach (var third in grids[2])
                    {
                        foreach (var fourth in grids.Length > 3 ? grids[3] : [0])
                            Check(native, function, [first, second, third, fourth]);
                    }
                }
            }
        }
    }

    private static long[] Few(IrType type, int index) => (type, index) switch
    {
        (IrType.Bool, _) => Grids.Bools,
        (IrType.Float64, < 2) => Grids.Floats,
        (IrType.Float64, _) => [.. new[] { -0.0, double.NaN, 1.5 }.Select(BitConverter.DoubleToInt64Bits)],
        (_, < 2) => Grids.Integers,
        _ => [0, long.MinValue, -7],
    };

    private static void Check(NativeFunction native, Function function, long[] arguments)
    {
        var expected = WordEvaluator.Run(function, arguments);
        var actual = native.CallForWords(arguments);
        if (actual != expected)
            Assert.Fail($"({string.Join(", ", arguments)}): {expected}, not {actual}\n{function}\n{MachineCodeListing.Write(native.Code)}");
    }
}
