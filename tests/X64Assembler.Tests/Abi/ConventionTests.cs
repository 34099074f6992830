using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Iced.Intel;
using Pyc.Native;
using Pyc.Translation.Ir;
using Pyc.Translation.Tests;
using static Iced.Intel.AssemblerRegisters;

namespace Pyc.X64.Tests;

/// <summary>Calls into generated code by both conventions, on whatever system the tests run.</summary>
[TestFixture]
public sealed unsafe class ConventionTests
{
    private static CallingConvention[] Conventions => [CallingConvention.SystemV, CallingConvention.Win64];

    /// <summary>The sum of each parameter times its number, so that no two can be exchanged unseen.</summary>
    internal static Function SixteenParameters()
    {
        var parameters = string.Join(", ", Enumerable.Range(0, 16).Select(index => $"v{index}: i64"));
        var text = new StringBuilder($"function sixteen({parameters}) -> i64\nb0:\n    v16 = int 0\n");
        var (sum, next) = (16, 17);
        for (var index = 0; index < 16; index++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    v{next} = int {index + 1}\n");
            text.Append(CultureInfo.InvariantCulture, $"    v{next + 1} = int.mul v{index}, v{next}\n");
            text.Append(CultureInfo.InvariantCulture, $"    v{next + 2} = int.add v{sum}, v{next + 1}\n");
            (sum, next) = (next + 2, next + 3);
        }
        text.Append(CultureInfo.InvariantCulture, $"    return v{sum}\n");
        return IrParser.Parse(text.ToString());
    }

    internal static long ExpectedOfSixteen(long[] arguments) =>
        arguments.Select((argument, index) => argument * (index + 1)).Sum();

    [TestCaseSource(nameof(Conventions))]
    public void A_function_gives_back_callee_saved_registers_and_the_stack(CallingConvention convention)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var function = RandomPrograms.Make(seed);
            var few = TestOptions.WithRegisters(4 + seed % 5).AllocationOrder;
            var options = TestOptions.Baseline with { Convention = convention, AllocationOrder = seed % 2 == 0 ? few : default };
            using var native = NativeFunction.Compile(function, options);
            var arguments = RandomPrograms.Arguments(function, new Random(seed));
            var outcome = CallThroughThunk(native, convention, arguments);
            Assert.That(outcome, Is.EqualTo(IrEvaluator.Run(function, arguments)), $"seed {seed}");
        }
    }

    [TestCaseSource(nameof(Conventions))]
    public void A_function_of_all_types_gives_back_callee_saved_registers_and_the_stack(CallingConvention convention)
    {
        for (var seed = 0; seed < 80; seed++)
        {
            // The C library of this system is not called by the convention of another.
            var function = TypedPrograms.Make(seed, withCalls: convention == CallingConvention.Native);
            var few = TestOptions.WithRegisters(4 + seed % 5).AllocationOrder;
            var options = TestOptions.Baseline with { Convention = convention, AllocationOrder = seed % 2 == 0 ? few : default };
            using var native = NativeFunction.Compile(function, options);
            var arguments = TypedPrograms.Arguments(function, new Random(seed));
            TestCallContext context = default;
            var result = CallThroughThunk(native, convention, arguments, ref context);
            Assert.That(native.OutcomeOf(ref context, result), Is.EqualTo(WordEvaluator.Run(function, arguments)), $"seed {seed}");
        }
    }

    [TestCaseSource(nameof(Conventions))]
    public void A_function_of_vectors_gives_back_callee_saved_registers_and_the_stack(CallingConvention convention)
    {
        foreach (var (lanes, seed) in from lanes in VectorMemory.Lanes from seed in Enumerable.Range(0, 40) select (lanes, 2 * seed))
        {
            var function = RandomVectors.Make(lanes, seed);             // with an even seed it gives an int
            var few = TestOptions.WithRegisters(3 + seed % 6).AllocationOrder;
            var options = TestOptions.Baseline with { Convention = convention, AllocationOrder = seed % 4 == 0 ? few : default };
            using var native = NativeFunction.Compile(function, options);
            long[] arguments = [seed, -seed, BitConverter.DoubleToInt64Bits(0.5), BitConverter.DoubleToInt64Bits(seed)];
            Assert.That(CallThroughThunk(native, convention, arguments), Is.EqualTo(IrEvaluator.Run(function, arguments)), $"seed {seed}");
        }
    }

    [TestCaseSource(nameof(Conventions))]
    public void Functions_that_call_each_other_give_back_callee_saved_registers_and_the_stack(CallingConvention convention)
    {
        var callers = 0;
        for (var seed = 0; seed < 80; seed++)
        {
            var unit = TypedPrograms.MakeUnit(seed, withCalls: convention == CallingConvention.Native);
            var few = TestOptions.WithRegisters(4 + seed % 5).AllocationOrder;
            var options = TestOptions.Baseline with { Convention = convention, AllocationOrder = seed % 2 == 0 ? few : default };
            using var native = NativeFunction.Compile(unit[0], options, slots: 1 + seed % 4);
            var arguments = RandomUnitTests.Arguments(unit[0], new Random(seed));
            if (RandomUnitTests.Evaluate(native, unit, arguments) is not { } expected)
                continue;
            var context = native.NewContext();
            var result = CallThroughThunk(native, convention, arguments, ref context);
            Assert.That(native.OutcomeOf(ref context, result), Is.EqualTo(expected), $"seed {seed}");
            callers += context.CallerCount;
        }
        Assert.That(callers, Is.GreaterThan(20));
    }

    [TestCaseSource(nameof(Conventions))]
    public void A_C_function_is_called_on_an_aligned_stack_by_what_is_called_natively(CallingConvention convention)
    {
        using var heap = new CodeHeap();
        using var callee = heap.Add(AddAndSpoil(convention));
        var function = IrParser.Parse("""
            function outer(v0: f64, v1: f64, v2: i64) -> f64
            b0:
                v3 = call inner v1, v0, v2, v2, v2, v0, v1, v2
                v4: f64 = call.word v3 0
                v5 = float.add v4, v0
                return v5

            function inner(v0: f64, v1: f64, v2: i64, v3: i64, v4: i64, v5: f64, v6: f64, v7: i64) -> f64
            b0:
                v8 = float.pow v1, v0
                v9 = call innermost v8, v6
                v10: f64 = call.word v9 0
                v11 = float.add v10, v5
                v12 = float.from_int v7
                v13 = float.add v11, v12
                return v13

            function innermost(v0: f64, v1: f64) -> f64
            b0:
                v2 = float.pow v0, v1
                v3 = float.add v2, v1
                return v3
            """);
        foreach (var registers in new[] { 3, 4, 5, 8, 15 })
        {
            var options = TestOptions.WithRegisters(registers) with { Convention = convention };
            var code = NativeCompiler.Compile(function, options);
            using var native = new NativeFunction(WithBytes(code, WithPower(code, callee.Address)), function);
            var context = native.NewContext();
            long[] arguments = [BitConverter.DoubleToInt64Bits(2.5), BitConverter.DoubleToInt64Bits(4), 100];
            var result = CallThroughThunk(native, convention, arguments, ref context);
            // pow is the sum here: ((2.5 + 4) + 4) + 4, then 2.5, 100 and 2.5.
            Assert.That(BitConverter.Int64BitsToDouble(result), Is.EqualTo(119.5), $"{registers} registers");
        }
    }

    [TestCaseSource(nameof(Conventions))]
    public void A_C_function_is_called_on_an_aligned_stack_with_shadow_space(CallingConvention convention)
    {
        // A stand-in for the C library: it spoils all that it may spoil, and gives the sum where the stack is aligned.
        using var heap = new CodeHeap();
        using var callee = heap.Add(AddAndSpoil(convention));
        foreach (var registers in new[] { 3, 5, 8 })
        {
            var options = TestOptions.WithRegisters(registers) with { Convention = convention };
            var function = SampleFunctions.Powers();
            var code = NativeCompiler.Compile(function, options);
            using var native = new NativeFunction(WithBytes(code, WithPower(code, callee.Address)), function);
            TestCallContext context = default;
            long[] arguments = [BitConverter.DoubleToInt64Bits(2.5), BitConverter.DoubleToInt64Bits(4)];
            var result = CallThroughThunk(native, convention, arguments, ref context);
            Assert.That(BitConverter.Int64BitsToDouble(result), Is.EqualTo(13.0), $"{registers} registers");
        }
    }

    /// <summary>The code, with another function in place of pow.</summary>
    private static byte[] WithPower(MachineCode code, nint function)
    {
        var bytes = code.Bytes.ToArray();
        var pow = BitConverter.GetBytes((long)CFunctions.Power);
        for (var at = bytes.AsSpan().IndexOf(pow); at >= 0; at = bytes.AsSpan().IndexOf(pow))
            BitConverter.GetBytes((long)function).CopyTo(bytes, at);
        return bytes;
    }

    private static MachineCode WithBytes(MachineCode code, byte[] bytes) => new()
    {
        Name = code.Name,
        Bytes = [.. bytes],
        CodeLength = code.CodeLength,
        Exits = code.Exits,
        FrameWords = code.FrameWords,
        CallerFrameWords = code.CallerFrameWords,
        HasLoops = code.HasLoops,
        HasCalls = code.HasCalls,
        Origins = code.Origins,
        Labels = code.Labels,
        Functions = code.Functions,
    };

    private static byte[] AddAndSpoil(CallingConvention convention)
    {
        var a = new Assembler(64);
        var aligned = a.CreateLabel();
        a.addsd(xmm0, xmm1);
        a.lea(rax, __[rsp + 8]);
        a.test(al, 15);
        a.je(aligned);
        a.sqrtsd(xmm0, __qword_ptr[rsp]);                               // nobody's number
        a.Label(ref aligned);
        for (var offset = 0; offset < convention.ShadowSpace; offset += 8)
            a.mov(__qword_ptr[rsp + 8 + offset], rsp);
        foreach (var register in convention.CallerSaved)
        {
            if (register.Class() == RegisterClass.General)
                a.mov(new AssemblerRegister64(register.ToIced()), -1L);
            else if (register != X64Register.Xmm0)
                a.xorps(new AssemblerRegisterXMM(register.ToIced()), new AssemblerRegisterXMM(register.ToIced()));
        }
        a.ret();
        using var stream = new MemoryStream();
        a.Assemble(new StreamCodeWriter(stream), 0);
        return stream.ToArray();
    }

    [TestCaseSource(nameof(Conventions))]
    public void A_stack_argument_is_read_from_where_the_caller_put_it(CallingConvention convention)
    {
        foreach (var registers in new[] { 3, 8 })
        {
            var options = TestOptions.WithRegisters(registers) with { Convention = convention };
            using var native = NativeFunction.Compile(SixteenParameters(), options);
            var arguments = Enumerable.Range(1, 16).Select(number => (long)number * 1000 - 7).ToArray();
            var expected = IrOutcome.Returned(ExpectedOfSixteen(arguments), IrType.Int64);
            Assert.That(CallThroughThunk(native, convention, arguments), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Gcc_calls_Win64_code()
    {
        var folder = Directory.CreateTempSubdirectory("pycjit-win64-");
        try
        {
            var source = Path.Combine(folder.FullName, "shim.c");
            var library = Path.Combine(folder.FullName, "shim.so");
            var parameters = string.Join(", ", Enumerable.Repeat("long long", 16));
            var arguments = string.Join(", ", Enumerable.Range(0, 16).Select(index => $"a[{index}]"));
            File.WriteAllText(source, $$"""
                typedef long long (__attribute__((ms_abi)) *function)(void *, {{parameters}});
                long long call(function f, void *context, long long *a) { return f(context, {{arguments}}); }
                double call_and_sum(function f, void *context, long long *a, double *x)
                {
                    double sum = 0;
                    for (int i = 0; i < 20; i++)
                        sum += x[i] * 3 + f(context, {{arguments}});
                    return sum;
                }
                """);
            if (!RunGcc("-shared", "-fPIC", "-O2", "-o", library, source))
                Assert.Ignore("gcc is not installed: no C caller of Win64 code can be built. The thunk tests call it still.");

            var handle = NativeLibrary.Load(library);
            var call = (delegate* unmanaged<nint, TestCallContext*, long*, long>)NativeLibrary.GetExport(handle, "call");
            var options = TestOptions.Baseline with { Convention = CallingConvention.Win64 };
            using var native = NativeFunction.Compile(SixteenParameters(), options);
            var values = Enumerable.Range(1, 16).Select(number => (long)number * number - 40).ToArray();
            TestCallContext context = default;
            long result;
            fixed (long* pointer = values)
                result = call(native.Address, &context, pointer);
            var callAndSum = (delegate* unmanaged<nint, TestCallContext*, long*, double*, double>)NativeLibrary.GetExport(handle, "call_and_sum");
            using var floats = NativeFunction.Compile(SampleFunctions.ManyFloats(), options);
            var numbers = Enumerable.Range(0, 20).Select(number => (double)number).ToArray();
            double sum;
            fixed (long* pointer = values)
            fixed (double* numbersPointer = numbers)
                sum = callAndSum(floats.Address, &context, pointer, numbersPointer);
            NativeLibrary.Free(handle);
            var each = BitConverter.DoubleToInt64Bits(SampleFunctions.ExpectedOfManyFloats(values[0]));
            Assert.That(sum, Is.EqualTo(numbers.Aggregate(0.0, (total, number) => total + (number * 3 + each))));
            Assert.That((context.Status, result), Is.EqualTo((0, ExpectedOfSixteen(values))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static bool RunGcc(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("gcc", arguments) { RedirectStandardError = true };
            using var process = Process.Start(start)!; // null only where a running process is used again
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, errors);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>Calls with patterns in all callee-saved registers; asserts that they and the stack pointer come back.</summary>
    private static IrOutcome CallThroughThunk(NativeFunction native, CallingConvention convention, long[] arguments)
    {
        TestCallContext context = default;
        var result = CallThroughThunk(native, convention, arguments, ref context);
        return context.Status == 0
            ? IrOutcome.Returned(result, IrType.Int64)
            : IrOutcome.Exited(native.Code.Exits[context.Status - 1].Reason, frame: null);
    }

    private static long CallThroughThunk(
        NativeFunction native, CallingConvention convention, long[] arguments, ref TestCallContext context)
    {
        X64Register[] saved = [.. Enum.GetValues<X64Register>().Where(convention.CalleeSaved.Contains)];
        var record = new long[1 + 2 * saved.Length];
        var words = new long[17];
        fixed (long* pointer = record)
        fixed (TestCallContext* contextPointer = &context)
        {
            words[0] = (nint)contextPointer;
            arguments.CopyTo(words, 1);
            using var heap = new CodeHeap();
            using var thunk = heap.Add(Thunk(native.Address, convention, saved, words, (nint)pointer));
            ((delegate* unmanaged<void>)thunk.Address)();
        }
        var expected = saved.SelectMany(register => new[] { Pattern(register), HighPattern(register) });
        Assert.That(record.Skip(1), Is.EqualTo(expected), string.Join(", ", saved));
        return record[0];
    }

    /// <summary>What the high half of an xmm register holds; general registers have none.</summary>
    private static long HighPattern(X64Register register) => register.Class() == RegisterClass.Xmm ? Pattern(register) : 0;

    private static long Pattern(X64Register register) => 0x5A5A_0000_0000_0000 | (long)register * 0x0101_0101;

    /// <summary>
    /// Machine code written by hand, for the System V caller that the tests are on Unix, and for Windows: saves everything, puts
    /// the arguments where the convention wants them, calls, and records the result and the callee-saved registers.
    /// </summary>
    private static byte[] Thunk(nint target, CallingConvention convention, X64Register[] saved, long[] words, nint record)
    {
        var a = new Assembler(64);
        AssemblerRegister64 Of(X64Register register) => new(register.ToIced());
        AssemblerRegisterXMM XmmOf(X64Register register) => new(register.ToIced());
        AssemblerRegister64[] kept = [rbx, rbp, rsi, rdi, r12, r13, r14, r15];
        foreach (var register in kept)
            a.push(register);
        a.mov(rbx, rsp);                                                // the target must not rely on it: it is overwritten below
        var inRegisters = convention.Arguments.Length;
        var onStack = words.Length - inRegisters;
        a.sub(rsp, convention.ShadowSpace + 8 * (onStack + 4));
        a.and(rsp, -16);                                                // both conventions want it so before a call
        a.mov(__qword_ptr[rsp + convention.ShadowSpace + 8 * onStack], rbx);
        for (var index = 0; index < onStack; index++)
        {
            a.mov(rax, words[inRegisters + index]);
            a.mov(__qword_ptr[rsp + convention.ShadowSpace + 8 * index], rax);
        }
        for (var index = 0; index < inRegisters; index++)
            a.mov(Of(convention.Arguments[index]), words[index]);
        foreach (var register in saved.Where(register => register.Class() == RegisterClass.Xmm))
        {
            a.mov(rax, Pattern(register));
            a.movq(XmmOf(register), rax);
            a.punpcklqdq(XmmOf(register), XmmOf(register));
        }
        foreach (var register in saved.Where(register => register.Class() == RegisterClass.General))
            a.mov(Of(register), Pattern(register));
        a.mov(rax, target);
        a.call(rax);
        a.mov(rcx, record);
        a.mov(__qword_ptr[rcx], rax);
        for (var index = 0; index < saved.Length; index++)
        {
            if (saved[index].Class() == RegisterClass.General)
                a.mov(__qword_ptr[rcx + 8 * (2 * index + 1)], Of(saved[index]));
            else
                a.movups(__xmmword_ptr[rcx + 8 * (2 * index + 1)], XmmOf(saved[index]));
        }
        a.mov(rsp, __qword_ptr[rsp + convention.ShadowSpace + 8 * onStack]); // crashes, were the stack pointer not given back
        for (var index = kept.Length - 1; index >= 0; index--)
            a.pop(kept[index]);
        a.ret();
        using var stream = new MemoryStream();
        a.Assemble(new StreamCodeWriter(stream), 0);
        return stream.ToArray();
    }
}
