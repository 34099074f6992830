using System.Globalization;
using Pyc.Translation;
using Pyc.Translation.Ir;

namespace Pyc.X64.Tests;

/// <summary>Loads, stores and calls of the runtime, on memory, against the evaluator of words.</summary>
[TestFixture]
public sealed class MemoryTests
{
    private const int Programs = 150;

    private static IEnumerable<ElementKind> Kinds => Enum.GetValues<ElementKind>().Where(kind => ElementKinds.TypeOf(kind) != IrType.Void);

    [Test]
    public void An_element_is_read_and_written_by_any_index(
        [ValueSource(nameof(Kinds))] ElementKind kind, [ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name)
    {
        using var memory = new TestMemory();
        var (text, type) = (IrPrinter.NameOf(kind), IrPrinter.NameOf(ElementKinds.TypeOf(kind)));
        string[] indexes = ["v1", "v20", "v21", "v22"];
        foreach (var (read, written) in from read in indexes from write in indexes select (read, write))
        {
            var function = IrParser.Parse($"""
                function f(v0: sequence, v1: i64) -> {type}
                b0:
                    v2: address = field data v0
                    v10 = int 3
                    v11 = int -5
                    v20 = int.add.wrap v1, v10
                    v21 = int.add.wrap v11, v1
                    v22 = int -7
                    v3: {type} = load {text} v2, {read}
                    store {text} v2, {written}, v3
                    return v3
                """);
            using var native = NativeFunction.Compile(function, Options(name));
            for (var index = -8L; index < 8; index++)
                Check(native, function, memory, [memory[1], index], new Random((int)index), $"{kind}[{read}] to {kind}[{written}], {index}");
        }
    }

    [Test]
    public void A_constant_is_written([ValueSource(nameof(Kinds))] ElementKind kind, [Values(3, 8)] int registers)
    {
        if (kind == ElementKind.Sequence)
            return;                                                     // of these there are none
        using var memory = new TestMemory();
        var (min, max) = ElementKinds.RangeOf(kind);
        string[] constants = ElementKinds.TypeOf(kind) switch
        {
            IrType.Float64 => ["float 0", "float -0", "float 0.1", "float 1E+300", "float inf", "float nan", "float 3"],
            IrType.Bool => ["bool true", "bool false"],
            IrType.UInt64 => ["uint 0", "uint 1", "uint 18446744073709551615", "uint 9223372036854775808", "uint 4294967295"],
            _ => [.. new[] { min, max, 0, 1, min / 2, max - 1 }.Select(number => string.Create(CultureInfo.InvariantCulture, $"int {number}"))],
        };
        foreach (var constant in constants)
        {
            var function = IrParser.Parse($"""
                function f(v0: sequence, v1: i64) -> i64
                b0:
                    v2: address = field.fixed data v0
                    v3 = {constant}
                    v4 = int -2
                    store {IrPrinter.NameOf(kind)} v2, v1, v3
                    store {IrPrinter.NameOf(kind)} v2, v4, v3
                    return v1
                """);
            using var native = NativeFunction.Compile(function, TestOptions.WithRegisters(registers));
            foreach (var index in new[] { -3L, 0, 5 })
                Check(native, function, memory, [memory[0], index], new Random(7), $"{constant} to {kind} {index}");
        }
    }

    [TestCase("v1: i64 = field.fixed count v0", "mov   rax, [rsi + 8]")]
    [TestCase("v1: i64 = field capacity v0", "mov   rax, [rsi + 16]")]
    [TestCase("v1: i64 = field.fixed columns v0", "mov   rax, [rsi + 24]")]
    [TestCase("v1: i64 = load i8 v9, v8", "movsx rax, byte ptr [rsi + rdx]")]
    [TestCase("v1: i64 = load u8 v9, v8", "movzx eax, byte ptr [rsi + rdx]")]
    [TestCase("v1: i64 = load u16 v9, v8", "movzx eax, word ptr [rsi + rdx*2]")]
    [TestCase("v1: i64 = load i32 v9, v8", "movsxd rax, [rsi + rdx*4]")]
    [TestCase("v1: i64 = load u32 v9, v8", "mov   eax, [rsi + rdx*4]")]
    [TestCase("v1: i64 = load i64 v9, v8", "mov   rax, [rsi + rdx*8]")]
    [TestCase("v2 = int 100; v1: i64 = load i64 v9, v2", "mov   rax, [rsi + 800]")]
    [TestCase("v2 = int 1; v3 = int.add.wrap v8, v2; v1: i64 = load i32 v9, v3", "movsxd rax, [rsi + rdx*4 + 4]")]
    [TestCase("v2 = int -1; v3 = int.add.wrap v8, v2; v1: i64 = load u8 v9, v3", "movzx eax, byte ptr [rsi + rdx - 1]")]
    [TestCase("v2 = int 7; store i32 v9, v8, v2; v1 = int 0", "mov   dword ptr [rsi + rdx*4], 7")]
    [TestCase("v2 = int 255; store u8 v9, v8, v2; v1 = int 0", "mov   byte ptr [rsi + rdx], -1")]
    [TestCase("v2 = float 0; store f64 v9, v8, v2; v1 = int 0", "mov   qword ptr [rsi + rdx*8], 0")]
    [TestCase("v2 = float 2; store f32 v9, v8, v2; v1 = int 0", "mov   dword ptr [rsi + rdx*4], 1073741824")]
    [TestCase("count.store v0, v8; v1 = int 0", "mov   [rsi + 8], rdx")]
    public void The_processor_computes_the_address(string statements, string instruction)
    {
        var function = IrParser.Parse(
            $"function f(v0: sequence, v8: i64) -> i64 b0: v9: address = field data v0; {statements}; return v1");
        var options = TestOptions.Baseline with { Convention = CallingConvention.SystemV };
        var listing = MachineCodeListing.Write(NativeCompiler.Compile(function, options));
        Assert.That(listing, Does.Contain(instruction));
        Assert.That(listing, Does.Not.Contain("add "), "what is in an address is not computed");
    }

    [Test]
    public void A_list_that_there_was_no_memory_for_exits()
    {
        using var memory = new TestMemory();
        var function = IrParser.Parse("""
            function f(v0: sequence, v1: sequence) -> bool
            b0:
                v2 = state 3 depth 1, 0: v0, 1: v1
                check.sequence v0, v2 else memory
                v3 = sequence.eq v0, v1
                branch v3, b1, b2
            b1:
                v4 = sequence.eq v1, v0
                return v4
            b2:
                v5 = sequence.eq v1, v0
                return v5
            """);
        using var native = NativeFunction.Compile(function, TestOptions.Baseline);
        Assert.That(native.CallForWords([0, memory[1]]).Exit, Is.EqualTo(ExitReason.Memory));
        foreach (var (a, b) in new[] { (0, memory[1]), (memory[1], memory[1]), (memory[0], memory[1]) })
            Check(native, function, memory, [a, b], new Random(1), "check");
    }

    [Test]
    public void The_runtime_is_called_with_all_arguments_and_keeps_what_is_alive(
        [Values] RuntimeFunction function, [ValueSource(typeof(TestOptions), nameof(TestOptions.Names))] string name)
    {
        var info = RuntimeFunctionInfo.Of(function);
        // Arguments where they are not wanted, constants among them, and more values alive than registers.
        var (sequences, words) = (new Queue<string>(["v1", "v0"]), new Queue<string>(["v5", "v22", "v3", "v2"]));
        var operands = info.Parameters.Select(type => type == IrType.Sequence ? sequences.Dequeue() : words.Dequeue());
        var result = info.Result == IrType.Void ? "" : $"v30: {IrPrinter.NameOf(info.Result)} = ";
        var sums = string.Join("\n", Enumerable.Range(0, 16).Select(i => $"    v{40 + i} = int.mul.wrap v{2 + i % 4}, v{(i == 0 ? 5 : 39 + i)}"));
        var floats = string.Join("\n", Enumerable.Range(0, 8).Select(i => $"    v{60 + i} = float.from_int v{40 + i}"));
        var uses = string.Join("\n", Enumerable.Range(0, 15).Select(i => $"    v{80 + i} = int.xor v{(i == 0 ? 40 : 79 + i)}, v{41 + i}"));
        var floatUses = string.Join("\n", Enumerable.Range(0, 7).Select(i => $"    v{100 + i} = float.add v{(i == 0 ? 60 : 99 + i)}, v{61 + i}"));
        var parsed = IrParser.Parse($"""
            function f(v0: sequence, v1: sequence, v2: i64, v3: i64, v4: i64, v5: i64) -> mixed
            b0:
                v22 = int 1234567890123
            {sums}
            {floats}
                {result}runtime {info.Name} {string.Join(", ", operands)}
            {uses}
            {floatUses}
                v120: i64 = field count v1
                {(info.Result == IrType.Sequence ? "v121: i64 = field count v30" : info.Result == IrType.Void ? "v121 = int 0" : "v121 = int.not v30")}
                return v94, v106, v120, v121, v0
            """);
        using var memory = new TestMemory();
        using var native = NativeFunction.Compile(parsed, Options(name));
        Assert.That((native.Code.HasCalls, native.Code.HasRuntimeCalls), Is.EqualTo((true, true)));
        var random = new Random(3);
        for (var call = 0; call < 10; call++)
            Check(native, parsed, memory, [memory[0], memory[2], random.Next(99), random.NextInt64(), -7, random.Next(5)], random, info.Name);
    }

    [Test]
    public void On_Windows_the_fifth_argument_lies_above_the_shadow_space()
    {
        var function = IrParser.Parse("""
            function f(v0: sequence, v1: sequence, v2: i64) -> i64
            b0:
                v3 = int 77
                v4: i64 = runtime append_items v1, v0, v2, v2, v3
                return v4
            """);
        var options = TestOptions.Baseline with { Convention = CallingConvention.Win64, RuntimeFunctions = TestRuntime.AddressOf };
        var listing = MachineCodeListing.Write(NativeCompiler.Compile(function, options));
        Assert.That(listing, Does.Contain("mov   qword ptr [rsp + 32], 77").And.Contain("sub   rsp, 56"));
        Assert.That(listing, Does.Match(@"mov   rcx, r8[^;]*;"));
    }

    [Test]
    public void A_function_of_the_runtime_without_an_address_is_refused()
    {
        var function = IrParser.Parse("function f(v0: sequence) -> sequence b0: runtime reverse v0; return v0");
        Assert.That(() => NativeCompiler.Compile(function), Throws.TypeOf<InternalCompilerException>().With.Message.Contains("runtime reverse v0"));
        Assert.That(
            () => NativeCompiler.Compile(function, TestOptions.Baseline with { RuntimeFunctions = _ => 0 }),
            Throws.TypeOf<InternalCompilerException>().With.Message.Contains("RuntimeFunctions"));
    }

    [Test]
    public void Code_without_runtime_calls_says_so()
    {
        var code = NativeCompiler.Compile(IrParser.Parse("function f(v0: sequence) -> i64 b0: v1: i64 = field.fixed count v0; return v1"));
        Assert.That((code.HasCalls, code.HasRuntimeCalls), Is.EqualTo((false, false)));
    }

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Random_functions_leave_memory_as_the_IR_says(string name)
    {
        var (returned, exited) = (0, 0);
        using var memory = new TestMemory();
        for (var seed = 0; seed < Programs; seed++)
        {
            var function = TypedPrograms.Make(seed, shareStates: seed % 2 == 0, withMemory: true);
            using var native = NativeFunction.Compile(function, Options(name));
            var random = new Random(seed);
            for (var call = 0; call < 8; call++)
            {
                if (Check(native, function, memory, TypedPrograms.Arguments(function, random, memory), random, $"seed {seed}").Exit == ExitReason.None)
                    returned++;
                else
                    exited++;
            }
        }
        TestContext.Out.WriteLine($"{returned} returned, {exited} exited");
        Assert.That((returned, exited), Is.GreaterThan((Programs, Programs)));
    }

    [TestCaseSource(typeof(TestOptions), nameof(TestOptions.Names))]
    public void Each_exit_can_be_forced_and_leaves_what_was_written_before_it(string name)
    {
        var options = Options(name) with { ForcibleExits = true };
        var forced = 0;
        using var memory = new TestMemory();
        for (var seed = 1000; seed < 1000 + Programs / 3; seed++)
        {
            var function = TypedPrograms.Make(seed, withMemory: true);
            using var native = NativeFunction.Compile(function, options);
            var random = new Random(seed);
            var arguments = TypedPrograms.Arguments(function, random, memory);
            var reached = new SortedSet<int>();
            memory.Fill(new Random(seed));
            TestRuntime.Memory = memory;
            WordEvaluator.Run(function, arguments, reached: reached);
            for (var number = 1; number <= native.Code.Exits.Length; number++)
            {
                var state = native.Code.Exits[number - 1].Shape!.Index;
                if (!reached.Contains(state))
                    continue;
                Check(native, function, memory, arguments, new Random(seed), $"seed {seed}, exit {number} forced", number, state);
                forced++;
            }
        }
        Assert.That(forced, Is.GreaterThan(Programs));
    }

    private static NativeCompilerOptions Options(string name) => TestOptions.Named(name) with { RuntimeFunctions = TestRuntime.AddressOf };

    internal static WordOutcome Check(
        NativeFunction native, Function function, TestMemory memory, long[] arguments, Random random, string what, int forcedExit = 0, int forcedState = -1)
    {
        memory.Fill(random);
        TestRuntime.Memory = memory;
        var before = memory.Copy();
        var expected = WordEvaluator.Run(function, arguments, forcedState);
        var written = memory.Copy();
        memory.Restore(before);
        var actual = native.CallForWords(arguments, forcedExit);
        if (actual != expected || !memory.Copy().AsSpan().SequenceEqual(written))
        {
            Assert.Fail($"{what}, ({string.Join(", ", arguments)}):\n{expected}, not\n{actual}, or memory is another\n"
                + $"{function}\n{MachineCodeListing.Write(native.Code)}");
        }
        return actual;
    }
}
