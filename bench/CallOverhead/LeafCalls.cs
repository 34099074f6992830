using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;

namespace Pyc.Benchmarks;

/// <summary>What a call of <c>foo(a, b) = a*a - b*b</c> costs through a delegate: C# compiled by .NET against Python compiled by PycJit.</summary>
[MemoryDiagnoser]
public class LeafCalls
{
    private const int Calls = 1_000_000;

    private readonly Func<long, long, long> _csharpStatic = Foo;
    private readonly PycModule _module = PycJit.Load(Repository.Pyc("straight", "3.13"));
    private Func<long, long, long> _csharpClosed = null!;       // set before the first benchmark
    private Func<long, long, long> _native = null!;             // set before the first benchmark

    /// <summary>Binds the delegates.</summary>
    [GlobalSetup]
    public void Bind()
    {
        _native = _module.Get<Func<long, long, long>>("foo");
        _csharpClosed = (a, b) => Calls > 0 ? Foo(a, b) : _module.Functions.Count;
    }

    /// <summary>Gives the native code back.</summary>
    [GlobalCleanup]
    public void Dispose() => _module.Dispose();

    /// <summary>A delegate to a static method of C#, overflow checked as Python's meaning asks.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public long CSharpStaticMethod() => Run(_csharpStatic);

    /// <summary>A C# lambda that is closed over an object.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public long CSharpClosedLambda() => Run(_csharpClosed);

    /// <summary>The delegate that <see cref="PycModule.Get"/> gives.</summary>
    [Benchmark(OperationsPerInvoke = Calls)]
    public long PycJitDelegate() => Run(_native);

    /// <summary>The same, when a product does not fit 64 bits and the call is computed again with unbounded integers.</summary>
    [Benchmark(OperationsPerInvoke = Calls / 1000)]
    public long PycJitBeyond64Bits()
    {
        long sum = 0;
        for (var i = 0; i < Calls / 1000; i++)
            sum += _native(1L << 62, 1L << 62);
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Run(Func<long, long, long> function)
    {
        long sum = 0;
        for (long i = 0; i < Calls; i++)
            sum += function(i, 3);
        return sum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long Foo(long a, long b) => checked(a * a - b * b);
}
