using System.Collections.Immutable;
using System.Numerics;
using Pyc.Loader;
using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Calls whose arguments are objects, and questions that throw nothing.</summary>
public sealed class InvokeTests
{
    private static IEnumerable<PycOptions> Options() => [PycOptions.Default, Facade.Interpreted];

    [Test]
    public void Arguments_choose_what_runs_and_results_are_what_is_nearest(
        [ValueSource(typeof(Facade), nameof(Facade.Versions))] string version, [ValueSource(nameof(Options))] PycOptions options)
    {
        using var module = Facade.Load("interfaces", version, options);
        var same = Facade.Load("binding", version, options)["same"];
        object?[] values = [5L, 0.5, true, null, "text", BigInteger.One << 70];
        Assert.Multiple(() =>
        {
            foreach (var value in values)
                Assert.That(same.Invoke(value), Is.EqualTo(value).And.TypeOf(value?.GetType() ?? typeof(object)).Or.Null);
            Assert.That(same.Invoke(5), Is.EqualTo(5).And.TypeOf<long>());
            Assert.That(same.Invoke((byte)5), Is.TypeOf<long>());
            Assert.That(same.Invoke(ulong.MaxValue), Is.EqualTo((BigInteger)ulong.MaxValue).And.TypeOf<BigInteger>());
            Assert.That(same.Invoke((BigInteger)5), Is.TypeOf<long>());
            Assert.That(same.Invoke(0.5f), Is.TypeOf<double>());
            Assert.That(same.Invoke('c'), Is.EqualTo("c"));
            Assert.That(same.Invoke((1, 2.5)), Is.EqualTo((1L, 2.5)));
            Assert.That(same.Invoke((1, (2, default(string)))), Is.EqualTo((1L, (object)(2L, (object?)null))));
            Assert.That(same.Invoke(default(ValueTuple)), Is.EqualTo(default(ValueTuple)));
            Assert.That(same.Invoke(ImmutableArray.Create(1, 2, 3, 4, 5, 6, 7, 8)), Is.TypeOf<ImmutableArray<object>>());
            Assert.That(same.Invoke(new List<int> { 1, 2 }), Is.EqualTo(new object[] { 1L, 2L }));
            Assert.That(module["black_scholes"].Invoke(10, 4.0), Is.EqualTo(9.0));
            Assert.That(module["black_scholes"].Invoke(10, 4), Is.EqualTo(9.0));
            Assert.That(module["swap"].Invoke("a", 1), Is.EqualTo((1L, "a")));
            Assert.That(module["area"].Invoke(1L << 40), Is.EqualTo(BigInteger.One << 80));
            Assert.That(module["quiet"].Invoke(1), Is.Null);
            Assert.That(module["steps"].Invoke(), Is.EqualTo(20L));
        });
    }

    [Test]
    public void A_list_that_is_passed_is_changed()
    {
        using var module = Facade.Load();
        var items = new List<long> { 1 };
        Assert.That(module["append"].Invoke(items, 2), Is.SameAs(items));
        Assert.That(items, Is.EqualTo(new[] { 1L, 2L }));
    }

    [Test]
    public void Defaults_and_names_are_Pythons([Values("3.8", "3.12", "3.13")] string version, [ValueSource(nameof(Options))] PycOptions options)
    {
        using var module = Facade.Load("keyword_only", version, options);
        var scaled = module["scaled"];
        Assert.Multiple(() =>
        {
            Assert.That(scaled.InvokeWith(new Dictionary<string, object?> { ["factor"] = 3 }, 10), Is.EqualTo(30L));
            Assert.That(scaled.InvokeWith(new Dictionary<string, object?> { ["offset"] = 1, ["factor"] = 3 }, 10), Is.EqualTo(31L));
            Assert.That(scaled.InvokeWith(new Dictionary<string, object?> { ["offset"] = 1, ["factor"] = 3, ["a"] = 10 }), Is.EqualTo(31L));
            Assert.That(module["optional"].Invoke(1), Is.EqualTo((1L, 1L, 2L)));
            Assert.That(() => scaled.Invoke(1), Throws.TypeOf<PythonTypeException>());
            Assert.That(
                () => scaled.Invoke([.. Enumerable.Repeat<object?>(1, scaled.Parameters.Count)]),
                Throws.TypeOf<PythonTypeException>().With.Message.Contains("takes 1 positional argument but"));
            Assert.That(
                () => scaled.InvokeWith(new Dictionary<string, object?> { ["by"] = 3, ["factor"] = 3 }, 1),
                Throws.TypeOf<PythonTypeException>().With.Message.Contains("unexpected keyword argument 'by'"));
            Assert.That(
                () => scaled.InvokeWith(new Dictionary<string, object?> { ["a"] = 3, ["factor"] = 3 }, 1),
                Throws.TypeOf<PythonTypeException>().With.Message.Contains("got multiple values for argument 'a'"));
        });
    }

    [Test]
    public void Each_combination_of_types_is_compiled_once()
    {
        var logger = new RecordingLogger();
        using var module = Facade.Load("interfaces", options: new PycOptions { Logger = logger });
        var d1 = module["d1"];
        for (var i = 0; i < 5; i++)
        {
            Assert.That(d1.Invoke(i, 1), Is.EqualTo(i - 1L));
            Assert.That(d1.Invoke(i, 0.5), Is.EqualTo(i - 0.5));
            Assert.That(d1.InvokeWith(new Dictionary<string, object?> { ["b"] = 1, ["a"] = i }), Is.EqualTo(i - 1L));
        }
        Assert.That(logger.MessagesOf(5001).Count(), Is.EqualTo(2));
        module.SetGlobal("RATE", 1);
        Assert.That(module["black_scholes"].Invoke(10, 4), Is.EqualTo(6L));
        module.SetGlobal("RATE", 0.5);
        Assert.That(module["black_scholes"].Invoke(10, 4), Is.EqualTo(8.0));
    }

    [Test]
    public void What_cannot_be_passed_or_returned_is_an_error()
    {
        using var module = Facade.Load();
        Assert.That(() => module["same"].Invoke(DateTime.Now), Throws.ArgumentException);
        Assert.That(() => module["table"].Invoke(), Throws.TypeOf<ResultTypeException>());
        Assert.That(() => module["same"].InvokeWith(null!), Throws.ArgumentNullException);
        Assert.That(() => module["change_and_raise"].Invoke(new long[1]), Throws.TypeOf<PythonValueException>());
        Assert.That(module["double"].Invoke(21), Is.EqualTo(42L), "an object that can be called");
    }

    [Test]
    public void TryGet_gives_a_delegate_or_the_reason()
    {
        using var module = Facade.Load("interfaces", options: PycOptions.Default);
        Assert.That(module.TryGet<Func<long, long>>("area", out var area, out var whyNot), Is.True);
        Assert.That((area!(5), whyNot), Is.EqualTo((25, default(string))));
        Assert.That(module.TryGet<Func<long, long>>("areas", out area, out whyNot), Is.False);
        Assert.That((area, whyNot), Is.EqualTo((default(Func<long, long>), "interfaces.pyc has no function areas. Did you mean area?")));
        Assert.That(module.TryGet<Func<long, string>>("area", out _, out whyNot), Is.False);
        Assert.That(whyNot, Does.Contain("it returns an int, the delegate wants string"));
    }

    [Test]
    public void TryLoad_gives_a_module_or_the_error()
    {
        var path = Facade.Path("interfaces");
        Assert.That(PycJit.TryLoad(path, out var module, out var error, Facade.Interpreted), Is.True);
        Assert.That((module!.Name, error), Is.EqualTo(("interfaces.pyc", default(Exception))));
        using (var stream = File.OpenRead(path))
            Assert.That(PycJit.TryLoad(stream, out _, out _), Is.True);
        Assert.That(PycJit.TryLoad(File.ReadAllBytes(path), out _, out _), Is.True);

        Assert.That(PycJit.TryLoad(path + ".none", out module, out error), Is.False);
        Assert.That((module, error), Is.InstanceOf<(PycModule?, Exception?)>());
        Assert.That(error, Is.InstanceOf<IOException>());
        Assert.That(PycJit.TryLoad(new byte[] { 1, 2 }, out _, out error), Is.False);
        Assert.That(error, Is.TypeOf<PycFormatException>());
        using (var stream = new MemoryStream([0xA7, 0x0D, 0x0D, 0x0A]))
            Assert.That(PycJit.TryLoad(stream, out _, out error), Is.False);
        Assert.That(error, Is.InstanceOf<PycJitException>());
        Assert.That(() => PycJit.TryLoad((string)null!, out _, out _), Throws.ArgumentNullException);
    }
}
