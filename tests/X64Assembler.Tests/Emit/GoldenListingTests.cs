using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>What the code of small functions looks like: read these files in review.</summary>
[TestFixture]
public sealed class GoldenListingTests
{
    /// <summary>A loop that polls once a round, for <see cref="PollTests"/> as well.</summary>
    internal const string PolledLoop = """
        function polled_loop(v0: i64, v1: i64) -> i64
        b0:
            v2 = int 1
            jump b1
        b1:
            v3: i64 = phi b0 v0, b2 v6
            v4: i64 = phi b0 v1, b2 v7
            v5 = int.ne v3, v1
            branch v5, b2, b3
        b2:
            v6 = int.sub.wrap v3, v2
            v7 = int.xor v4, v3
            poll else stop
            jump b1
        b3:
            return v4
        """;

    private static readonly (string Name, CallingConvention Convention, CpuFeatures Features, string Ir)[] s_listings =
    [
        ("foo", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function foo(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.mul v0, v0
                v3 = int.mul v1, v1
                v4 = int.sub v2, v3
                return v4
            """),
        ("foo_win64", CallingConvention.Win64, CpuFeatures.Baseline, """
            function foo(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.mul v0, v0
                v3 = int.mul v1, v1
                v4 = int.sub v2, v3
                return v4
            """),
        ("foo_wrap", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function foo(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.mul.wrap v0, v0
                v3 = int.mul.wrap v1, v1
                v4 = int.sub.wrap v2, v3
                return v4
            """),
        ("cube", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function cube(v0: i64) -> i64
            b0:
                v1 = int.mul v0, v0
                v2 = int.mul v0, v1
                return v2
            """),
        ("polled_loop", CallingConvention.SystemV, CpuFeatures.Baseline, PolledLoop),
        ("polled_loop_win64", CallingConvention.Win64, CpuFeatures.Baseline, PolledLoop),
        ("table", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function table(v0: i64, v1: i64) -> f64
            b0:
                v2: i64 = table v0, 1, 0, 2
                v3: f64 = table v2, 0.5, -1.5, 1e300
                v4: f64 = table v1, 1, 2
                v5 = float 0.25
                v6 = float.add v3, v5
                v7 = float.mul v6, v4
                return v7
            """),
        ("is_odd", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function is_odd(v0: i64) -> bool
            b0:
                v1 = int 1
                v2 = int.and v0, v1
                v3 = int 0
                v4 = int.ne v2, v3
                return v4
            """),
        ("test_bits", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function test_bits(v0: i64, v1: i64) -> i64
            b0:
                v2 = int 0
                v3 = int 255
                v4 = int.and v0, v3
                v5 = int.eq v4, v2
                branch v5, b1, b2
            b1:
                return v0
            b2:
                v6 = int 256
                v7 = int.and v1, v6
                v8 = int.ne v7, v2
                branch v8, b3, b4
            b3:
                return v1
            b4:
                return v2
            """),
        ("none", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function nothing() -> none
            b0:
                v0 = none
                return v0
            """),
        ("add_wrap", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function add(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.add.wrap v0, v1
                return v2
            """),
        ("floor_divide", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function floor_divide(v0: i64, v1: i64) -> i64
            b0:
                check.nonzero v1 else division_by_zero
                v2 = int.div v0, v1
                return v2
            """),
        ("floor_modulo", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function floor_modulo(v0: i64, v1: i64) -> i64
            b0:
                check.nonzero v1 else modulo_by_zero
                v2 = int.mod v0, v1
                return v2
            """),
        ("divide_and_modulo", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function both(v0: i64, v1: i64) -> i64
            b0:
                check.nonzero v1 else division_by_zero
                v2 = int.div v0, v1
                v3 = int.mod v0, v1
                v4 = int.xor v2, v3
                return v4
            """),
        ("divide_by_ten", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function divide_by_ten(v0: i64) -> i64
            b0:
                v1 = int 10
                v2 = int.div v0, v1
                return v2
            """),
        ("modulo_by_eight", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function modulo_by_eight(v0: i64) -> i64
            b0:
                v1 = int 8
                v2 = int.mod v0, v1
                return v2
            """),
        ("shift_left", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function shift_left(v0: i64, v1: i64) -> i64
            b0:
                check.nonneg v1 else negative_shift
                v2 = int.shl v0, v1
                return v2
            """),
        ("shift_left_bmi2", CallingConvention.SystemV, new CpuFeatures(Bmi2: true), """
            function shift_left(v0: i64, v1: i64) -> i64
            b0:
                check.nonneg v1 else negative_shift
                v2 = int.shl v0, v1
                return v2
            """),
        ("shift_right", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function shift_right(v0: i64, v1: i64) -> i64
            b0:
                check.nonneg v1 else negative_shift
                v2 = int.shr v0, v1
                return v2
            """),
        ("shift_by_constants", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function shift_by_constants(v0: i64) -> i64
            b0:
                v1 = int 4
                v2 = int.shl v0, v1
                v3 = int 3
                v4 = int.shr v2, v3
                return v4
            """),
        ("compare", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function less(v0: i64, v1: i64) -> bool
            b0:
                v2 = int.lt v0, v1
                return v2
            """),
        ("maximum", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function maximum(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.gt v0, v1
                branch v2, b1, b2
            b1:
                jump b3
            b2:
                jump b3
            b3:
                v3: i64 = phi b1 v0, b2 v1
                return v3
            """),
        ("loop", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function factorial(v0: i64) -> i64
            b0:
                v1 = int 1
                jump b1
            b1:
                v2: i64 = phi b0 v1, b2 v5
                v3: i64 = phi b0 v0, b2 v6
                v4 = int.gt v3, v1
                branch v4, b2, b3
            b2:
                v5 = int.mul v2, v3
                v6 = int.sub v3, v1
                jump b1
            b3:
                return v2
            """),
        ("stack_argument", CallingConvention.Win64, CpuFeatures.Baseline, """
            function last(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64) -> i64
            b0:
                v5 = int.add v0, v4
                return v5
            """),
        ("constants", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function constants(v0: i64) -> i64
            b0:
                v1 = int 1000000007
                v2 = int.mul v0, v1
                v3 = int 81985529216486895
                v4 = int.xor v2, v3
                v5 = int 4294967295
                v6 = int.and v4, v5
                return v6
            """),
        ("spills", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function spills(v0: i64, v1: i64) -> i64
            b0:
                v2 = int.mul v0, v1
                v3 = int.mul v0, v2
                v4 = int.mul v0, v3
                v5 = int.mul v0, v4
                v6 = int.mul v0, v5
                v7 = int.mul v0, v6
                v8 = int.mul v0, v7
                v9 = int.mul v0, v8
                v10 = int.mul v0, v9
                v11 = int.mul v0, v10
                v12 = int.mul v0, v11
                v13 = int.mul v0, v12
                v14 = int.mul v0, v13
                v15 = int.mul v0, v14
                v16 = int.mul v0, v15
                v17 = int.mul v0, v16
                v18 = int.add v2, v3
                v19 = int.add v18, v4
                v20 = int.add v19, v5
                v21 = int.add v20, v6
                v22 = int.add v21, v7
                v23 = int.add v22, v8
                v24 = int.add v23, v9
                v25 = int.add v24, v10
                v26 = int.add v25, v11
                v27 = int.add v26, v12
                v28 = int.add v27, v13
                v29 = int.add v28, v14
                v30 = int.add v29, v15
                v31 = int.add v30, v16
                v32 = int.add v31, v17
                return v32
            """),
        ("hypotenuse", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function hypotenuse(v0: f64, v1: f64) -> f64
            b0:
                v2 = float.mul v0, v0
                v3 = float.mul v1, v1
                v4 = float.add v2, v3
                v5 = float 0
                v6 = float.le v5, v4
                check v6 else float_domain
                v7 = float.sqrt v4
                return v7
            """),
        ("whole_numbers", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function whole_numbers(v0: f64) -> i64
            b0:
                v1 = float.floor v0
                v2 = int.from_float v1
                v3 = float.ceil v0
                v4 = int.from_float v3
                v5 = float.round v0
                v6 = int.from_float v5
                v7 = int.max v2, v4
                v8 = int 100
                v9 = int.min v7, v8
                v10 = int.sub.wrap v9, v6
                return v10
            """),
        ("clamp", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function clamp(v0: f64, v1: f64) -> f64
            b0:
                v2 = float 1
                v3 = float.min v2, v0
                v4 = float.max v1, v3
                return v4
            """),
        ("select", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function select(v0: i64, v1: i64, v2: f64, v3: f64) -> f64
            b0:
                v4 = int.lt v0, v1
                v5: i64 = select v4, v1, v0
                v6 = int 7
                v7: i64 = select v4, v6, v5
                v8 = float.from_int v7
                v9 = float.le v2, v3
                v10: f64 = select v9, v8, v2
                v11 = float 0
                v12 = float.eq v2, v3
                v13: f64 = select v12, v10, v11
                return v13
            """),
        ("bits", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function bits(v0: u64) -> i64
            b0:
                v1 = uint.bit_length v0
                v2 = uint.bit_count v0
                v3 = int.sub.wrap v1, v2
                return v3
            """),
        ("sum_of_products_in_a_loop", CallingConvention.SystemV, CpuFeatures.Baseline, """
            function sums(v0: i64, v1: i64) -> i64
            b0:
                check.nonzero v1 else division_by_zero
                v2 = int 0
                v3 = int 1
                jump b1
            b1:
                v4: i64 = phi b0 v2, b2 v9
                v5: i64 = phi b0 v2, b2 v10
                v6 = int.lt v4, v0
                branch v6, b2, b3
            b2:
                v7 = int.div v4, v1
                v8 = int.mul v7, v4
                v10 = int.add v5, v8
                v9 = int.add v4, v3
                jump b1
            b3:
                return v5
            """),
        ("scale_and_add_4_lanes", CallingConvention.SystemV, CpuFeatures.Baseline, SampleVectors.ScaleAndAdd(4)),
        ("scale_and_add_8_lanes", CallingConvention.SystemV, CpuFeatures.Baseline, SampleVectors.ScaleAndAdd(8)),
        ("sum_of_negatives_4_lanes", CallingConvention.SystemV, CpuFeatures.Baseline, SampleVectors.SumOfNegatives(4)),
        ("sum_of_negatives_8_lanes", CallingConvention.SystemV, CpuFeatures.Baseline, SampleVectors.SumOfNegatives(8)),
        ("many_vectors_win64", CallingConvention.Win64, CpuFeatures.Baseline, SampleVectors.ManyVectors(8)),
    ];

    /// <summary>Functions with frame states, which need more than the text of the others.</summary>
    private static readonly (string Name, CallingConvention Convention, Func<Function> Make)[] s_built =
    [
        ("sum_with_states", CallingConvention.SystemV, SampleFunctions.Sum),
        ("range_loop", CallingConvention.SystemV, SampleFunctions.RangeLoop),
        ("masked_loop", CallingConvention.SystemV, SampleFunctions.MaskedLoop),
        ("float_loop", CallingConvention.SystemV, SampleFunctions.FloatLoop),
        ("float_loop_win64", CallingConvention.Win64, SampleFunctions.FloatLoop),
        ("powers_win64", CallingConvention.Win64, SampleFunctions.Powers),
        ("mixed_results", CallingConvention.SystemV, SampleFunctions.MixedResults),
        ("unsigned", CallingConvention.SystemV, SampleFunctions.Unsigned),
        ("trigonometry", CallingConvention.SystemV, () => IrParser.Parse(Trigonometry)),
        ("trigonometry_win64", CallingConvention.Win64, () => IrParser.Parse(Trigonometry)),
        ("call_fibonacci", CallingConvention.SystemV, () => IrParser.Parse(CallTests.Fibonacci)),
        ("call_fibonacci_win64", CallingConvention.Win64, () => IrParser.Parse(CallTests.Fibonacci)),
        ("call_even_and_odd", CallingConvention.SystemV, () => IrParser.Parse(CallTests.EvenAndOdd)),
        ("call_many_arguments", CallingConvention.SystemV, () => IrParser.Parse(CallTests.ManyArguments)),
        ("call_many_arguments_win64", CallingConvention.Win64, () => IrParser.Parse(CallTests.ManyArguments)),
        ("call_frames", CallingConvention.SystemV, () => IrParser.Parse(CallTests.Frames)),
        ("call_loop", CallingConvention.SystemV, () => IrParser.Parse(CallTests.Loop)),
    ];

    private const string Trigonometry = """
        function trigonometry(v0: f64, v1: f64) -> f64
        b0:
            v2 = float.call1 sin v0
            v3 = float.call1 cos v0
            v4 = float.mul v2, v3
            v5 = float.call2 atan2 v4, v1
            v6 = float.abs v5
            v7 = float inf
            v8 = float.lt v6, v7
            check v8 else float_domain
            return v5
        """;

    private static IEnumerable<string> Names => s_listings.Select(listing => listing.Name);

    [TestCaseSource(nameof(Names))]
    public void A_listing_is_its_golden_file(string name)
    {
        var (_, convention, features, ir) = s_listings.Single(listing => listing.Name == name);
        var options = new NativeCompilerOptions { Convention = convention, Features = features, VerifyAllocation = true };
        var code = NativeCompiler.Compile(IrParser.Parse(ir), options);
        Golden.Check(name + ".asm", MachineCodeListing.Write(code, $"{code.Name}, {convention}"));
    }

    private static IEnumerable<string> BuiltNames => s_built.Select(listing => listing.Name);

    [TestCaseSource(nameof(BuiltNames))]
    public void A_listing_with_frame_states_is_its_golden_file(string name)
    {
        var (_, convention, make) = s_built.Single(listing => listing.Name == name);
        var options = TestOptions.Baseline with { Convention = convention };
        var code = NativeCompiler.Compile(make(), options);
        // Where the C library lies differs from one process to the next.
        var listing = MachineCodeListing.Write(code, $"{code.Name}, {convention}")
            .Replace($"{CFunctions.Power}", "pow", StringComparison.Ordinal);
        foreach (var function in new[] { "sin", "cos", "atan2" })
            listing = listing.Replace($"{CFunctions.Find(function)}", function, StringComparison.Ordinal);
        Golden.Check(name + ".asm", listing);
    }

    [Test]
    public void Every_golden_file_has_a_test() =>
        Assert.That(
            Directory.GetFiles(Golden.Folder).Select(Path.GetFileName),
            Is.EquivalentTo(Names.Concat(BuiltNames).Select(name => name + ".asm")));
}
