using Pyc.Tests.Support;

namespace Pyc.Tests;

/// <summary>Arrays, spans, memory and lists that C# lends to native code.</summary>
public sealed class LendingTests
{
    private PycModule _module = null!;      // set before each test

    [SetUp]
    public void Load() => _module = Facade.Load("lending", options: PycOptions.Default);

    [TearDown]
    public void Dispose() => _module.Dispose();

    [Test]
    public void Try()
    {
        var total = _module.Get<Func<double[], double>>("total");
        Assert.That(total([1.5, 2.5]), Is.EqualTo(4.0));
        var spans = _module.Get<Func<ReadOnlySpan<double>, double>>("total");
        Assert.That(spans([1.5, 2.5]), Is.EqualTo(4.0));
        var item = _module.Get<Func<double[], long, double>>("item");
        Assert.That(item([1.5, 2.5], -1), Is.EqualTo(2.5));
        Assert.That(() => item([1.5, 2.5], 2), Throws.TypeOf<PythonException>().With.Message.Contains("list index out of range"));
        var squares = _module.Get<Func<long, long[]>>("squares");
        Assert.That(squares(4), Is.EqualTo(new long[] { 0, 1, 4, 9 }));
        foreach (var f in _module.Functions)
        {
            Console.WriteLine($"{f.Name}: {(f.IsCompilable(out var why, [.. f.Parameters.Select(name => name is "xs" or "ys" ? typeof(double[]) : name is "rows" ? typeof(double[][]) : name is "grid" ? typeof(double[,]) : typeof(long))]) ? "ok" : why)}");
        }
    }
}
