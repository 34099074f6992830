using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Vectors, against what the operations do alone.</summary>
[TestFixture]
public sealed class VectorTests
{
    private static IEnumerable<Op> Operations => VectorSupport.Operations;

    [Test]
    public void Each_lane_is_what_the_operation_gives_alone(
        [ValueSource(typeof(VectorMemory), nameof(VectorMemory.Lanes))] int lanes, [ValueSource(nameof(Operations))] Op op,
        [Values("baseline", "three registers")] string name)
    {
        IrType[] selected = op == Op.Select ? [IrType.Int64, IrType.Float64] : [IrType.Void];
        foreach (var type in selected)
            CheckOperation(lanes, op, type, TestOptions.Named(name));
    }

    private static void CheckOperation(int lanes, Op op, IrType selected, NativeCompilerOptions options)
    {
        var info = OpInfo.Of(op);
        var result = selected == IrType.Void ? info.ResultType : selected;
        var operands = selected == IrType.Void
            ? Enumerable.Repeat(info.OperandType, info.Arity).ToArray()
            : [IrType.Bool, selected, selected];
        var combinations = Combinations([.. operands.Select(type => GridOf(op, type))]);
        while (combinations.Count % lanes != 0)
            combinations.Add(combinations[0]);
        using var memory = new VectorMemory(operands.Length + 1, combinations.Count);
        for (var index = 0; index < combinations.Count; index++)
        {
            for (var operand = 0; operand < operands.Length; operand++)
                memory[operand][index] = combinations[index][operand];
        }

        using var vectors = NativeFunction.Compile(Lanewise(lanes, op, operands, result), options);
        using var scalars = NativeFunction.Compile(Scalar(op, operands, result), TestOptions.Baseline);
        for (var index = 0L; index < combinations.Count; index += lanes)
            vectors.Call([.. memory.Headers, index]);
        var isArithmetic = result == IrType.Float64 && op is not (Op.FloatMin or Op.FloatMax or Op.Select or Op.FloatNeg or Op.FloatAbs);
        for (var index = 0; index < combinations.Count; index++)
        {
            var expected = RawCall(scalars, combinations[index]);
            var found = memory[operands.Length][index];
            if (isArithmetic && double.IsNaN(BitConverter.Int64BitsToDouble(expected)))      // of two NaN either may be the result
                (expected, found) = (1, double.IsNaN(BitConverter.Int64BitsToDouble(found)) ? 1 : 0);
            Assert.That(found, Is.EqualTo(expected), $"{info.Name} {string.Join(", ", combinations[index])}");
        }
    }

    // A NaN with all its bits.
    private static long RawCall(NativeFunction function, long[] arguments)
    {
        var context = function.NewContext();
        return function.Call(ref context, arguments);
    }

    private static long[] GridOf(Op op, IrType type) => type switch
    {
        IrType.Bool => Grids.Bools,
        IrType.Float64 => Grids.Floats,
        _ when op is Op.IntShiftLeftWrap or Op.IntShiftRight => [.. Grids.Integers, .. Enumerable.Range(4, 60).Select(count => (long)count)],
        _ => Grids.Integers,
    };

    private static List<long[]> Combinations(long[][] grids)
    {
        List<long[]> all = [[]];
        foreach (var grid in grids)
            all = [.. all.SelectMany(start => grid.Select(number => (long[])[.. start, number]))];
        return all;
    }

    // A count of a shift that is negative has no meaning: it is made another one.
    private static Function Lanewise(int lanes, Op op, IrType[] operands, IrType result)
    {
        var text = $"function f({string.Join(", ", operands.Append(result).Select((_, index) => $"v{index}: sequence"))}, v9: i64) -> i64 lanes {lanes} b0:";
        for (var index = 0; index < operands.Length; index++)
        {
            var (vector, kind) = (VectorText(operands[index]), operands[index] == IrType.Float64 ? "f64" : "i64");
            text += $" v1{index}: address = field.fixed data v{index};";
            if (operands[index] != IrType.Bool)
                text += $" v2{index}: {vector} = vector.load {kind} v1{index}, v9;";
            else
                text += $" v4{index}: ints = vector.load i64 v1{index}, v9; v5{index} = int 0; v6{index}: ints = broadcast v5{index}; v2{index}: mask = lanes int.ne v4{index}, v6{index};";
        }
        var values = operands.Select((_, index) => $"v2{index}").ToList();
        if (op is Op.IntShiftLeftWrap or Op.IntShiftRight)
        {
            text += " v70 = int 9223372036854775807; v71: ints = broadcast v70; v72: ints = lanes int.and v21, v71;";
            values[1] = "v72";
        }
        text += $" v90: address = field.fixed data v{operands.Length}; v80: {VectorText(result)} = lanes {OpInfo.Of(op).Name} {string.Join(", ", values)};";
        if (result == IrType.Bool)
            text += " v81: ints = lanes int.from_bool v80; vector.store i64 v90, v9, v81;";
        else
            text += $" vector.store {IrPrinter.NameOf(result)} v90, v9, v80;";
        return IrParser.Parse(text + " vector.end; return v9");
    }

    private static Function Scalar(Op op, IrType[] operands, IrType result)
    {
        var parameters = string.Join(", ", operands.Select((type, index) => $"v{index}: {IrPrinter.NameOf(type)}"));
        var values = operands.Select((_, index) => $"v{index}").ToList();
        var text = $"function f({parameters}) -> {IrPrinter.NameOf(result)} b0:";
        if (op is Op.IntShiftLeftWrap or Op.IntShiftRight)
        {
            text += " v70 = int 9223372036854775807; v72 = int.and v1, v70;";
            values[1] = "v72";
        }
        var type = op == Op.Select ? $": {IrPrinter.NameOf(result)}" : "";
        return IrParser.Parse($"{text} v80{type} = {OpInfo.Of(op).Name} {string.Join(", ", values)}; return v80");
    }

    private static string VectorText(IrType scalar) => IrPrinter.NameOf(VectorSupport.VectorOf(scalar));

    [Test]
    public void A_shift_by_a_constant_is_exact(
        [ValueSource(typeof(VectorMemory), nameof(VectorMemory.Lanes))] int lanes, [Values("int.shl.wrap", "int.shr")] string shift,
        [Values(0, 1, 31, 32, 63, 64, 1000)] int count)
    {
        using var memory = new VectorMemory(2, 48);
        Grids.Integers.AsSpan(0, 40).CopyTo(memory[0]);
        using var native = NativeFunction.Compile($"""
            function f(v0: sequence, v1: sequence, v2: i64) -> i64 lanes {lanes}
            b0:
                v3: address = field.fixed data v0
                v4: address = field.fixed data v1
                v5: ints = vector.load i64 v3, v2
                v6 = int {count}
                v7: ints = broadcast v6
                v8: ints = lanes {shift} v5, v7
                vector.store i64 v4, v2, v8
                vector.end
                return v2
            """);
        for (var index = 0; index < 40; index += lanes)
            native.Call([.. memory.Headers, index]);
        long Shifted(long number) => shift == "int.shr" ? number >> Math.Min(count, 63) : count < 64 ? number << count : 0;
        Assert.That(memory[1].ToArray(), Is.EqualTo(memory[0].ToArray().Select(Shifted)));
    }

    [Test]
    public void Lanes_are_taken_out_one_by_one([ValueSource(typeof(VectorMemory), nameof(VectorMemory.Lanes))] int lanes, [Values(3, 8)] int registers)
    {
        for (var lane = 0; lane < lanes; lane++)
        {
            using var native = NativeFunction.Compile($"""
                function f(v0: i64, v1: f64, v2: i64) -> f64 lanes {lanes}
                b0:
                    v3 = lane.indexes
                    v4: ints = broadcast v0
                    v5: ints = lanes int.add.wrap v3, v4
                    v6: i64 = lane v5 {lane}
                    v7: floats = lanes float.from_int v5
                    v8: floats = broadcast v1
                    v9: floats = lanes float.add v7, v8
                    v10: f64 = lane v9 {lane}
                    vector.end
                    v11 = int.sub v6, v2
                    v12 = float.from_int v11
                    v13 = float.add v10, v12
                    return v13
                """, TestOptions.WithRegisters(registers));
            var outcome = native.Call(40, BitConverter.DoubleToInt64Bits(0.5), 7);
            Assert.That(BitConverter.Int64BitsToDouble((long)outcome.Value), Is.EqualTo(40 + lane + 0.5 + (40 + lane - 7)));
        }
    }

    private static IEnumerable<ElementKind> Kinds => Enum.GetValues<ElementKind>().Where(VectorSupport.CanLoad);

    [Test]
    public void Narrow_elements_are_extended_to_lanes([ValueSource(typeof(VectorMemory), nameof(VectorMemory.Lanes))] int lanes, [ValueSource(nameof(Kinds))] ElementKind kind)
    {
        var (name, type) = (IrPrinter.NameOf(kind), ElementKinds.TypeOf(kind));
        var isMask = type == IrType.Bool;
        using var native = NativeFunction.Compile($"""
            function f(v0: sequence, v1: sequence, v2: i64) -> i64 lanes {lanes}
            b0:
                v3: address = field.fixed data v0
                v4: address = field.fixed data v1
                v5 = int 1
                v6 = int.add.wrap v2, v5
                v7: {VectorText(type)} = vector.load {name} v3, v6
                {(isMask ? "v8: ints = lanes int.from_bool v7" : "v5000 = int 0")}
                v9 = int 0
                vector.store {(type == IrType.Float64 ? "f64" : "i64")} v4, v9, {(isMask ? "v8" : "v7")}
                vector.end
                return v9
            """);
        using var memory = new VectorMemory(2, 20);
        var random = new Random(3);
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(memory[0]);
        random.NextBytes(bytes);
        if (isMask)
        {
            foreach (ref var item in bytes)
                item &= 1;
        }
        for (var index = 0; index < 10; index++)
        {
            native.Call([.. memory.Headers, index]);
            for (var lane = 0; lane < lanes; lane++)
                Assert.That(memory[1][lane], Is.EqualTo(TestMemory.Load(kind, memory.AddressOf(0), index + 1 + lane)), $"{index}, {lane}");
        }
    }

    [TestCase("v9 = bool.not v8; branch v9, b2, b1")]
    [TestCase("branch v8, b1, b2")]
    [TestCase("v9 = int.from_bool v8; v10 = int 1; v11 = int.eq v9, v10; branch v11, b1, b2")]
    [TestCase("v12 = int 5; v13 = int 6; v9: i64 = select v8, v12, v13; v11 = int.eq v9, v12; branch v11, b1, b2")]
    public void Any_lane_that_is_negative_is_noticed(string branch)
    {
        foreach (var (lanes, test) in from lanes in VectorMemory.Lanes from test in new[] { "v7", "v6" } select (lanes, test))
        {
            using var native = NativeFunction.Compile($"""
                function f(v0: sequence, v1: i64) -> i64 lanes {lanes}
                b0:
                    v2: address = field.fixed data v0
                    v3: ints = vector.load i64 v2, v1
                    v4 = int 0
                    v5: ints = broadcast v4
                    v6: mask = lanes int.lt v3, v5
                    v7: ints = lanes int.or v3, v3
                    v8 = any_negative {test}
                    {branch}
                b1:
                    vector.end
                    v20 = int 1
                    return v20
                b2:
                    vector.end
                    v21 = int 0
                    return v21
                """);
            using var memory = new VectorMemory(1, 16);
            for (var bits = 0; bits < 1 << lanes; bits++)
            {
                for (var lane = 0; lane < lanes; lane++)
                    memory[0][3 + lane] = (bits >> lane & 1) != 0 ? lane % 2 == 0 ? -1 : long.MinValue : lane % 2 == 0 ? 0 : long.MaxValue;
                Assert.That((long)native.Call(memory.Headers[0], 3).Value, Is.EqualTo(bits != 0 ? 1 : 0), $"{lanes} {test} {bits}");
            }
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
                v42 = int.sub.wrap v40, v41
                vector.end
                return v42
            """;
        var code = NativeCompiler.Compile(IrParser.Parse(TextFor(8)), TestOptions.Baseline with { Convention = CallingConvention.SystemV });
        Assert.That(MachineCodeListing.Write(code), Does.Contain(expected));
        foreach (var (lanes, registers) in from lanes in VectorMemory.Lanes from registers in new[] { 3, 4, 8 } select (lanes, registers))
        {
            var function = IrParser.Parse(TextFor(lanes));
            using var native = NativeFunction.Compile(function, TestOptions.WithRegisters(registers));
            foreach (var (a, b) in from a in new[] { 0L, 2, -3, long.MinValue } from b in new[] { 0L, 1, -1, 7, long.MaxValue } select (a, b))
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
