using System.Diagnostics;
using Pyc.Loader;
using Pyc.Tests.Support;

namespace Pyc.Tests.Telemetry;

[NonParallelizable]
public sealed class ActivityTests
{
    private readonly List<Activity> _ended = [];
    private ActivityListener _listener = null!;                 // SetUp makes it

    [SetUp]
    public void Listen()
    {
        _ended.Clear();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PycTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Add,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [TearDown]
    public void Stop() => _listener.Dispose();

    [Test]
    public void Loading_building_and_compiling_are_activities()
    {
        using var module = PycJit.Load(Repository.Pyc("straight", "3.13"));
        module.Get<Func<long, long, long>>("foo")(7, 3);
        Assert.That(_ended.Select(activity => activity.OperationName), Is.EqualTo(new[] { "pycjit.load", "pycjit.build", "pycjit.compile" }));
        var (load, build, compile) = (_ended[0], _ended[1], _ended[2]);
        Assert.That(TagsOf(load), Is.EqualTo("pycjit.module=straight.pyc; pycjit.python.version=3.13; pycjit.functions=42"));
        const string Place = "pycjit.module=straight.pyc; code.function.name=foo; code.file.path=src/straight.py; code.line.number=8; ";
        Assert.That(TagsOf(build), Is.EqualTo(Place + "pycjit.signature=(i64, i64) -> i64"));
        Assert.That(TagsOf(compile), Is.EqualTo(
            Place + $"pycjit.signature=(i64, i64) -> i64; pycjit.tier=native; pycjit.code.size={module["foo"].Compile().Size}"));
        Assert.That(compile.Events.Select(stage => stage.Name), Is.EqualTo(new[] { "optimised", "selected", "allocated", "emitted", "installed" }));
        Assert.That(compile.Events.Select(stage => stage.Timestamp), Is.Ordered);
        Assert.That(_ended.Select(activity => activity.Status), Is.All.EqualTo(ActivityStatusCode.Unset));
    }

    [Test]
    public void A_compilation_belongs_to_what_made_the_first_call()
    {
        using var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, long>>("foo");
        using var request = new Activity("request").Start();
        foo(7, 3);
        Assert.That(_ended[^1].OperationName, Is.EqualTo("pycjit.compile"));
        Assert.That(_ended[^1].ParentSpanId, Is.EqualTo(request.SpanId));
        Assert.That(Activity.Current, Is.SameAs(request));
    }

    [Test]
    public void A_refusal_is_an_error_with_the_code_of_the_diagnostic()
    {
        using var module = PycJit.Load(Repository.Pyc("arity"));
        var error = Assert.Catch<UnsupportedBytecodeException>(() => module["generator"].Compile());
        Assert.That(_ended[^1].OperationName, Is.EqualTo("pycjit.build"));
        Assert.That(_ended[^1].GetTagItem("error.type"), Is.EqualTo(error.Diagnostic.Descriptor.Id));
        Assert.That(_ended[^1].Status, Is.EqualTo(ActivityStatusCode.Error));
        Assert.That(_ended[^1].StatusDescription, Is.EqualTo(error.Message));
    }

    [Test]
    public void A_load_that_fails_is_an_error()
    {
        Assert.That(() => PycJit.Load(new byte[] { 1, 2, 3 }), Throws.InstanceOf<PycFormatException>());
        Assert.That(_ended.Single().GetTagItem("error.type"), Is.EqualTo("Pyc.Loader.PycFormatException"));
        Assert.That(_ended.Single().Status, Is.EqualTo(ActivityStatusCode.Error));
    }

    private static string TagsOf(Activity activity) => string.Join("; ", activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"));
}
