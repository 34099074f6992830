using System.Diagnostics.Metrics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Pyc.Loader;
using Pyc.Tests.Support;

namespace Pyc.Tests.Telemetry;

[NonParallelizable]
public sealed class MeterTests
{
    private const long Wide = 1L << 62;

    private static readonly PycOptions s_fallback = new() { Fallback = Fallback.Interpreter };

    // What other tests have forgotten is not to go in the middle of a test that counts.
    [SetUp]
    public void Collect()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    [Test]
    public void A_compilation_is_counted_once_with_the_time_of_each_stage()
    {
        using var metrics = new RecordedMetrics();
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, long>>("foo");
        Assert.That(metrics.Of("pycjit.compilations"), Is.Empty, "it is compiled at the first call");
        foo(7, 3);
        foo(8, 3);
        var compilation = metrics.Of("pycjit.compilations").Single();
        Assert.That(compilation.Value, Is.EqualTo(1));
        Assert.That(compilation.Tags, Is.Empty);
        Assert.That(metrics.TagsOf("pycjit.compilation.duration", "pycjit.stage"), Is.EqualTo(
            new[] { "build", "optimise", "select", "allocate", "emit", "install" }));
        Assert.That(
            metrics.Of("pycjit.compilation.duration").Sum(measurement => measurement.Value),
            Is.EqualTo(module["foo"].Compile().Times.Total.TotalSeconds).Within(1e-9));
    }

    [Test]
    public void A_refusal_and_a_fallback_carry_the_code_of_the_diagnostic()
    {
        using var metrics = new RecordedMetrics();
        using var module = Facade.Load(options: s_fallback);
        module.Get<Func<long, string>>("returns_text");
        module.Get<Func<int, string>>("returns_text");
        module.Get<Func<string, string>>("same");
        Assert.That(metrics.TagsOf("pycjit.compilations", "error.type"), Is.All.Match("^PYJ1[0-9]{3}$").And.Not.Empty);
        var fallbacks = metrics.TagsOf("pycjit.fallbacks", "error.type").ToList();
        Assert.That(fallbacks, Has.Count.EqualTo(2), "once for each function");
        Assert.That(fallbacks[0], Is.EqualTo(metrics.TagsOf("pycjit.compilations", "error.type").First()));
        Assert.That(fallbacks[1], Is.EqualTo("Pyc.SignatureMismatchException"), "a delegate that native code does not serve has no code");
    }

    [Test]
    public void Invoking_what_native_code_cannot_hold_is_a_fallback_too()
    {
        using var metrics = new RecordedMetrics();
        using var module = Facade.Load(options: s_fallback);
        for (var i = 0; i < 3; i++)
            Assert.That(module["returns_text"].Invoke(1), Is.EqualTo("n is 1"));
        Assert.That(metrics.Of("pycjit.fallbacks").Count(), Is.EqualTo(1));
    }

    [Test]
    public void A_call_that_leaves_native_code_is_counted_by_its_reason()
    {
        using var metrics = new RecordedMetrics();
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, BigInteger>>("foo");
        for (var i = 0; i < 10; i++)
            foo(i, 3);
        Assert.That(metrics.Of("pycjit.deoptimisations"), Is.Empty);
        Assert.That(foo(Wide, 1), Is.EqualTo(BigInteger.Pow(Wide, 2) - 1));
        var divide = module.Get<Func<long, long, long>>("floor_divide");
        Assert.That(() => divide(1, 0), Throws.TypeOf<PythonZeroDivisionException>());
        Assert.That(metrics.TagsOf("pycjit.deoptimisations", "pycjit.exit.reason"), Is.EqualTo(new[] { "overflow", "division_by_zero" }));
    }

    [Test]
    public void A_call_that_is_stopped_is_counted_by_its_limit()
    {
        using var metrics = new RecordedMetrics();
        using var module = Limits.LimitFixtures.Load("hostile", options: Facade.Interpreted);
        var context = new PyCallContext(limits: new ExecutionLimits { IntegerBits = 100 });
        Assert.That(module["doubled"].Invoke(context, 3L), Is.True);
        Assert.That(metrics.Of("pycjit.stops"), Is.Empty);
        Assert.That(() => module["doubled"].Invoke(context, 30L), Throws.TypeOf<ExecutionLimitException>());
        Assert.That(metrics.TagsOf("pycjit.stops", "pycjit.limit"), Is.EqualTo(new[] { "integer_bits" }));
    }

    [Test]
    public void Modules_and_their_code_are_counted_while_they_are_there()
    {
        using var metrics = new RecordedMetrics();
        var (modules, bytes) = (metrics.Observe("pycjit.modules"), metrics.Observe("pycjit.code.memory.usage"));
        var module = PycJit.Load(Repository.Pyc("straight"));
        Assert.That(metrics.Of("pycjit.module.load.duration").Single().Tags, Is.Empty);
        var size = module["foo"].Compile().Size;
        Assert.That(metrics.Observe("pycjit.modules"), Is.EqualTo(modules + 1));
        Assert.That(metrics.Observe("pycjit.code.memory.usage"), Is.GreaterThanOrEqualTo(bytes + size));
        module.Dispose();
        module.Dispose();
        Assert.That(metrics.Observe("pycjit.modules"), Is.EqualTo(modules));
    }

    [Test]
    public void A_module_that_is_forgotten_is_not_counted_any_longer()
    {
        using var metrics = new RecordedMetrics();
        var before = metrics.Observe("pycjit.modules");
        LoadAndForget();
        for (var i = 0; i < 10 && metrics.Observe("pycjit.modules") > before; i++)
            Collect();
        Assert.That(metrics.Observe("pycjit.modules"), Is.EqualTo(before));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void LoadAndForget() => PycJit.Load(Repository.Pyc("straight"));
    }

    [Test]
    public void A_load_that_fails_says_of_what_kind_the_error_is()
    {
        using var metrics = new RecordedMetrics();
        var modules = metrics.Observe("pycjit.modules");
        Assert.That(() => PycJit.Load(new byte[] { 1, 2, 3 }), Throws.InstanceOf<PycFormatException>());
        Assert.That(metrics.TagsOf("pycjit.module.load.duration", "error.type"), Is.EqualTo(new[] { "Pyc.Loader.PycFormatException" }));
        Assert.That(metrics.Observe("pycjit.modules"), Is.EqualTo(modules));
    }

    [Test]
    public void Names_and_units_are_those_of_OpenTelemetry()
    {
        using var metrics = new RecordedMetrics();
        PycJit.Load(Repository.Pyc("straight")).Dispose();
        Assert.That(metrics.Instruments, Has.Count.EqualTo(8));
        Assert.That(metrics.Instruments.Select(instrument => instrument.Name), Is.All.Match(@"^pycjit(\.[a-z]+)+$"));
        Assert.That(metrics.Instruments.Select(instrument => instrument.Unit), Is.All.Match(@"^(s|By|\{[a-z]+\})$"));
        Assert.That(metrics.Instruments.Select(instrument => instrument.Description), Is.All.Not.Empty);
        Assert.That(metrics.Instruments.OfType<Histogram<double>>().Select(instrument => instrument.Advice?.HistogramBucketBoundaries), Is.All.Not.Null);
    }

    [Test]
    public void A_call_of_native_code_allocates_nothing_whether_anybody_listens_or_not()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, long>>("foo");
        Assert.That(Allocated(), Is.Zero);
        using var metrics = new RecordedMetrics();
        Assert.That(Allocated(), Is.Zero);
        Assert.That(metrics.All, Is.Empty);

        long Allocated()
        {
            for (var i = 0; i < 1000; i++)
                foo(7, 3);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10_000; i++)
                foo(7, 3);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
