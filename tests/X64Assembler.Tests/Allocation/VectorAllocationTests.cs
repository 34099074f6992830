using System.Globalization;
using System.Text;
using Pyc.Translation;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests;

namespace Pyc.X64.Tests;

/// <summary>Vectors in memory, on edges and across what loses them.</summary>
[TestFixture]
public sealed class VectorAllocationTests
{
    private static int[] Lanes => VectorMemory.Lanes;

    [Test]
    public void More_vectors_than_registers_are_kept_in_memory(
        [ValueSource(nameof(Lanes))] int lanes, [Values(3, 4, 8)] int registers, [Values("SystemV", "Win64")] string name)
    {
        const int Count = 24;
        var text = new StringBuilder($"function f(v0: i64) -> i64 lanes {lanes} b0: v1: ints = broadcast v0; v2 = lane.indexes; v10: ints = lanes int.add.wrap v1, v2;");
        for (var index = 1; index < Count; index++)
            text.Append(CultureInfo.InvariantCulture, $" v{10 + index}: ints = lanes int.mul.wrap v{9 + index}, v1;");
        for (var index = 0; index < Count; index++)
            text.Append(CultureInfo.InvariantCulture, $" v{100 + index}: ints = lanes int.xor v{(index == 0 ? 2 : 99 + index)}, v{10 + index};");
        text.Append(CultureInfo.InvariantCulture, $" v200: i64 = lane v{99 + Count} {lanes - 1}; vector.end; return v200");
        var function = IrParser.Parse(text.ToString());
        var options = TestOptions.WithRegisters(registers);
        if (name != CallingConvention.Native.ToString())
        {
            // What calls it by another convention is not at hand: the proof of the allocation and the encoding are what is tested.
            NativeCompiler.Compile(function, options with { Convention = name == "Win64" ? CallingConvention.Win64 : CallingConvention.SystemV });
            return;
        }
        using var native = NativeFunction.Compile(function, options);
        Assert.That(native.Code.SpillSlots, Is.GreaterThanOrEqualTo(lanes * (Count - registers)));
        Assert.That(native.Call(12345), Is.EqualTo(IrEvaluator.Run(function, 12345)));
    }

    [Test]
    public void Vectors_and_floats_change_places_on_edges([ValueSource(nameof(Lanes))] int lanes, [Values(3, 4, 5, 6, 8)] int registers)
    {
        var function = IrParser.Parse($"""
            function f(v0: i64, v1: f64, v2: f64) -> f64 lanes {lanes}
            b0:
                v3 = int 0
                v4 = int 1
                v5: ints = broadcast v0
                v6 = lane.indexes
                v7: floats = broadcast v1
                v8: floats = lanes float.from_int v6
                jump b1
            b1:
                v10: i64 = phi b0 v3, b1 v20
                v11: ints = phi b0 v5, b1 v12
                v12: ints = phi b0 v6, b1 v13
                v13: ints = phi b0 v30, b1 v11
                v14: f64 = phi b0 v1, b1 v15
                v15: f64 = phi b0 v2, b1 v14
                v16: floats = phi b0 v7, b1 v17
                v17: floats = phi b0 v8, b1 v16
                v20 = int.add v10, v4
                v21 = int.lt v20, v0
                branch v21, b1, b2
            b2:
                v40: i64 = lane v11 {lanes - 1}
                v41: i64 = lane v12 {lanes - 1}
                v42: i64 = lane v13 {lanes - 1}
                v43: f64 = lane v16 {lanes - 1}
                v44: f64 = lane v17 1
                vector.end
                v50 = float.from_int v40
                v51 = float.from_int v41
                v52 = float.from_int v42
                v53 = float.sub v50, v51
                v54 = float.div v53, v52
                v55 = float.sub v54, v43
                v56 = float.mul v55, v44
                v57 = float.sub v56, v14
                v58 = float.div v57, v15
                return v58
            """.Replace("jump b1\nb1:\n    v10", "v30: ints = lanes int.mul.wrap v5, v5\n    jump b1\nb1:\n    v10", StringComparison.Ordinal));
        using var native = NativeFunction.Compile(function, TestOptions.WithRegisters(registers));
        for (var rounds = 1; rounds < 8; rounds++)
        {
            long[] arguments = [rounds, BitConverter.DoubleToInt64Bits(0.75), BitConverter.DoubleToInt64Bits(11)];
            Assert.That(native.Call(arguments), Is.EqualTo(IrEvaluator.Run(function, arguments)), $"{rounds}");
        }
    }

    [TestCase("vector.end")]
    [TestCase("v20 = float.pow v1, v1; v21 = float.pow v20, v1")]
    [TestCase("v20 = call g v0; v21: i64 = call.word v20 0")]
    public void A_vector_is_kept_over_what_loses_vectors(string between)
    {
        foreach (var (lanes, convention) in from lanes in Lanes from convention in new[] { CallingConvention.SystemV, CallingConvention.Win64 } select (lanes, convention))
        {
            var function = IrParser.Parse($"""
                function f(v0: i64, v1: f64) -> i64 lanes {lanes}
                b0:
                    v2: ints = broadcast v0
                    v3 = lane.indexes
                    v4: ints = lanes int.add.wrap v2, v3
                    {between}
                    v5: ints = lanes int.mul.wrap v4, v2
                    v6: i64 = lane v5 {lanes - 1}
                    vector.end
                    return v6

                function g(v0: i64) -> i64
                b0:
                    return v0
                """);
            var options = TestOptions.Baseline with { Convention = convention };
            if (convention != CallingConvention.Native)
            {
                NativeCompiler.Compile(function, options);
                continue;
            }
            using var native = NativeFunction.Compile(function, options);
            long[] arguments = [7, BitConverter.DoubleToInt64Bits(1.5)];
            Assert.That(native.Call(arguments), Is.EqualTo(IrEvaluator.Run(function, arguments)));
        }
    }

    [Test]
    public void A_part_of_a_vector_is_not_taken_for_it()
    {
        var (vector, word) = (new VirtualRegister(0, "vector", RegisterClass.Xmm, bytes: 32), new VirtualRegister(1, "word", RegisterClass.Xmm));
        var (register, other) = (Location.Of(X64Register.Xmm0), Location.Of(X64Register.Xmm1));
        Location SlotOf(int number) => new(LocationKind.SpillSlot, number);

        var state = new PlaceStates([vector, word]);
        state.Define(register, vector);
        state.Apply(new MoveStep(MoveKind.Move, register, SlotOf(4), vector, Bytes: 32));
        Assert.That(state.Holds(SlotOf(4), vector));
        state.Apply(new MoveStep(MoveKind.Move, register, other, vector, Bytes: 8));
        Assert.That(state.Holds(other, vector), Is.False, "a word was moved");

        state.Define(other, word);
        state.Apply(new MoveStep(MoveKind.Move, other, SlotOf(8), word, Bytes: 8));
        Assert.That(state.Holds(SlotOf(4), vector), "the slot behind was written");
        state.Apply(new MoveStep(MoveKind.Move, other, SlotOf(7), word, Bytes: 8));
        Assert.That(state.Holds(SlotOf(4), vector), Is.False, "its last word was written");
        Assert.That(state.Holds(SlotOf(7), word));

        state.ForgetVectors();
        Assert.That((state.Holds(register, vector), state.Holds(other, word)), Is.EqualTo((false, true)));
    }

    [Test]
    public void Random_functions_of_vectors_give_what_the_evaluator_gives([ValueSource(nameof(Lanes))] int lanes)
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var function = RandomVectors.Make(lanes, seed);
            using var native = NativeFunction.Compile(function, seed % 3 == 0 ? TestOptions.Detected : TestOptions.WithRegisters(3 + seed % 6));
            var random = new Random(seed);
            for (var call = 0; call < 8; call++)
            {
                long[] arguments =
                [
                    Grids.Integers[random.Next(Grids.Integers.Length)], random.NextInt64(long.MinValue, long.MaxValue),
                    Grids.Floats[random.Next(Grids.Floats.Length)], BitConverter.DoubleToInt64Bits(random.NextDouble() * 100 - 50),
                ];
                var outcome = native.Call(arguments);
                if (outcome.Type == IrType.Float64 && double.IsNaN(BitConverter.Int64BitsToDouble((long)outcome.Value)))
                    outcome = outcome with { Value = 0x7ff8_0000_0000_0000 };     // as the evaluator has it
                Assert.That(outcome, Is.EqualTo(IrEvaluator.Run(function, arguments)), $"seed {seed}, {string.Join(", ", arguments)}\n{function}");
            }
        }
    }
}
