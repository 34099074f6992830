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
    public void Fifty_thousand_operations_in_a_chain()
    {
        const int Count = 50_000;
        var code = new FunctionBytes(2).Load(0).Repeat(Count, (f, i) => f.Constant(i * 17).Xor().Load(1).Add()).Return();
        var expected = 5L;
        for (var i = 0; i < Count; i++)
            expected = (expected ^ i * 17) + 3;
        Assert.That(Bind<Func<long, long, long>>(code)(5, 3), Is.EqualTo(expected));
    }

    [Test]
    public void Twenty_thousand_values_deep_on_the_stack()
    {
        const int Count = 20_000;
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
        var power = Bind<Func<long, long, long>>(new FunctionBytes(2).Load(0).Repeat(300, (f, _) => f.Load(1).Power()).Return());
        Assert.That(power(3, 1), Is.EqualTo(3));
        Assert.That(power(-1, 3), Is.EqualTo(-1));
        Assert.That(() => power(3, 2), Throws.TypeOf<OverflowException>());
        Assert.That(() => power(3, -1), Throws.TypeOf<ResultTypeException>());
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
        var constants = new FunctionBytes(2).Load(0).BigConstant(1020).Add().Repeat(20_000, (f, _) => f.ConstantAt(1).Add()).Return();
        Refuses<UnsupportedBytecodeException>(constants, "too large", whenBound: true);
    });

    [Test]
    public void More_values_at_once_than_a_frame_holds_are_refused_when_the_function_is_compiled()
    {
        const int Count = 20_000;
        var code = new FunctionBytes(2, Count + 2).Repeat(Count, (f, i) => f.Load(0).Constant(i + 7).Xor().Store(i + 2)).Load(1)
            .Repeat(Count, (f, i) => f.Load(i + 2).Add()).Return();
        Refuses<FunctionTooLargeException>(code, "native stack", whenBound: false);
    }

    [Test]
    public void More_values_across_more_blocks_than_the_limit_are_refused_when_the_function_is_compiled()
    {
        // 4,000 values live across 9,000 divisions, which are some blocks each.
        const int Values = 4000;
        var code = new FunctionBytes(2, Values + 2).Repeat(Values, (f, i) => f.Load(0).Constant(i + 7).Xor().Store(i + 2)).Load(1)
            .Repeat(9000, (f, i) => f.Load(1).Constant(i).Xor().FloorDivide().Load(0).Add())
            .Repeat(Values, (f, i) => f.Load(i + 2).Add()).Return();
        Refuses<FunctionTooLargeException>(code, "between its blocks", whenBound: false);
    }

    [TestCase(IntegerMode.Exact)]
    [TestCase(IntegerMode.Wrap64)]
    public void A_huge_constant_is_refused_at_its_first_use(IntegerMode mode)
    {
        var code = new FunctionBytes(1).Load(0).BigConstant(1_500_000).Add().Return();
        using var module = PycJit.Load(code.ToPyc(), new PycOptions { Integers = mode });
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.False);
        Assert.That(whyNot, Does.Contain("1024 bits"));
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

    [Test]
    public void One_call_takes_a_bounded_amount_of_memory([Values("square", "add", "shift", "modulo")] string kind)
    {
        // Numbers of nearly a million bits, and hundreds of operations on them.
        var code = new FunctionBytes(1, 2).Constant(3).Load(0).Power().Store(1).Load(1);
        code.Repeat(800, (f, i) => _ = kind switch
        {
            "square" => f.Load(1).Multiply().Load(1).FloorDivide(),
            "add" => f.Load(1).Add(),
            "shift" => f.Constant(1).ShiftLeft(),
            _ => f.Load(1).Add().Load(1).Modulo(),
        });
        var function = Bind<Func<long, BigInteger>>(code.Return());
        Assert.That(() => function(2), Throws.Nothing, "small numbers have a result");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(() => function(300_000), Throws.TypeOf<OverflowException>().With.Message.Contains("too large to compute with"));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(200L << 20));
    }

    private static void Refuses<TException>(FunctionBytes code, string problem, bool whenBound)
        where TException : PycJitException
    {
        using var module = PycJit.Load(code.ToPyc());
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.EqualTo(!whenBound), whyNot);
        Assert.That(() => module["f"].Compile(), Throws.TypeOf<TException>().With.Message.Contains(problem));
        Assert.That(() => module["f"].Compile(), Throws.TypeOf<TException>().With.Message.Contains(problem), "the second time too");
    }

    private static TDelegate Bind<TDelegate>(FunctionBytes code, int stackSize = 10)
        where TDelegate : Delegate => PycJit.Load(code.ToPyc(stackSize)).Get<TDelegate>("f");

    private delegate long SixteenParameters(
        long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l, long m, long n, long o, long p);
}
