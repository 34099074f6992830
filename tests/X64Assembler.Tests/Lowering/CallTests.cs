using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Functions that call each other natively, against the evaluator of words.</summary>
[TestFixture]
public sealed class CallTests
{
    internal const string Fibonacci = """
        function fib(v0: i64) -> i64
        b0:
            v1 = state 0 depth 0, 0: v0
            check.stack v1 else stack_limit
            v2 = int 2
            v3 = int.lt v0, v2
            branch v3, b1, b2
        b1:
            return v0
        b2:
            v4 = int 1
            v5 = int.sub.wrap v0, v4
            v6 = state 5 awaits depth 0, 0: v0
            v7 = call fib v5, v6
            v8: i64 = call.word v7 0
            v9 = int.sub.wrap v0, v2
            v10 = state 9 awaits depth 1, 1: v8
            v11 = call fib v9, v10
            v12: i64 = call.word v11 0
            v13 = state 10 depth 2, 1: v8, 2: v12
            v14 = int.add v8, v12, v13
            return v14
        """;

    /// <summary>0 · n + 1 · (n − 1) + …, which leaves with 7 where it comes to 0 when asked to.</summary>
    internal const string Deep = """
        function deep(v0: i64, v1: bool) -> i64
        b0:
            v2 = state 0 depth 0, 0: v0, 1: v1
            check.stack v2 else stack_limit
            v3 = int 0
            v4 = int.eq v0, v3
            branch v4, b1, b2
        b1:
            v5 = int 7
            v6 = state 7 depth 1, 0: v5
            check v1, v6 else raise
            return v0
        b2:
            v7 = int 1
            v8 = int.sub.wrap v0, v7
            v9 = state 9 awaits depth 1, 0: v0, 1: v1, 2: v8
            v10 = call deep v8, v1, v9
            v11: i64 = call.word v10 0
            v12 = int.add.wrap v11, v0
            return v12
        """;

    internal const string EvenAndOdd = """
        function even(v0: u64, v1: f64) -> mixed
        b0:
            v2 = uint 0
            v3 = uint.le v0, v2
            branch v3, b1, b2
        b1:
            v4 = bool true
            return v4
        b2:
            v5 = uint 1
            v6 = state 4 depth 0, 0: v0
            v7 = uint.sub v0, v5, v6
            v8 = float.mul v1, v1
            v9 = state 8 awaits depth 0, 0: v0, 1: v1, 2: v8
            v10 = call odd v8, v7, v9
            v11 = call.shape v10
            v12: i64 = call.word v10 1
            v13: f64 = call.word v10 0
            v14: f64 = call.word v10 2
            v15: bool = call.word v10 0
            v16 = int 1
            v17 = int.eq v11, v16
            branch v17, b3, b4
        b3:
            return v13, v12, v14, v1
        b4:
            v18 = bool.not v15
            return v18

        function odd(v0: f64, v1: u64) -> mixed
        b0:
            v2 = uint 0
            v3 = uint.le v1, v2
            v4 = bool false
            branch v3, b1, b2
        b1:
            return v4
        b2:
            v5 = uint 1
            v6 = state 4 depth 0, 0: v1
            v7 = uint.sub v1, v5, v6
            v8 = float 1000.0
            v9 = float.lt v8, v0
            branch v9, b3, b4
        b3:
            v10 = int 42
            v11 = float.sqrt v0
            return v0, v10, v11, v0
        b4:
            v12 = float 1.5
            v13 = float.add v0, v12
            v14 = state 12 awaits depth 0, 0: v0, 2: v13
            v15 = call even v7, v13, v14
            v16 = call.shape v15
            v17: bool = call.word v15 0
            v18: f64 = call.word v15 3
            v19 = int 0
            v20 = int.eq v16, v19
            branch v20, b5, b6
        b5:
            v21 = bool.not v17
            return v21
        b6:
            v22 = int 43
            return v18, v22, v0, v13
        """;

    internal const string ManyArguments = """
        function many(v0: i64, v1: f64, v2: u64) -> mixed
        b0:
            v3 = int 3
            v4 = float 0.25
            v5 = none
            v6 = bool true
            v7 = int 81985529216486895
            v8 = state 1 awaits depth 0, 0: v0, 1: v1, 2: v2, 3: v7
            v9 = call callee v1, v0, v3, v2, v4, v5, v0, v1, v6, v7, v2, v0, v3, v8
            v10: f64 = call.word v9 0
            v11: i64 = call.word v9 1
            v12: u64 = call.word v9 2
            v13: f64 = call.word v9 3
            v14: bool = call.word v9 5
            v15 = state 2 awaits depth 0, 0: v11, 1: v12, 2: v13, 3: v0
            v16 = call callee v13, v11, v0, v12, v10, v5, v11, v13, v14, v0, v12, v11, v3, v15
            v17: i64 = call.word v16 1
            v18: f64 = call.word v16 0
            v19 = int.add.wrap v17, v11
            v20 = int.add.wrap v19, v0
            return v20, v18, v10, v1

        function callee(v0: f64, v1: i64, v2: i64, v3: u64, v4: f64, v5: none, v6: i64, v7: f64, v8: bool, v9: i64, v10: u64, v11: i64, v12: i64) -> mixed
        b0:
            v13 = float.add v0, v4
            v14 = float.sub v13, v7
            v15 = int.mul.wrap v1, v2
            v16 = int.xor v15, v6
            v17 = int.add.wrap v16, v9
            v18 = int.sub.wrap v17, v11
            v19 = state 3 depth 0, 0: v18, 1: v12
            v20 = int.add v18, v12, v19
            v21 = float.neg v7
            v22 = uint 3
            return v14, v20, v3, v21, v5, v8, v22
        """;

    /// <summary>Calls to functions of no words and of words that are not read, and one in place of itself.</summary>
    internal const string Frames = """
        function frames(v0: i64, v1: i64) -> i64
        b0:
            v2 = state 1 awaits depth 0, 0: v0, 1: v1
            v3 = call nothing v2
            v4 = state 2 awaits depth 1, 0: v0
            v5 = call pair v0, v1, v4
            v6: i64 = call.word v5 1
            v7 = state 3 awaits depth 1, 0: v0, 1: v6
            v8 = state 10 awaits depth 0, 0: v1, 1: v6, caller v7
            v9 = state 20 awaits depth 2, 0: v0, 1: v1, caller v8
            v10 = call pair v6, v0, v9
            v11: i64 = call.word v10 0
            v12 = state 21 depth 2, 0: v6, 1: v11, caller v8
            v13 = int.mul v11, v6, v12
            v14 = state 4 depth 0, 0: v13
            v15 = call pair v13, v13, v14
            return v13

        function nothing() -> mixed
        b0:
            return

        function pair(v0: i64, v1: i64) -> mixed
        b0:
            v2 = state 5 depth 0, 0: v0, 1: v1
            v3 = int.mul v0, v1, v2
            v4 = int.add v3, v0, v2
            return v3, v4
        """;

    /// <summary>Values that are needed in each round and behind it.</summary>
    internal const string Loop = """
        function loop(v0: i64, v1: i64, v2: f64) -> mixed
        b0:
            v3 = int 0
            v4 = int 1
            jump b1
        b1:
            v5: i64 = phi b0 v3, b2 v14
            v6: i64 = phi b0 v3, b2 v12
            v7: f64 = phi b0 v2, b2 v13
            v8 = int.lt v5, v0
            branch v8, b2, b3
        b2:
            v14 = int.add.wrap v5, v4
            v9 = state 5 awaits depth 1, 0: v14, 1: v6, 2: v7, 3: v1
            v10 = call step v6, v5, v1, v7, v9
            v11: i64 = call.word v10 0
            v13: f64 = call.word v10 1
            v15 = state 8 depth 0, 0: v14, 1: v6, 2: v11, 3: v5
            v12 = int.add v11, v5, v15
            jump b1
        b3:
            v16 = int.add.wrap v6, v1
            return v16, v7

        function step(v0: i64, v1: i64, v2: i64, v3: f64) -> mixed
        b0:
            v4 = state 1 depth 0, 0: v0, 1: v1, 2: v2, 3: v3
            v5 = int.mul v0, v2, v4
            v6 = int.add v5, v1, v4
            v7 = float 0.5
            v8 = float.mul v3, v7
            return v6, v8
        """;

    private static readonly string[] s_units = [Fibonacci, Deep, EvenAndOdd, ManyArguments, Frames, Loop];

    private static long[] Arguments(Function function, Random random) => [.. function.Parameters.Select(parameter => parameter.Type switch
    {
        IrType.Bool => random.Next(2),
        IrType.Float64 => BitConverter.DoubleToInt64Bits(random.Next(-40, 200) / 4.0),
        IrType.Int64 when random.Next(5) == 0 => random.NextInt64(-1L << 40, 1L << 62),
        _ => random.Next(0, 14),
    })];

    [Test]
    public void Calls_give_what_the_evaluator_gives(
        [ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name, [ValueSource(nameof(s_units))] string unit)
    {
        var function = IrParser.Parse(unit);
        using var native = NativeFunction.Compile(function, TestOptions.Named(name), slots: 6);
        var random = new Random(5);
        for (var call = 0; call < 60; call++)
        {
            var arguments = Arguments(function, random);
            if (unit is Fibonacci or Deep or Loop)
                arguments[0] = random.Next(0, 12);
            Check(native, function, arguments);
        }
    }

    [Test]
    public void Frames_of_callers_fill_the_slots_and_then_replace_the_first([Values(1, 2, 7, 8, 9, 40)] int slots)
    {
        var function = IrParser.Parse(Deep);
        using var native = NativeFunction.Compile(function, TestOptions.Baseline, slots);
        foreach (var depth in new[] { 0, 1, 6, 7, 8, 9, 15, 16, 17, 39, 40, 41 })
        {
            var outcome = Check(native, function, [depth, 0]);
            Assert.That(outcome.Callers.Split(" < ", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(Math.Min(depth, slots)));
        }
    }

    [Test]
    public unsafe void A_context_says_how_many_callers_have_stored_a_frame()
    {
        var function = IrParser.Parse(Deep);
        using var native = NativeFunction.Compile(function, TestOptions.Baseline, slots: 3);
        var context = native.NewContext();
        native.Call(ref context, [10, 0]);
        Assert.Multiple(() =>
        {
            Assert.That(native.Code.Exits[context.Status - 1].Reason, Is.EqualTo(ExitReason.Raise));
            Assert.That(context.CallerCount, Is.EqualTo(10));
            Assert.That((context.CallerNext - context.CallersStart) * sizeof(long), Is.EqualTo(10 % 3 * native.Code.CallerSlotSize));
            Assert.That((native.Code.CallerFrameWords, native.Code.CallerSlotSize), Is.EqualTo((3, 32)));
        });
    }

    [Test]
    public unsafe void The_stack_is_left_where_its_limit_is()
    {
        var function = IrParser.Parse(Deep);
        using var native = NativeFunction.Compile(function, TestOptions.Baseline, slots: 4);
        byte here;
        var limit = (nint)(&here) - 100_000;
        var outcome = native.CallForWords([1_000_000, 1], stackLimit: limit);
        Assert.That((outcome.Exit, outcome.State), Is.EqualTo((ExitReason.StackLimit, 0)));
        var left = long.Parse(outcome.Frame.Split(' ')[2].TrimEnd(','), System.Globalization.CultureInfo.InvariantCulture);
        var frame = native.Code.FrameSize + 8;
        Assert.That((1_000_000 - left) * frame, Is.InRange(60_000, 101_000), "bytes of stack");
        Assert.That(outcome.Callers, Does.StartWith("9: Int64 1000000, Bool 1, Int64 999999 < 9: Int64 999999"), "the first ones leave last");
        Assert.That(native.CallForWords([1000, 1], stackLimit: limit).Exit, Is.EqualTo(ExitReason.None));
    }

    [Test]
    public void A_caller_without_a_frame_only_returns()
    {
        const string unit = """
            function outer(v0: i64) -> i64
            b0:
                v1 = call inner v0
                v2: i64 = call.word v1 0
                v3 = int.add v2, v0
                return v3

            function inner(v0: i64) -> i64
            b0:
                v1 = int.mul v0, v0
                return v1
            """;
        var function = IrParser.Parse(unit);
        using var native = NativeFunction.Compile(function, TestOptions.Baseline);
        Assert.That(Check(native, function, [5]).Exit, Is.EqualTo(ExitReason.None));
        Assert.That(Check(native, function, [1L << 40]), Is.EqualTo(WordOutcome.Exited(ExitReason.Overflow, -1, "", [])));
        Assert.That(native.Code.Exits.Select(exit => (exit.Reason, exit.Frames.Length)), Is.EqualTo([(ExitReason.Call, 0), (ExitReason.Overflow, 0)]));
    }

    [Test]
    public void Every_check_of_a_unit_can_be_forced_and_calls_cannot()
    {
        var options = TestOptions.Baseline with { ForcibleExits = true };
        var forced = 0;
        foreach (var unit in s_units)
        {
            var function = IrParser.Parse(unit);
            using var native = NativeFunction.Compile(function, options);
            foreach (var arguments in new long[][] { [4, 1, 9], [5, BitConverter.DoubleToInt64Bits(2.5), 8] })
            {
                var expected = native.CallForWords(arguments);
                for (var number = 1; number <= native.Code.Exits.Length; number++)
                {
                    var exit = native.Code.Exits[number - 1];
                    var actual = native.CallForWords(arguments, forcedExit: number);
                    if (exit.Reason == ExitReason.Call)
                        Assert.That(actual, Is.EqualTo(expected));
                    else if (actual != expected)
                        Assert.That((actual.Exit, actual.State, forced++), Is.EqualTo((exit.Reason, exit.Shape!.Index, forced - 1))); // all have one
                }
            }
        }
        Assert.That(forced, Is.GreaterThan(10));
    }

    [Test]
    public void Code_says_what_it_is_and_does()
    {
        Assert.Multiple(() =>
        {
            AssertIs(Fibonacci, hasLoops: true, hasCalls: true, frameWords: 2, callerFrameWords: 1, "fib");
            AssertIs(EvenAndOdd, hasLoops: true, hasCalls: true, frameWords: 4, callerFrameWords: 3, "even", "odd");
            AssertIs(ManyArguments, hasLoops: false, hasCalls: true, frameWords: 7, callerFrameWords: 4, "many", "callee");
            AssertIs(Frames, hasLoops: false, hasCalls: true, frameWords: 4, callerFrameWords: 3, "frames", "nothing", "pair");
            AssertIs("function leaf(v0: i64) -> i64 b0: return v0 function other() -> void b0: exit raise",
                hasLoops: false, hasCalls: false, frameWords: 0, callerFrameWords: 0, "leaf");
        });
    }

    private static void AssertIs(string unit, bool hasLoops, bool hasCalls, int frameWords, int callerFrameWords, params string[] functions)
    {
        var code = NativeCompiler.Compile(IrParser.Parse(unit), TestOptions.Baseline);
        Assert.That((code.Name, code.HasLoops, code.HasCalls), Is.EqualTo((functions[0], hasLoops, hasCalls)));
        Assert.That((code.FrameWords, code.CallerFrameWords), Is.EqualTo((frameWords, callerFrameWords)), functions[0]);
        Assert.That(code.Functions.Select(function => function.Name), Is.EqualTo(functions));
        Assert.That(code.Functions.Select(function => function.Offset), Is.Ordered.And.Unique);
        Assert.That(code.Functions[0].Offset, Is.Zero);
    }

    [Test]
    public void Versions_of_one_function_are_told_apart()
    {
        var unit = new[] { "f64", "i64", "bool" }.Select(type => IrParser.Parse($"function f(v0: {type}) -> {type} b0: return v0")).ToList();
        var code = NativeCompiler.Compile(unit, TestOptions.Baseline);
        Assert.That(code.Functions.Select(function => function.Name), Is.EqualTo(["f", "f#2", "f#3"]));
        Assert.That(MachineCodeListing.Write(code), Does.StartWith("f:\n").And.Contain("\nf#2:\n").And.Contain("\nf#3:\n"));
    }

    [TestCase(10, true)]
    [TestCase(1000, false)]
    public void The_stack_is_checked_below_a_large_frame(int spilled, bool isBefore)
    {
        // if v0 == 0: return 0; v2 = f(0), and many values that lie in the frame meanwhile
        var values = Enumerable.Range(0, spilled).Select(i => $"v{10 + 2 * i} = int {i + 7}; v{11 + 2 * i} = int.xor v0, v{10 + 2 * i}");
        var sums = Enumerable.Range(0, spilled).Select(i => $"v{5000 + i} = int.add.wrap v{(i == 0 ? 6 : 4999 + i)}, v{11 + 2 * i}");
        var code = NativeCompiler.Compile(
            IrParser.Parse($"""
                function f(v0: i64) -> i64
                b0: check.stack else stack_limit; v1 = int 0; v2 = int.eq v0, v1; branch v2, b1, b2
                b1: return v0
                b2: {string.Join("; ", values)}; v5 = call f v1; v6: i64 = call.word v5 0; {string.Join("; ", sums)}; return v{4999 + spilled}
                """),
            TestOptions.Baseline);
        var lines = MachineCodeListing.Write(code).Split('\n').ToList();
        var frame = lines.FindIndex(line => line.Contains("; frame", StringComparison.Ordinal) && line.StartsWith("    sub", StringComparison.Ordinal));
        var check = lines.FindIndex(line => line.Contains("check.stack", StringComparison.Ordinal));
        Assert.That(check < frame, Is.EqualTo(isBefore), string.Join('\n', lines.Take(20)));
    }

    [Test]
    public void A_callee_that_is_not_in_the_unit_is_named() => Assert.That(
        () => NativeCompiler.Compile([IrParser.Parse(EvenAndOdd)], TestOptions.Baseline),
        Throws.TypeOf<InternalCompilerException>().With.Message.Contains("odd is called and is not in the unit"));

    private static WordOutcome Check(NativeFunction native, Function function, long[] arguments)
    {
        var expected = WordEvaluator.Run(function, arguments, slots: native.Slots);
        var actual = native.CallForWords(arguments);
        if (actual != expected)
        {
            Assert.Fail($"({string.Join(", ", arguments)}):\n{expected}, not\n{actual}\n"
                + $"{string.Join('\n', MachineUnit.ReachableFrom(function))}\n{MachineCodeListing.Write(native.Code)}");
        }
        return actual;
    }
}
