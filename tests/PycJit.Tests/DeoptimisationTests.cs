using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Pyc.Execution;
using Pyc.Tests.Support;
using Pyc.Translation.Ir;
using Pyc.X64;

namespace Pyc.Tests;

/// <summary>Calls that native code leaves, and the interpreter that goes on. The machine code is written by hand.</summary>
public sealed class DeoptimisationTests
{
    private const long Wide = 1L << 62;

    // foo(a, b): a*a - b*b. In all versions the instruction with index 6 is the subtraction, behind the two locals on the stack.
    private static readonly FrameShape s_atSubtraction =
        new(Index: 6, Depth: 2, [new FrameSlot(2, FrameSlotKind.Value), new FrameSlot(3, FrameSlotKind.Value)]);

    [Test]
    public void The_interpreter_goes_on_at_the_instruction_that_native_code_left_with_what_lay_in_the_frame()
    {
        var foo = Load(Storing(0, 1)).Get<Func<long, long, long>>("foo");
        Assert.That(foo(7, 3), Is.EqualTo(4), "the arguments as the two squares");
        Assert.That(foo(long.MinValue, long.MinValue), Is.Zero);
        Assert.That(() => foo(long.MinValue, 1), Throws.TypeOf<OverflowException>());
        Assert.That(Load(Storing(0, 1)).Get<Func<long, long, BigInteger>>("foo")(long.MinValue, 1), Is.EqualTo((BigInteger)long.MinValue - 1));
    }

    [Test]
    public void A_constant_of_a_frame_is_not_stored()
    {
        var code = Storing(0, 1) with { Operands = [new FrameOperand(IrType.Int64, -1, 100), new FrameOperand(IrType.Int64, 1, 0)] };
        Assert.That(Load(code).Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(97));
    }

    [TestCase(IrType.Bool, 1, 3, "-2")]
    [TestCase(IrType.UInt64, -1, 1, "18446744073709551614")]
    [TestCase(IrType.Int64, -1, 1, "-2")]
    public void Operands_have_their_types(IrType type, long left, long right, string expected)
    {
        var code = Storing(0, 1) with { Operands = [new FrameOperand(type, 0, 0), new FrameOperand(IrType.Int64, 1, 0)] };
        Assert.That(
            Load(code).Get<Func<long, long, BigInteger>>("foo")(left, right), Is.EqualTo(BigInteger.Parse(expected, CultureInfo.InvariantCulture)));
    }

    [Test]
    public void A_float_in_a_frame_gives_a_float()
    {
        var code = Storing(0, 1) with { Operands = [new FrameOperand(IrType.Float64, 0, 0), new FrameOperand(IrType.Int64, 1, 0)] };
        var foo = Load(code).Get<Func<long, long, object>>("foo");
        Assert.That(foo(BitConverter.DoubleToInt64Bits(0.5), 3), Is.EqualTo(-2.5));
        Assert.That(
            () => Load(code).Get<Func<long, long, long>>("foo")(BitConverter.DoubleToInt64Bits(0.5), 3),
            Throws.TypeOf<ResultTypeException>().With.Message.Contains("the result is a float, -2.5, which long does not hold"));
    }

    [Test]
    public void What_Python_raises_there_is_raised_with_its_place()
    {
        var code = Storing(0, 1) with { Operands = [new FrameOperand(IrType.None, 0, 0), new FrameOperand(IrType.Int64, 1, 0)] };
        var raised = Assert.Throws<PythonTypeException>(() => Load(code).Get<Func<long, long, long>>("foo")(1, 2));
        Assert.That(raised!.PythonMessage, Is.EqualTo("unsupported operand type(s) for -: 'NoneType' and 'int'"));
        Assert.That((raised.Where.Line, raised.Where.Function, raised.Traceback.Count), Is.EqualTo((9, "foo", 1)));
    }

    [TestCase(48)]
    [TestCase(49)]
    [TestCase(1024)]
    [TestCase(1025)]
    [TestCase(100_000)]
    public void A_frame_may_have_any_number_of_words(int words)
    {
        var foo = Load(Storing(0, words - 1)).Get<Func<long, long, long>>("foo");
        for (var i = 0; i < 3; i++)
            Assert.That(foo(7, 3), Is.EqualTo(4));
    }

    [Test]
    public void A_call_whose_exit_has_no_frame_starts_again() =>
        Assert.That(Load(Storing(0, 1) with { Shape = null, Operands = [] }).Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));

    [Test]
    public void The_first_call_and_the_later_ones_go_on_alike([Values] bool hasLoops)
    {
        var foo = Load(Storing(0, 1) with { HasLoops = hasLoops }).Get<Func<long, long, long>>("foo");
        for (var i = 0; i < 10; i++)
            Assert.That(foo(i, 3), Is.EqualTo(i - 3));
    }

    [Test]
    public void An_exit_can_be_forced_on_one_thread()
    {
        var module = Load(Leaving(), new PycOptions { ForcibleExits = true });
        var foo = module.Get<Func<long, long, long>>("foo");
        var version = module["foo"].VersionFor([IrType.Int64, IrType.Int64]);
        Assert.That(foo(7, 3), Is.EqualTo(0), "nothing is forced: the code returns 0");
        Assert.That(version.ExitCount, Is.EqualTo(1));
        FunctionVersion.ForcedExit = 1;
        try
        {
            for (var i = 0; i < 3 * ExitCounter.FewestFailures; i++)
                Assert.That(foo(7, 3), Is.EqualTo(40));
            Assert.That(Task.Run(() => foo(7, 3)).Result, Is.Zero);
        }
        finally
        {
            FunctionVersion.ForcedExit = 0;
        }
        Assert.That(foo(7, 3), Is.EqualTo(0));
        Assert.That((version.Exits.Exits, version.Exits.HasGivenUp), Is.EqualTo((0, false)), "forced exits do not count");
    }

    [Test]
    [NonParallelizable]
    public unsafe void Garbage_is_collected_while_code_with_loops_runs()
    {
        // while (*a == 0); return 0
        byte[] bytes = OperatingSystem.IsWindows()
            ? [0x48, 0x83, 0x3A, 0x00, 0x74, 0xFA, 0x31, 0xC0, 0xC3]
            : [0x48, 0x83, 0x3E, 0x00, 0x74, 0xFA, 0x31, 0xC0, 0xC3];
        var foo = Load(new Code(bytes, null, [], 0, HasLoops: true)).Get<Func<long, long, long>>("foo");
        var flag = 0L;
        var address = (long)&flag;
        var thread = new Thread(() => foo(address, 0));
        thread.Start();
        for (var i = 0; i < 3; i++)
            GC.Collect();
        Volatile.Write(ref flag, 1);
        Assert.That(thread.Join(TimeSpan.FromSeconds(60)), Is.True);
    }

    [Test]
    public void A_version_whose_calls_keep_leaving_runs_interpreted_and_says_so_once()
    {
        var logger = new RecordingLogger();
        using var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        var foo = module.Get<Func<long, long, long>>("foo");
        var version = module["foo"].VersionFor([IrType.Int64, IrType.Int64]);
        for (var i = 0; i < 5000; i++)
            Assert.That(foo(Wide, Wide), Is.Zero);
        Assert.That(version.Exits.HasGivenUp, Is.True);
        Assert.That(version.Exits.Failures, Is.EqualTo(ExitCounter.FewestFailures + ExitCounter.SampleSize));
        Assert.That(logger.MessagesOf(5005).Single(), Is.EqualTo(
            "foo of straight.pyc runs interpreted for (i64, i64) -> i64 from now on: native code left 2000 calls early, the last for overflow"));
        Assert.That(foo(7, 3), Is.EqualTo(40));
        Assert.That(() => foo(Wide, 1), Throws.TypeOf<OverflowException>());
    }

    [Test]
    public void A_version_that_leaves_now_and_then_stays_native()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, long>>("foo");
        var exits = module["foo"].VersionFor([IrType.Int64, IrType.Int64]).Exits;
        for (var i = 0; i < 20_000; i++)
            Assert.That(i % 3 == 0 ? foo(Wide, Wide) : foo(7, 7), Is.Zero);
        Assert.That((exits.HasGivenUp, exits.IsTrusted), Is.EqualTo((false, true)));
        Assert.That(exits.Failures, Is.EqualTo(6667));
    }

    [Test]
    public void What_Python_raises_is_no_failure_of_native_code()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var divide = module.Get<Func<long, long, long>>("floor_divide");
        for (var i = 0; i < 3000; i++)
            Assert.That(() => divide(1, 0), Throws.TypeOf<PythonZeroDivisionException>());
        var exits = module["floor_divide"].VersionFor([IrType.Int64, IrType.Int64]).Exits;
        Assert.That((exits.Exits, exits.Failures, exits.IsTrusted), Is.EqualTo((3000, 0, true)));
    }

    [Test]
    public void Code_with_loops_is_not_given_up()
    {
        var foo = Load(Storing(0, 1) with { HasLoops = true });
        var call = foo.Get<Func<long, long, long>>("foo");
        for (var i = 0; i < 5000; i++)
            call(7, 3);
        Assert.That(foo["foo"].VersionFor([IrType.Int64, IrType.Int64]).Exits.HasGivenUp, Is.False);
    }

    [Test]
    public void With_Wrap64_the_interpreter_that_takes_over_wraps_too()
    {
        // v0 ** v1 leaves where v1 is negative; behind it come a product, a shift and a power beyond 64 bits.
        var code = new FunctionBytes(2).Load(0).Load(1).Power().Op(1)
            .Load(0).Load(0).Multiply().Load(0).Multiply()
            .Load(0).Constant(1000).ShiftLeft().Add()
            .Load(0).Constant(1_000_000_001).Power().Add().Return();
        using var module = PycJit.Load(code.ToPyc(), new PycOptions { Integers = IntegerMode.Wrap64 });
        var function = module.Get<Func<long, long, long>>("f");
        foreach (var number in new[] { 10_000_019L, -3, long.MinValue, long.MaxValue })
        {
            var exact = BigInteger.Pow(number, 3) + BigInteger.ModPow(number, 1_000_000_001, BigInteger.One << 64);
            Assert.That(function(number, -1), Is.EqualTo((long)(ulong)(exact & ulong.MaxValue)), $"{number}");
            Assert.That(function(number, 1), Is.EqualTo(function(number, -1)), "natively as interpreted");
        }
    }

    private static PycModule Load(Code code, PycOptions? options = null) => PycJit.Load(
        Repository.Pyc("straight"), (options ?? PycOptions.Default) with { CodeOf = _ => code.ToMachineCode() });

    /// <summary>Stores the two arguments as words of the frame and leaves.</summary>
    private static Code Storing(int firstWord, int secondWord)
    {
        byte[] bytes = OperatingSystem.IsWindows()
            ? [0xC7, 0x01, 1, 0, 0, 0, 0x48, 0x89, 0x91, .. Offset(firstWord), 0x4C, 0x89, 0x81, .. Offset(secondWord), 0xC3]
            : [0xC7, 0x07, 1, 0, 0, 0, 0x48, 0x89, 0xB7, .. Offset(firstWord), 0x48, 0x89, 0x97, .. Offset(secondWord), 0xC3];
        return new Code(
            bytes, s_atSubtraction, [new FrameOperand(IrType.Int64, firstWord, 0), new FrameOperand(IrType.Int64, secondWord, 0)],
            Math.Max(firstWord, secondWord) + 1);
    }

    /// <summary>Takes the exit that is forced and else returns 0.</summary>
    private static Code Leaving()
    {
        byte[] bytes = OperatingSystem.IsWindows()
            ? [0x8B, 0x41, CallContextLayout.ForcedExit, 0x89, 0x01, 0x31, 0xC0, 0xC3]
            : [0x8B, 0x47, CallContextLayout.ForcedExit, 0x89, 0x07, 0x31, 0xC0, 0xC3];
        return new Code(bytes, null, [], 0);
    }

    private static byte[] Offset(int word) => BitConverter.GetBytes(CallContextLayout.Frame + sizeof(long) * word);

    private sealed record Code(
        byte[] Bytes, FrameShape? Shape, ImmutableArray<FrameOperand> Operands, int FrameWords, bool HasLoops = false)
    {
        public MachineCode ToMachineCode() => new()
        {
            Name = "foo",
            Bytes = [.. Bytes],
            CodeLength = Bytes.Length,
            Exits = [new MachineExit(ExitReason.Overflow, Shape, Operands)],
            FrameWords = FrameWords,
            HasLoops = HasLoops,
            HasCalls = false,
            Origins = [],
            Labels = [],
            Functions = [new CodeFunction("foo", Offset: 0, FrameSize: 0, SpillSlots: 0)],
        };
    }
}
