using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pyc.Tests.Profiling;
using Pyc.Tests.Support;

namespace Pyc.Tests.Unloading;

/// <summary>Contexts that PycJit, or what uses it, is loaded into: they go once they are unloaded and nobody calls any more.</summary>
[NonParallelizable]
public sealed class UnloadingTests
{
    private static readonly Func<string, bool> s_withPycJit = name => name == "Iced" || name.StartsWith("Pyc", StringComparison.Ordinal);

    [TestCase(nameof(Guest.Native))]
    [TestCase(nameof(Guest.InMemoryOfThreads))]
    [TestCase(nameof(Guest.Interpreted))]
    [TestCase(nameof(Guest.Bound))]
    [TestCase(nameof(Guest.Limited))]
    public void A_context_with_PycJit_goes_with_its_code(string method) => ExpectGone(method);

    [Test]
    public void It_goes_while_the_host_listens_to_what_it_tells()
    {
        var published = 0;
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != PycTelemetry.MeterName)
                    return;
                published++;
                listener.EnableMeasurementEvents(instrument);
            },
        };
        var activities = 0;
        using var sources = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PycTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = _ => activities++,
        };
        ActivitySource.AddActivityListener(sources);
        meters.Start();
        var known = published;
        var logger = new RecordingLogger();

        ExpectGone(nameof(Guest.Heard), logger);

        Assert.That(published - known, Is.Positive, "the instruments of another PycJit");
        Assert.That(activities, Is.GreaterThanOrEqualTo(3), "load, build, compile");
        Assert.That(logger.MessagesOf(5000), Is.Not.Empty);
    }

    [Test]
    [Platform("Linux")]
    public void It_goes_after_it_has_written_files_for_profilers()
    {
        using var folder = new ProfileFolder();
        ExpectGone(nameof(Guest.Profiled), folder.FullName);
        Assert.That(ProcessMapping.All().Select(mapping => mapping.Name), Has.None.EqualTo(folder.Dump), "the dump is closed");
    }

    [Test]
    public void A_plugin_that_uses_modules_of_the_host_goes_while_they_stay()
    {
        using var straight = PycJit.Load(Repository.Pyc("straight"));
        using var texts = Facade.Load(options: new PycOptions { Fallback = Fallback.Interpreter });
        var (context, _) = PluginContext.Run(name => name == "PycJit.Tests", typeof(Guest), nameof(Guest.OfModules), straight, texts);
        Assert.That(PluginContext.IsGone(context), Is.True);
        Assert.That(straight.Get<Func<long, long, long>>("foo")(7, 3), Is.EqualTo(40));
        Assert.That(texts.Get<Func<string, string>>("same")("text"), Is.EqualTo("text"));
    }

    private static void ExpectGone(string method, params object[] arguments)
    {
        var (context, code) = PluginContext.Run(s_withPycJit, typeof(Guest), method, arguments);
        Assert.That(PluginContext.IsGone(context), Is.True);
        if (OperatingSystem.IsLinux())
            Assert.That(ProcessMapping.At((nint)code!)?.IsExecutable, Is.Not.True, "its code is gone");       // such methods give an address
    }
}
