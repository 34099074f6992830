using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using Microsoft.Extensions.Logging;
using Pyc.Tests.Support;

namespace Pyc.Tests.Unloading;

/// <summary>What runs in a context that is unloaded then. It is called by name, in another copy of this class, and gives the address of some code.</summary>
public static class Guest
{
    /// <summary>An interface that native code serves.</summary>
    public interface IFoo
    {
        /// <summary>The Python function <c>foo</c>.</summary>
        long Foo(long a, long b);
    }

    /// <summary>Likewise of the interpreter.</summary>
    public interface ITexts
    {
        /// <summary>The Python function <c>same</c>.</summary>
        string Same(string value);
    }

    /// <summary>A delegate of a type that goes with the context.</summary>
    public delegate T Twice<T>(T n);

    /// <summary>Calls of native code, some of which leave it.</summary>
    public static nint Native()
    {
        using var disposed = PycJit.Load(Repository.Pyc("straight"));
        Check(disposed.Get<Func<long, long, long>>("foo")(7, 3) == 40);
        var module = PycJit.Load(Repository.Pyc("straight"));
        var foo = module.Get<Func<long, long, BigInteger>>("foo");
        Check(foo(1L << 62, 0) == BigInteger.Pow(2, 124));
        Check(module["foo"].Invoke(7, 3) is 40L);
        Check(module["foo"].Invoke(7.0, 3) is 40.0);
        return module["foo"].Compile().Address;
    }

    /// <summary>Calls that leave memory with the thread: for frames of callers, lists and rows.</summary>
    public static nint InMemoryOfThreads()
    {
        var calls = PycJit.Load(Repository.Pyc("calls"));
        Check(calls.Get<Func<long, long>>("fib")(15) == 610);
        Check(PycJit.Load(Repository.Pyc("lists")).Get<Func<long, long>>("squares")(4) == 14);
        var lending = PycJit.Load(Facade.Path("lending"));
        Check(lending.Get<Func<double[][], double>>("sum_rows")([[1.0, 2.0], [3.0]]) == 6);
        Check(lending.Get<Func<List<long>, long>>("count")([1, 2]) == 2);
        return calls["fib"].Compile().Address;
    }

    /// <summary>Calls of the interpreter.</summary>
    public static nint Interpreted()
    {
        var module = Facade.Load();
        Check(module.Get<Func<string, string>>("same")("text") == "text");
        Check(module.Get<Func<List<string>, string, List<string>>>("append")(["a"], "b").Count == 2);
        Check(module["kind"].Invoke(1L) is "int");
        return 0;
    }

    /// <summary>Calls through interfaces, one of them the host's.</summary>
    public static nint Bound()
    {
        var module = PycJit.Load(Repository.Pyc("straight"));
        Check(module.Bind<IFoo>().Foo(7, 3) == 40);
        using (Facade.Load("interfaces", options: new PycOptions { Fallback = Fallback.Interpreter }).Bind<IDisposable>())
            return module["foo"].Compile().Address;
    }

    /// <summary>Calls that somebody looks after.</summary>
    public static nint Limited()
    {
        var module = PycJit.Load(Repository.Pyc("straight"));
        var hour = new ExecutionLimits { Time = TimeSpan.FromHours(1) };
        Check(module.WithLimits(hour).Get<Func<long, long, long>>("foo")(7, 3) == 40);
        using var source = new CancellationTokenSource();
        Check(module.Get<Func<PyCallContext, long, long, long>>("foo")(new PyCallContext(source.Token, hour), 7, 3) == 40);
        return module["foo"].Compile().Address;
    }

    /// <summary>Work of which the host hears.</summary>
    public static nint Heard(ILogger logger)
    {
        var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Logger = logger });
        Check(module.Get<Func<long, long, BigInteger>>("foo")(1L << 62, 0) == BigInteger.Pow(2, 124));
        return module["foo"].Compile().Address;
    }

    /// <summary>Work of which files tell.</summary>
    public static nint Profiled(string folder)
    {
        var module = PycJit.Load(Repository.Pyc("straight"), new PycOptions { Profiling = ProfilerFiles.All, ProfilingDirectory = folder });
        return module["foo"].Compile().Address;
    }

    /// <summary>Calls of modules that are the host's, through types that are not.</summary>
    public static void OfModules(PycModule straight, PycModule texts)
    {
        Check(straight.Bind<IFoo>().Foo(7, 3) == 40);
        Check(straight.Get<Twice<long>>("scale")(2) == 202);
        Check(texts.Bind<ITexts>().Same("text") == "text");
        Check(texts.Get<Twice<string>>("same")("text") == "text");
        Check(!texts.TryGet<Func<Kind[], List<Kind>>>("same", out _, out var whyNot) && whyNot.Contains("Kind", StringComparison.Ordinal));
        Check(texts["kind"].Invoke(1L) is "int");
    }

    private static void Check([DoesNotReturnIf(false)] bool isTrue)
    {
        if (!isTrue)
            throw new InvalidOperationException("A call gave a wrong result.");
    }

    private enum Kind
    {
    }
}
