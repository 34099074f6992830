using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Vector operations that are a part of the instruction for what uses them.</summary>
[TestFixture]
public sealed class VectorFusionTests
{
    [TestCase("v8 = any_negative v7; vector.end; branch v8, b1, b2")]
    [TestCase("v8 = any_negative v7; v9 = bool.not v8; vector.end; branch v9, b2, b1")]
    public void No_vector_is_kept_for_a_branch_behind_the_end_of_vectors(string end)
    {
        foreach (var lanes in VectorMemory.Lanes)
        {
            using var native = NativeFunction.Compile($"""
                function f(v0: i64) -> i64 lanes {lanes}
                b0:
                    v1 = lane.indexes
                    v2: ints = broadcast v0
                    v7: ints = lanes int.sub.wrap v2, v1
                    {end}
                b1:
                    v20 = int 1
                    return v20
                b2:
                    v21 = int 0
                    return v21
                """);
            Assert.That(native.Code.SpillSlots, Is.Zero);
            Assert.That((long)native.Call(lanes - 2).Value, Is.EqualTo(1));
            Assert.That((long)native.Call(lanes - 1).Value, Is.EqualTo(0));
        }
    }

    [TestCase("v10: ints = lanes int.add.wrap v5, v6", "vpaddq zmm0, zmm0, zmm2")]
    [TestCase("v7: ints = lanes int.xor v4, v5; v8: ints = lanes int.xor v4, v6; v10: ints = lanes int.and v7, v8", "vpternlogq zmm0, zmm1, zmm2")]
    [TestCase("v7: ints = lanes int.not v4; v8: ints = lanes int.or v7, v5; v10: ints = lanes int.and v8, v7", "vpternlogq")]
    [TestCase("v7: ints = lanes int.not v4; v8: ints = lanes int.not v7; v10: ints = lanes int.not v8", "vpternlogq")]
    [TestCase("v7: ints = lanes int.xor v4, v5; v8: ints = lanes int.and v7, v4; v9: ints = lanes int.or v8, v6; v10: ints = lanes int.xor v9, v2", "vpternlogq zmm1, zmm3, zmm3")]
    [TestCase("v7: mask = lanes int.lt v4, v5; v8: ints = lanes int.from_bool v7; v10: ints = lanes int.add.wrap v8, v6", "vpsubq")]
    [TestCase("v7: mask = lanes int.lt v4, v5; v8: ints = lanes int.from_bool v7; v9: ints = lanes int.from_bool v7; v10: ints = lanes int.add.wrap v8, v9", "vpsubq")]
    [TestCase("v7: mask = lanes int.le v4, v5; v10: ints = lanes select v7, v5, v6", "vblendmpd zmm0{k1}, zmm2, zmm1")]
    [TestCase("v7: mask = lanes int.le v4, v5; v10: ints = lanes select v7, v6, v30", "vmovapd zmm0{k1}{z}, zmm")]
    [TestCase("v7: mask = lanes int.gt v4, v5; v10: ints = lanes select v7, v30, v6", "vmovapd zmm0{k1}{z}, zmm")]
    [TestCase("v7: mask = lanes int.ne v4, v5; v8: mask = lanes int.lt v4, v6; v9: mask = lanes bool.and v7, v8; v10: ints = lanes select v9, v30, v6", "vpandnq")]
    [TestCase("v7: mask = lanes int.ne v4, v5; v8: mask = lanes int.lt v4, v6; v9: mask = lanes bool.and v7, v8; v10: ints = lanes select v9, v6, v30", "vpandq")]
    [TestCase("v7: floats = lanes float.from_int v4; v8: floats = lanes float.from_int v5; v9: mask = lanes float.lt v7, v8; v10: ints = lanes select v9, v5, v6", "vblendmpd")]
    [TestCase("v7: floats = lanes float.from_int v4; v8: floats = lanes float.sqrt v7; v9: mask = lanes float.le v8, v7; v10: ints = lanes select v9, v30, v6", "vcmpnle_uqpd")]
    [TestCase("v7: mask = lanes int.lt v4, v5; v8 = any_negative v7; v9 = int.from_bool v8; v10: ints = broadcast v9", "vpcmpltq k1, zmm0, zmm2")]
    [TestCase("v7: floats = lanes float.from_int v4; v8: mask = lanes float.eq v7, v7; v9 = any_negative v8; v11 = int.from_bool v9; v10: ints = broadcast v11", "vcmpeqpd k1")]
    [TestCase("v7 = int 5; v8: ints = broadcast v7; v9: ints = lanes int.sub.wrap v8, v4; v11: ints = lanes int.or v9, v4; v12 = any_negative v11; v13 = int.from_bool v12; v10: ints = broadcast v13", "vpcmpnleuq k1")]
    [TestCase("v7 = int -5; v8: ints = broadcast v7; v9: ints = lanes int.sub.wrap v8, v4; v11: ints = lanes int.or v4, v9; v12 = any_negative v11; v13 = int.from_bool v12; v10: ints = broadcast v13", "vpmovq2m k1")]
    public void Some_operations_of_eight_lanes_are_one_instruction_together(string operations, string expected)
    {
        string TextFor(int lanes) => $"""
            function f(v0: i64, v1: i64) -> i64 lanes {lanes}
            b0:
                v2 = lane.indexes
                v3: ints = broadcast v0
                v6: ints = broadcast v1
                v20 = int 0
                v30: ints = broadcast v20
                v4: ints = lanes int.sub.wrap v2, v3
                v5: ints = lanes int.mul.wrap v4, v6
                {operations}
                v40: i64 = lane v10 0
                v41: i64 = lane v10 3
                v42 = int.mul.wrap v40, v0
                v43 = int.sub.wrap v42, v41
                vector.end
                return v43
            """;
        var code = NativeCompiler.Compile(IrParser.Parse(TextFor(8)), TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        Assert.That(MachineCodeListing.Write(code), Does.Contain(expected));
        foreach (var (lanes, registers) in from lanes in VectorMemory.Lanes from registers in new[] { 3, 4, 8 } select (lanes, registers))
        {
            var function = IrParser.Parse(TextFor(lanes));
            using var native = NativeFunction.Compile(function, TestOptions.WithRegisters(registers));
            foreach (var (a, b) in from a in new[] { 0L, 2, -3, 1L << 62, long.MinValue, long.MaxValue } from b in new[] { 0L, 1, -1, 7, long.MaxValue } select (a, b))
                Assert.That(native.Call(a, b), Is.EqualTo(IrEvaluator.Run(function, a, b)), $"{lanes}, {a}, {b}");
        }
    }

    [TestCase("v9: floats = lanes float.sub v7, v8", "vsubpd ymm0, ymm0, [rdx]")]
    [TestCase("v9: floats = lanes float.sub v8, v7", "vsubpd ymm0, ymm0, [rsi]")]
    [TestCase("v9: floats = lanes float.add v8, v7", "vaddpd ymm0, ymm0, [rsi]")]
    [TestCase("v20: floats = lanes float.sqrt v7; v9: floats = lanes float.add v8, v20", "vaddpd ymm0, ymm0, [rdx]")]
    [TestCase("v9: floats = lanes float.sqrt v8", "vsqrtpd ymm0, [rdx]")]
    [TestCase("v9: floats = lanes float.floor v8", "vroundpd ymm0, [rdx], 9")]
    [TestCase("v20: mask = lanes float.lt v7, v8; v9: floats = lanes select v20, v7, v7", "vcmplt_oqpd ymm1, ymm0, [rdx]")]
    [TestCase("vector.store f64 v4, v6, v7; v9: floats = lanes float.sub v7, v8", "vsubpd ymm0, ymm0, ymm1")]
    [TestCase("v20: floats = lanes float.mul v8, v7; v9: floats = lanes float.sub v20, v8", "vmulpd ymm1, ymm0, [rsi]")]
    public void A_load_is_a_part_of_the_one_instruction_that_uses_it(string operation, string expected)
    {
        var function = IrParser.Parse($"""
            function f(v0: sequence, v1: sequence, v2: sequence) -> i64 lanes 4
            b0:
                v3: address = field.fixed data v0
                v4: address = field.fixed data v1
                v6 = int 0
                v5: address = field.fixed data v2
                v7: floats = vector.load f64 v3, v6
                v8: floats = vector.load f64 v4, v6
                {operation}
                vector.store f64 v5, v6, v9
                vector.end
                return v6
            """);
        IrVerifier.Verify(function);
        var code = NativeCompiler.Compile(function, TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        Assert.That(MachineCodeListing.Write(code), Does.Contain(expected));
    }
}
