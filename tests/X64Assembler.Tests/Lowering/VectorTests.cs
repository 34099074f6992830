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
    public void A_product_with_a_constant_is_exact(
        [ValueSource(typeof(VectorMemory), nameof(VectorMemory.Lanes))] int lanes, [Values("v5, v7", "v7, v5")] string factors,
        [Values(0, 1, 77, uint.MaxValue, uint.MaxValue + 1L, -3, long.MaxValue)] long constant)
    {
        using var memory = new VectorMemory(2, 48);
        Grids.Integers.AsSpan(0, 40).CopyTo(memory[0]);
        using var native = NativeFunction.Compile($"""
            function f(v0: sequence, v1: sequence, v2: i64) -> i64 lanes {lanes}
            b0:
                v3: address = field.fixed data v0
                v4: address = field.fixed data v1
                v5: ints = vector.load i64 v3, v2
                v6 = int {constant}
                v7: ints = broadcast v6
                v8: ints = lanes int.mul.wrap {factors}
                vector.store i64 v4, v2, v8
                vector.end
                return v2
            """);
        for (var index = 0; index < 40; index += lanes)
            native.Call([.. memory.Headers, index]);
        Assert.That(memory[1].ToArray(), Is.EqualTo(memory[0].ToArray().Select(number => unchecked(number * constant))));
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

    [Test]
    public void Lanes_are_stored_as_narrow_elements(
        [ValueSource(typeof(VectorMemory), nameof(VectorMemory.Lanes))] int lanes, [ValueSource(nameof(Kinds))] ElementKind kind, [Values(3, 8)] int registers)
    {
        var type = ElementKinds.TypeOf(kind);
        using var native = NativeFunction.Compile($"""
            function f(v0: sequence, v1: sequence, v2: i64) -> i64 lanes {lanes}
            b0:
                v3: address = field.fixed data v0
                v4: address = field.fixed data v1
                v5 = int 1
                v6 = int.add.wrap v2, v5
                v9 = int 0
                v10 = float 0
                v7: {(type == IrType.Float64 ? "floats = vector.load f64" : "ints = vector.load i64")} v3, v9
                v20: {VectorText(type == IrType.Float64 ? type : IrType.Int64)} = broadcast {(type == IrType.Float64 ? "v10" : "v9")}
                v8: mask = lanes {(type == IrType.Float64 ? "float" : "int")}.ne v7, v20
                vector.store {IrPrinter.NameOf(kind)} v4, v6, v{(type == IrType.Bool ? 8 : 7)}
                vector.end
                return v9
            """, TestOptions.WithRegisters(registers));
        using var memory = new VectorMemory(2, 20);
        var (random, (min, max)) = (new Random(5), ElementKinds.RangeOf(kind));
        for (var index = 0; index < 10; index++)
        {
            memory[1].Fill(0x5555_5555_5555_5555);
            var expected = memory[1].ToArray();
            for (var lane = 0; lane < lanes; lane++)
            {
                var word = type == IrType.Float64 ? BitConverter.DoubleToInt64Bits(random.NextDouble() * 1e10) : random.NextInt64(min, max) + (lane & 1);
                memory[0][lane] = word;
                Write(expected, index + 1 + lane, word);
            }
            native.Call([.. memory.Headers, index]);
            Assert.That(memory[1].ToArray(), Is.EqualTo(expected), $"{index}");
        }

        unsafe void Write(long[] words, int index, long word)
        {
            fixed (long* pointer = words)
                TestMemory.Store(kind, (long)pointer, index, word);
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
}
