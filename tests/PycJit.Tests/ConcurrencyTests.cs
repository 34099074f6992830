using System.Collections.Concurrent;
using Pyc.Loader;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Modules that are loaded, bound, called, disposed and collected by many threads at once.</summary>
[NonParallelizable]
public sealed class ConcurrencyTests
{
    private const int Seed = 20272;

    [Test]
    public void Threads_that_load_call_and_dispose_at_random_get_answers_or_are_told_of_the_disposal()
    {
        const int Threads = 8;
        const int Steps = 400;
        var bytes = File.ReadAllBytes(Repository.Pyc("straight"));
        var modules = new PycModule[4];
        var delegates = new Func<long, long, long>?[16];
        for (var i = 0; i < modules.Length; i++)
            modules[i] = PycJit.Load(bytes);
        var errors = new ConcurrentQueue<string>();
        var (answers, disposals) = (0, 0);
        TestContext.Out.WriteLine($"seed {Seed}");

        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            var random = new Random(Seed + number);
            for (var step = 0; step < Steps; step++)
            {
                try
                {
                    Step(random);
                }
                catch (ObjectDisposedException)
                {
                    Interlocked.Increment(ref disposals);
                }
                catch (Exception error)
                {
                    errors.Enqueue($"thread {number}, step {step}: {error}");
                    return;
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        TestContext.Out.WriteLine($"{answers} answers, {disposals} first calls behind a disposal");
        Assert.That(errors, Is.Empty);
        Assert.That(answers, Is.GreaterThan(Steps));
        foreach (var module in modules)
            module.Dispose();

        void Step(Random random)
        {
            ref var module = ref modules[random.Next(modules.Length)];
            ref var function = ref delegates[random.Next(delegates.Length)];
            switch (random.Next(20))
            {
                case 0:
                    Volatile.Read(ref module).Dispose();
                    break;
                case 1:
                    Volatile.Write(ref module, PycJit.Load(bytes));         // the old one is left to the collector
                    break;
                case 2:
                    GC.Collect(random.Next(3));
                    break;
                case 3:
                    Volatile.Read(ref module)["foo"].Disassemble();
                    break;
                case < 9:
                    Volatile.Write(ref function, Volatile.Read(ref module).Get<Func<long, long, long>>("foo"));
                    break;
                default:
                    if (Volatile.Read(ref function) is not { } foo)
                        break;
                    var (a, b) = (random.NextInt64(-1000, 1000), random.NextInt64(-1000, 1000));
                    for (var call = 0; call < 50; call++)
                    {
                        var answer = foo(a + call, b);
                        if (answer != (a + call) * (a + call) - b * b)
                            throw new InvalidOperationException($"foo({a + call}, {b}) gave {answer}");
                    }
                    // The way of the exact evaluator needs the module's file, not its code.
                    if (foo(1L << 62, 1L << 62) != 0)
                        throw new InvalidOperationException("2**124 - 2**124 is 0");
                    Interlocked.Increment(ref answers);
                    break;
            }
        }
    }

    [Test]
    public void A_damaged_function_fails_for_each_caller_alike_and_leaves_the_others_alone()
    {
        var module = PycJit.Load(new FunctionBytes(1).Load(0).Op(0xFE).Return().ToPyc());
        var errors = new PycFormatException[16];
        Parallel.For(0, errors.Length, i => errors[i] = Assert.Throws<PycFormatException>(() => module["f"].Compile())!);
        Assert.That(errors.Select(error => error.Message).Distinct().Count(), Is.EqualTo(1));
        Assert.That(errors.Distinct().Count(), Is.EqualTo(errors.Length), "no exception object is thrown by two threads");
        Assert.That(module["f"].IsCompilable(out var whyNot), Is.False);
        Assert.That(whyNot, Is.EqualTo(errors[0].Message));
    }

    [Test]
    public void A_refused_combination_of_types_leaves_the_others_compilable()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module["foo"];
        Assert.That(() => foo.Compile(typeof(string), typeof(long)), Throws.TypeOf<ArgumentException>());
        Assert.That(() => module.Get<Func<long, long, string>>("foo"), Throws.TypeOf<SignatureMismatchException>());
        Assert.That(module.Get<Func<long, bool, long>>("foo")(7, true), Is.EqualTo(48));
        Assert.That(module.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
    }
}
