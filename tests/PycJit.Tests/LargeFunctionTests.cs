using System.Numerics;
using Pyc.Loader;
using Pyc.Tests.Support;
using Pyc.Translation;
using Pyc.X64;

namespace Pyc.Tests;

/// <summary>Functions larger than any that people write are compiled, or refused by a limit; the cost is in proportion to the size.</summary>
public sealed class LargeFunctionTests
{
    [Test]
    public void Ten_thousand_additions_in_a_chain()
    {
        const int Count = 10_000;
        var code = new FunctionBytes(2).Load(0).Repeat(Count, (f, i) => f.Constant(i * 17).Xor().Load(1).Add()).Return();
        var expected = 5L;
        for (var i = 0; i < Count; i++)
            expected = (expected ^ i * 17) + 3;
        Assert.That(Bind<Func<long, long, long>>(code)(5, 3), Is.EqualTo(expected));
    }

    [Test]
    public void Hundreds_of_values_deep_on_the_stack()
    {
        const int Count = 300;
        var code = new FunctionBytes(2).Repeat(Count, (f, i) => f.Load(i & 1)).Repeat(Count - 1, (f, _) => f.Subtract()).Return();
        var expected = 0L;
        for (var i = Count - 1; i >= 0; i--)
            expected = ((i & 1) == 0 ? 5 : 3) - expected;
        Assert.That(Bind<Func<long, long, long>>(code, Count)(5, 3), Is.EqualTo(expected));
    }

    [Test]
    public void Hundreds_of_divisions_that_may_each_raise()
    {
        const int Count = 400;
        var code = new FunctionBytes(2).Load(0)
            .Repeat(Count, (f, i) => f.Load(1).Constant(2 * i).Xor().FloorDivide().Load(0).Add()).Return();
        var divide = Bind<Func<long, long, long>>(code);
        var expected = 1_000_003L;
        for (var i = 0; i < Count; i++)
            expected = Math.DivRem(expected, 7 ^ 2 * i).Quotient + 1_000_003;
        Assert.That(divide(1_000_003, 7), Is.EqualTo(expected));
        Assert.That(() => divide(1_000_003, 2 * (Count - 1)), Throws.TypeOf<PythonZeroDivisionException>());
    }

    [Test]
    public void Hundreds_of_powers_of_powers()
    {
        var code = new FunctionBytes(2).Load(0).Repeat(300, (f, _) => f.Load(1).Power()).Return();
        var power = PycJit.Load(code.ToPyc(), new PycOptions { Limits = new ExecutionLimits { Steps = 10_000_000 } }).Get<Func<long, long, long>>("f");
        Assert.That(power(3, 1), Is.EqualTo(3));
        Assert.That(power(-1, 3), Is.EqualTo(-1));
        Assert.That(() => power(3, -1), Throws.TypeOf<ResultTypeException>());
        Assert.That(() => power(3, 2), Throws.TypeOf<ExecutionLimitException>(), "which would take all day");
    }

    [Test]
    public void Powers_in_one_block()
    {
        // b < a is never negative: no branch stays between the powers.
        var code = new FunctionBytes(2).Load(0).Repeat(300, (f, _) => f.Load(1).Load(0).Op(107).Power()).Return();
        Assert.That(Bind<Func<long, long, long>>(code)(7, 2), Is.EqualTo(7));
    }

    [Test]
    public void Sixty_thousand_locals_and_sixteen_parameters()
    {
        const int Locals = 60_000;
        var code = new FunctionBytes(16, Locals).Load(15).Repeat(Locals - 16, (f, i) => f.Store(i + 16).Load(i + 16)).Load(0).Add().Return();
        using var module = PycJit.Load(code.ToPyc());
        var types = new Type[16];
        Array.Fill(types, typeof(long));
        Assert.That(module["f"].ResultTypeFor(types), Is.EqualTo(typeof(long)));
        var function = module.Get<SixteenParameters>("f");
        Assert.That(function(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), Is.EqualTo(17));
    }

    [Test]
    public void More_operations_than_the_limit_are_refused_when_the_function_is_bound() => Assert.Multiple(() =>
    {
        var chain = new FunctionBytes(2).Load(0).Repeat(210_000, (f, i) => f.Load(1).Add()).Return();
        Refuses<UnsupportedBytecodeException>(chain, "too large", whenBound: true);
        var powers = new FunctionBytes(2).Load(0).Repeat(15_000, (f, _) => f.Load(1).Power()).Return();
        Refuses<UnsupportedBytecodeException>(powers, "too large", whenBound: true);
        const int Deep = 20_000;
        var deep = new FunctionBytes(2).Repeat(Deep, (f, i) => f.Load(i & 1)).Repeat(Deep - 1, (f, _) => f.Subtract()).Return();
        Refuses<UnsupportedBytecodeException>(deep, "too large", whenBound: true, Deep);
    });

    [Test]
    public void More_values_at_once_than_a_frame_holds_are_refused_when_the_function_is_compiled()
    {
        const int Count = 20_000;
        var code = new FunctionBytes(2, Count + 2).Repeat(Count, (f, i) => f.Load(0).Constant(i + 7).Xor().Store(i + 2)).Load(1)
            .Repeat(Count, (f, i) => f.Load(i + 2).Xor()).Return();
        Refuses<FunctionTooLargeException>(code, "native stack", whenBound: false);
    }

    [Test]
    public void More_values_in_more_frames_than_the_limit_are_refused_when_the_function_is_bound()
    {
        // 4,000 values live across 9,000 divisions, each of which may go on in the interpreter.
        const int Values = 4000;
        var code = new FunctionBytes(2, Values + 2).Repeat(Values, (f, i) => f.Load(0).Constant(i + 7).Xor().Store(i + 2)).Load(1)
            .Repeat(9000, (f, i) => f.Load(1).Constant(i).Xor().FloorDivide().Load(0).Add())
            .Repeat(Values, (f, i) => f.Load(i + 2).Add()).Return();
        Refuses<UnsupportedBytecodeException>(code, "too large", whenBound: true);
    }

    [Test]
    public void A_million_locals_that_are_never_bound_are_refused_at_once()
    {
        var code = new FunctionBytes(2, 1_000_000).Load(0).Repeat(25_000, (f, _) => f.Load(1).Add()).Return();
        var bytes = code.ToPyc();
        Within(10_000, () => Refuses<UnsupportedBytecodeException>(bytes, "too large", whenBound: true));
    }

    [Test]
    public void Tuples_of_one_tuple_many_times_are_refused_by_their_size()
    {
        // 30 ** 8 items, in few instructions.
        var code = new FunctionBytes(1).Load(0).Repeat(8, (f, _) => f.Repeat(29, (g, _) => g.Duplicate()).BuildTuple(30)).Return();
        Refuses<UnsupportedBytecodeException>(code, "items", whenBound: true, stackSize: 100);
    }

    [Test]
    public void Thousands_of_nested_loops()
    {
        const int Depth = 5000;
        const int Head = 10;                                       // bytes: Load(1), and a jump out of the loop
        const int Tail = 8;                                        // a jump back
        var code = new FunctionBytes(2).Repeat(Depth, (f, i) => f.Load(1).JumpIfFalse(Depth * Head + Tail + (Depth - i) * Tail))
            .Load(0).Load(0).Add().Store(1)
            .Repeat(Depth, (f, i) => f.Jump((Depth - 1 - i) * Head)).Load(0).Return();
        Within(30_000, () => Assert.That(Bind<Func<long, long, long>>(code)(5, 0), Is.EqualTo(5)));
    }

    [Test]
    public void Thousands_of_ways_back_to_one_loop()
    {
        var code = new FunctionBytes(2, 3).Load(0).Store(2);
        var start = code.Length;
        code.Repeat(4500, (f, i) => f.Load(2).Constant(i).Xor().Store(2).Load(1).JumpIfTrue(start)).Load(2).Return();
        var expected = Enumerable.Range(0, 4500).Aggregate(5L, (value, i) => value ^ i);
        Within(20_000, () => Assert.That(Bind<Func<long, long, long>>(code)(5, 0), Is.EqualTo(expected)));
    }

    [Test]
    public void Thousands_of_products_that_are_divided()
    {
        const int Count = 5000;
        var code = new FunctionBytes(2).Load(0).Repeat(Count, (f, _) => f.Load(1).Multiply().Constant(1_000_007).Modulo()).Return();
        var expected = 5L;
        for (var i = 0; i < Count; i++)
            expected = expected * 3 % 1_000_007;
        Within(20_000, () => Assert.That(Bind<Func<long, long, long>>(code)(5, 3), Is.EqualTo(expected)));
    }

    [Test]
    public void Huge_negated_constants_are_told_apart()
    {
        // b = -(2**60000 - 1) if a else -(2**60015 - 1); return b
        var code = new FunctionBytes(1, 2).Load(0).JumpIfFalse(24).BigConstant(60_000).Negate().Store(1).Jump(30)
            .BigConstant(60_015).Negate().Store(1).Load(1).Return();
        var function = Bind<Func<long, BigInteger>>(code);
        Assert.That(function(1), Is.EqualTo(-((BigInteger.One << 60_000) - 1)));
        Assert.That(function(0), Is.EqualTo(-((BigInteger.One << 60_015) - 1)));
    }

    [TestCase(IntegerMode.Exact)]
    [TestCase(IntegerMode.Wrap64)]
    public void A_huge_constant_is_computed_with(IntegerMode mode)
    {
        const int Bits = 1_500_000;
        var code = new FunctionBytes(1).Load(0).BigConstant(Bits).Add().Return();
        using var module = PycJit.Load(code.ToPyc(), new PycOptions { Integers = mode });
        Assert.That(
            module.Get<Func<long, BigInteger>>("f")(5), Is.EqualTo(mode == IntegerMode.Exact ? (BigInteger.One << Bits) + 4 : new BigInteger(4)));
    }

    [Test]
    public void Listings_cut_long_names()
    {
        var name = new string('n', 100_000);
        var code = new FunctionBytes(1) { FileName = name, LocalPrefix = name }.Load(0)
            .Repeat(300, (f, i) => f.Constant(i + 7).Xor().Store(0).Load(0)).Return();
        using var module = PycJit.Load(code.ToPyc());
        foreach (var stage in Enum.GetValues<CompilationStage>())
            Assert.That(module["f"].Dump(stage), Has.Length.LessThan(500_000), stage.ToString());
    }

    [TestCase("2 ** 10**18")]
    [TestCase("3 ** 10**18")]
    [TestCase("1 << 10**18")]
    [TestCase("3 ** 2 ** 300")]
    public void A_number_that_no_memory_holds_is_a_MemoryError_at_once(string what)
    {
        const long Huge = 1_000_000_000_000_000_000;
        var code = new FunctionBytes(2).Load(0);
        code = what switch
        {
            "1 << 10**18" => code.Load(1).ShiftLeft().Return(),
            "3 ** 2 ** 300" => code.Constant(2).Load(1).Power().Power().Return(),
            _ => code.Load(1).Power().Return(),
        };
        var function = Bind<Func<long, long, BigInteger>>(code);
        var start = Environment.TickCount64;
        Assert.That(() => function(what[0] - '0', what == "3 ** 2 ** 300" ? 300 : Huge), Throws.TypeOf<PythonMemoryException>());
        Assert.That(Environment.TickCount64 - start, Is.LessThan(5_000));
    }

    [Test]
    public void A_call_that_goes_on_in_the_interpreter_has_the_budget_of_one()
    {
        var code = new FunctionBytes(1, 2).Constant(3).Load(0).Power().Store(1).Load(1)
            .Repeat(8000, (f, i) => f.Load(1).Multiply().Load(1).FloorDivide()).Return();
        var function = PycJit.Load(code.ToPyc(), new PycOptions { Limits = new ExecutionLimits { Steps = 1_000_000 } }).Get<Func<long, BigInteger>>("f");
        Assert.That(function(2), Is.EqualTo((BigInteger)9), "small numbers have a result");
        Assert.That(() => function(300_000), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(function(50), Is.EqualTo(BigInteger.Pow(3, 50)), "each call has all of it");
    }

    [Test]
    public void Twice_as_many_blocks_take_at_most_four_times_as_long()
    {
        var (small, large) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 5; round++)
        {
            small = Math.Min(small, Time(200));     // divisions, of some five blocks of machine code each
            large = Math.Min(large, Time(400));
        }
        Assert.That(large / small, Is.LessThan(4));

        static double Time(int divisions)
        {
            var code = new FunctionBytes(2).Load(0).Repeat(divisions, (f, _) => f.Load(1).Modulo().Load(0).Add()).Return();
            var function = Bind<Func<long, long, long>>(code);
            var start = System.Diagnostics.Stopwatch.GetTimestamp();
            Assert.That(function(5, 7), Is.EqualTo(Enumerable.Range(0, divisions).Aggregate(5L, (value, _) => (value % 7) + 5)));
            return System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static void Within(int milliseconds, Action action)
    {
        var start = Environment.TickCount64;
        action();
        Assert.That(Environment.TickCount64 - start, Is.LessThan(milliseconds));
    }

    private static void Refuses<TException>(FunctionBytes code, string problem, bool whenBound, int stackSize = 10)
        where TException : PycJitException => Refuses<TException>(code.ToPyc(stackSize), problem, whenBound);

    private static void Refuses<TException>(byte[] pyc, string problem, bool whenBound)
        where TException : PycJitException
    {
        using var module = PycJit.Load(pyc);
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.EqualTo(!whenBound), whyNot);
        Assert.That(() => module["f"].Compile(), Throws.TypeOf<TException>().With.Message.Contains(problem));
        Assert.That(() => module["f"].Compile(), Throws.TypeOf<TException>().With.Message.Contains(problem), "the second time too");
    }

    private static TDelegate Bind<TDelegate>(FunctionBytes code, int stackSize = 10)
        where TDelegate : Delegate => PycJit.Load(code.ToPyc(stackSize)).Get<TDelegate>("f");

    private delegate long SixteenParameters(
        long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m, long n, long o, long p);
}
