using Pyc.Loader;
using Pyc.Tests.Support;
using Pyc.Translation;

namespace Pyc.Tests;

/// <summary>Functions that call more, or deeper, than any that people write: what they cost has limits, and beyond them they are right all the same.</summary>
public sealed class LargeUnitTests
{
    private static readonly PycOptions s_withFallback = new() { Fallback = Fallback.Interpreter };

    [Test]
    public void Ten_thousand_functions_each_of_which_calls_the_next_two()
    {
        const int Count = 10_000;
        var functions = Functions(Count, (f, i) => i >= Count - 2 ? f.Constant(i).Return() : f.Load(0).JumpIfTrue(14).Constant(i).Return()
            .Global(Name(i + 1)).Load(0).Constant(1).Subtract().Call(1).Global(Name(i + 2)).Load(0).Constant(1).Subtract().Call(1).Add().Return());
        using var module = PycJit.Load(FunctionBytes.ToPyc(functions), new PycOptions { Limits = new ExecutionLimits { Steps = 1_000_000 } });
        var first = Within(20_000, () => module.Get<Func<long, long>>(Name(0)));
        Assert.That(Within(20_000, () => first(0)), Is.Zero);
        Assert.That(first(10), Is.EqualTo(Sum(0, 10)));
        Assert.That(module.Get<Func<long, long>>(Name(Count - 6))(1), Is.EqualTo(2 * Count - 9));
        Assert.That(() => first(300), Throws.TypeOf<ExecutionLimitException>(), "beyond the limit it goes on in the interpreter");

        static long Sum(long from, int depth) => depth == 0 ? from : Sum(from + 1, depth - 1) + Sum(from + 2, depth - 1);
    }

    [Test]
    public void A_chain_of_five_thousand_calls()
    {
        const int Count = 5000;
        var bytes = FunctionBytes.ToPyc(Functions(Count, (f, i) => i == Count - 1
            ? f.Load(0).Return()
            : f.Global(Name(i + 1)).Load(0).Call(1).Constant(1).Add().Return()));
        using var module = PycJit.Load(bytes, new PycOptions { RecursionLimit = 2 * Count });
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>(Name(0))(5)), Is.EqualTo(Count + 4));
        Assert.That(module.Get<Func<long, long>>(Name(Count - 200))(5), Is.EqualTo(204));
        using var usual = PycJit.Load(bytes);
        Assert.That(() => usual.Get<Func<long, long>>(Name(0))(5), Throws.TypeOf<PythonRecursionException>());
    }

    [Test]
    public void A_function_for_more_combinations_of_arguments_than_the_limit()
    {
        // f300 calls each of the others through g, which gets it as an argument.
        const int Count = 300;
        var functions = Functions(Count, (f, i) => f.Load(0).Constant(i).Xor().Return());
        var through = new FunctionBytes(2) { Name = "g" }.Load(0).Load(1).Call(1).Return();
        var all = new FunctionBytes(1) { Name = Name(Count) }.Load(0)
            .Repeat(Count, (f, i) => f.Global("g").Global(Name(i)).Load(0).Call(2).Add()).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([.. functions, through, all]));
        var expected = 1000L + Enumerable.Range(0, Count).Sum(i => 1000L ^ i);
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>(Name(Count))(1000)), Is.EqualTo(expected));
    }

    [TestCase(1)]
    [TestCase(40)]
    public void Ten_thousand_calls_in_one_function(int size)
    {
        const int Count = 10_000;
        var called = new FunctionBytes(1) { Name = "g" }.Load(0).Repeat(size, (f, i) => f.Constant(i + 1).Xor()).Return();
        var calls = new FunctionBytes(1).Load(0).Repeat(Count, (f, i) => f.Global("g").Load(0).Call(1).Add()).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([called, calls]));
        var one = Enumerable.Range(1, size).Aggregate(1000L, (value, i) => value ^ i);
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(1000)), Is.EqualTo(1000 + Count * one));
        Assert.That(module["f"].Compile().Size, Is.LessThan(4 << 20));
    }

    [Test]
    public void Thousands_of_calls_of_a_function_that_does_nothing()
    {
        const int Count = 3000;
        var called = new FunctionBytes(1) { Name = "g" }.Load(0).Return();
        var calls = new FunctionBytes(1).Load(0).Repeat(Count, (f, i) => f.Global("g").Constant(i).Call(1).Add()).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([called, calls]));
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(1000)), Is.EqualTo(1000 + (Count - 1) * Count / 2));
    }

    [Test]
    public void Calls_of_ten_thousand_functions_in_one()
    {
        const int Count = 10_000;
        var functions = Functions(Count, (f, i) => f.Load(0).Constant(i).Xor().Return());
        var calls = new FunctionBytes(1).Load(0).Repeat(Count, (f, i) => f.Global(Name(i)).Load(0).Call(1).Add()).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([.. functions, calls]), s_withFallback);
        var expected = 1000L + Enumerable.Range(0, Count).Sum(i => 1000L ^ i);
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(1000)), Is.EqualTo(expected));
    }

    [Test]
    public void Each_of_sixty_functions_calls_the_next_one_twice()
    {
        // Copies of copies would be 2 ** 60.
        const int Count = 60;
        var functions = Functions(Count, (f, i) => i == Count - 1
            ? f.Load(0).Return()
            : f.Load(0).JumpIfTrue(14).Constant(1).Return()
                .Global(Name(i + 1)).Load(0).Constant(1).Subtract().Call(1).Global(Name(i + 1)).Load(0).Constant(1).Subtract().Call(1).Add().Return());
        using var module = PycJit.Load(FunctionBytes.ToPyc(functions));
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>(Name(0))(15)), Is.EqualTo(1 << 15));
        Assert.That(module[Name(0)].Compile().Size, Is.LessThan(1 << 20));
    }

    [Test]
    public void Frames_of_hundreds_of_values_around_calls_that_are_put_in_place()
    {
        const int Values = 200;
        const int Calls = 100;
        var called = new FunctionBytes(1) { Name = "g" }.Load(0).Repeat(12, (f, i) => f.Load(0).Multiply().Constant(1_000_003).Modulo()).Return();
        var calls = new FunctionBytes(1, Values + 1).Repeat(Values, (f, i) => f.Load(0).Constant(i + 7).Xor().Store(i + 1)).Load(0)
            .Repeat(Calls, (f, i) => f.Global("g").Load(0).Call(1).Add()).Repeat(Values, (f, i) => f.Load(i + 1).Add()).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([called, calls]));
        var once = 5L;
        for (var i = 0; i < 12; i++)
            once = once * 5 % 1_000_003;
        var expected = 5 + Calls * once + Enumerable.Range(7, Values).Sum(i => 5L ^ i);
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(5)), Is.EqualTo(expected));
    }

    [TestCase(3)]
    [TestCase(200)]
    public void Functions_in_functions(int depth)
    {
        // Each is made by the one around it, and adds the parameter of the outermost.
        var inner = new FunctionBytes(1) { Name = "inner", FreeVariables = ["v"] }.Load(0).LoadCell(0).Add().Return();
        for (var i = 0; i < depth; i++)
            inner = new FunctionBytes(1) { Name = "inner", FreeVariables = ["v"] }.Make(inner, 0).Load(0).LoadCell(0).Add().Call(1).Return();
        var outer = new FunctionBytes(1) { Cells = ["v0"] }.Make(inner, 0).Constant(1).Call(1).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([outer]));
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(5)), Is.EqualTo(1 + 5 * (depth + 1)));
    }

    [TestCase(1)]
    [TestCase(20)]
    public void Generators_that_go_through_generators(int depth)
    {
        var functions = Functions(depth, (f, i) => i == depth - 1
            ? f.Global("range").Load(0).Call(1).Iterate().Next(12).Yield().Pop().Jump(8).ConstantAt(0).Return()
            : f.Global(Name(i + 1)).Load(0).Call(1).Iterate().Next(16).Constant(1).Add().Yield().Pop().Jump(8).ConstantAt(0).Return(), isGenerator: true);
        var sum = new FunctionBytes(1, 2).Constant(0).Store(1).Global(Name(0)).Load(0).Call(1).Iterate()
            .Next(14).Load(1).Add().Store(1).Jump(12).Load(1).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([.. functions, sum]), s_withFallback);
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.EqualTo(depth == 1), whyNot);
        if (depth > 1)
            Assert.That(whyNot, Does.Contain("generators go through each other"));
        Assert.That(module.Get<Func<long, long>>("f")(10), Is.EqualTo(45 + 10 * (depth - 1)));
    }

    [Test]
    public void A_tuple_of_two_hundred_and_fifty_five_items_that_a_loop_passes_on()
    {
        // while n: n = g(t, n), of which g takes the last item, 1.
        var last = new FunctionBytes(2) { Name = "g" }.Load(1).Load(0).Constant(254).Op(25).Subtract().Return();
        var loop = new FunctionBytes(1, 2).Repeat(254, (f, i) => f.Load(0)).Constant(1).BuildTuple(255).Store(1);
        var start = loop.Length;
        loop.Load(0).JumpIfFalse(start + 28).Global("g").Load(1).Load(0).Call(2).Store(0).Jump(start).Load(0).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([last, loop], stackSize: 300));
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.True, whyNot);
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(100_000)), Is.Zero);
    }

    [Test]
    public void Tuples_that_grow_with_each_call()
    {
        // g(t, n): if n: return g((t, n), n - 1); return n
        var grow = new FunctionBytes(2) { Name = "g" }.Load(1).JumpIfTrue(14).Load(1).Return()
            .Global("g").Load(0).Load(1).BuildTuple(2).Load(1).Constant(1).Subtract().Call(2).Return();
        var start = new FunctionBytes(1).Global("g").Load(0).Load(0).Call(2).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([grow, start]), s_withFallback);
        Assert.That(Within(20_000, () => module.Get<Func<long, long>>("f")(500)), Is.Zero);
    }

    [Test]
    public void A_ring_of_functions_that_return_things_of_many_kinds()
    {
        // Each returns a tuple of its own length for its own number, and what the next one does for others.
        const int Count = 200;
        var functions = Functions(Count, (f, i) => f.Load(0).Constant(i).Op(107, 2).JumpIfFalse(18 + 2 * (i % 12))
            .Repeat(i % 12, (g, _) => g.Load(0)).BuildTuple(i % 12).Return().Global(Name((i + 1) % Count)).Load(0).Call(1).Return());
        using var module = PycJit.Load(FunctionBytes.ToPyc(functions, stackSize: 20), s_withFallback);
        var function = Within(20_000, () => module.Get<Func<long, object>>(Name(0)));
        Assert.That(Within(20_000, () => function(2)), Is.EqualTo(new object[] { 2L, 2L }));
        Assert.That(function(50), Is.EqualTo(new object[] { 50L, 50L }));
    }

    [Test]
    public void A_callee_whose_code_is_damaged_is_a_reason_to_run_interpreted()
    {
        var damaged = new FunctionBytes(1) { Name = "g" }.Load(0).Add().Return();       // takes two off a stack of one
        var caller = new FunctionBytes(1).Load(0).JumpIfTrue(14).Load(0).Return().Global("g").Load(0).Call(1).Return();
        using var module = PycJit.Load(FunctionBytes.ToPyc([damaged, caller]), s_withFallback);
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.False);
        Assert.That(whyNot, Does.Contain("it calls g, whose code is damaged: "));
        var function = module.Get<Func<long, long>>("f");
        Assert.That(function(0), Is.Zero);
        Assert.That(() => function(1), Throws.InstanceOf<PycFormatException>());
    }

    private static string Name(int index) => $"f{index}";

    private static FunctionBytes[] Functions(int count, Func<FunctionBytes, int, FunctionBytes> write, bool isGenerator = false) =>
        [.. Enumerable.Range(0, count).Select(i => write(new FunctionBytes(1) { Name = Name(i), IsGenerator = isGenerator }, i))];

    private static T Within<T>(int milliseconds, Func<T> action)
    {
        var start = Environment.TickCount64;
        var result = action();
        Assert.That(Environment.TickCount64 - start, Is.LessThan(milliseconds));
        return result;
    }
}
