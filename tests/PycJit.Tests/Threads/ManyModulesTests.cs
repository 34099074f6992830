using System.Runtime.CompilerServices;
using Pyc.Telemetry;
using Pyc.Tests.Profiling;
using Pyc.Tests.Support;

namespace Pyc.Tests.Threads;

/// <summary>Modules that are loaded, compiled, called and dropped by the thousand.</summary>
[NonParallelizable]
public sealed class ManyModulesTests
{
    // A program may hold any number at a time; what is dropped is collected when the collector likes.
    private const int AtOnce = 500;

    // Bytes that a heap takes for its first function.
    private const int LeastOfHeap = 64 << 10;

    private static readonly byte[] s_twice = new FunctionBytes(1).Load(0).Load(0).Add().Return().ToPyc();

    [Test]
    public void Of_ten_thousand_modules_no_executable_memory_is_left()
    {
        var memory = MemoryOf(10_000, (_, module) => Check(module.Get<Func<long, long>>("f")(21) == 42));
        Assert.That(memory, Is.Zero);
    }

    [Test]
    public void Nor_is_of_modules_that_are_disposed()
    {
        var memory = MemoryOf(200, (_, module) =>
        {
            Check(module.Get<Func<long, long>>("f")(21) == 42);
            module.Dispose();
        });
        Assert.That(memory, Is.Zero);
    }

    [Test]
    public void What_delegates_hold_goes_with_them()
    {
        const int Kept = 20;
        var kept = new List<Func<long, long>>();
        var memory = MemoryOf(200, (number, module) =>
        {
            var twice = module.Get<Func<long, long>>("f");
            Check(twice(number) == 2 * number);
            module.Dispose();
            if (kept.Count < Kept)
                kept.Add(twice);
            Check(kept.TrueForAll(function => function(21) == 42));
        });
        Assert.That(memory, Is.EqualTo(Kept * LeastOfHeap));
        kept.Clear();
        Assert.That(MemoryOf(1, (_, _) => { }), Is.EqualTo(-memory));
    }

    [Test]
    public void Nor_of_modules_that_are_bound_to_interfaces()
    {
        var memory = MemoryOf(200, (_, module) => Check(module.Bind<IDoubler>().F(21) == 42));
        Assert.That(memory, Is.Zero);
    }

    [Test]
    public void Nor_of_views_with_limits()
    {
        var hour = new ExecutionLimits { Time = TimeSpan.FromHours(1) };
        var memory = MemoryOf(200, (_, module) => Check(module.WithLimits(hour).Get<Func<long, long>>("f")(21) == 42));
        Assert.That(memory, Is.Zero);
    }

    [Test]
    [Platform("Linux")]
    public void Nor_of_modules_that_profilers_hear_of()
    {
        using var folder = new ProfileFolder();
        var options = folder.Options(ProfilerFiles.All);
        var memory = MemoryOf(200, (_, module) => Check(module.Get<Func<long, long>>("f")(21) == 42), options);
        Assert.That(memory, Is.Zero);
        Assert.That(File.ReadAllLines(folder.Map), Has.Length.EqualTo(200));
    }

    /// <summary>A function of all that native code is called for.</summary>
    internal interface IDoubler
    {
        long F(long n);
    }

    /// <summary>Bytes of executable memory that are left of modules when all of them are forgotten.</summary>
    private long MemoryOf(int count, Action<int, PycModule> use, PycOptions? options = null)
    {
        var before = PycJitMeter.CodeMemory.BytesReserved;
        Use(count, use, options);
        Collect();
        return PycJitMeter.CodeMemory.BytesReserved - before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(int count, Action<int, PycModule> use, PycOptions? options)
    {
        var held = new PycModule[AtOnce];
        for (var i = 0; i < count; i++)
        {
            held[i % AtOnce] = PycJit.Load(s_twice, options);
            use(i, held[i % AtOnce]);
        }
    }

    // What is finalised may hand over to other finalisers. What other tests have left is not to go in the middle of one that counts.
    [SetUp]
    public void Collect()
    {
        for (var i = 0; i < 4; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static void Check(bool isTrue)
    {
        if (!isTrue)
            throw new InvalidOperationException("A call gave a wrong result.");
    }
}
