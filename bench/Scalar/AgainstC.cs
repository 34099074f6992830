namespace Pyc.Benchmarks;

/// <summary>The fixtures whose values fill 64 bits against the same in C, by gcc -O3 -march=native.</summary>
internal static class AgainstC
{
    public static unsafe void Run()
    {
        var library = CLibrary.TryCompile(Repository.PathTo("bench", "Scalar", "kernels.c"));
        if (library is null)
        {
            Console.WriteLine("There is no gcc: the comparison with C is left out.");
            return;
        }
        var module = PycJit.Load(Repository.Pyc("overflow", "3.13"));
        var lcg = module.Get<Func<long, long, long>>("lcg64");
        var xorshift = module.Get<Func<long, long, long>>("xorshift64");
        var splitmix = module.Get<Func<long, long>>("splitmix");
        var fnv = module.Get<Func<long, long, long>>("fnv1a");
        var power = module.Get<Func<long, long, long, long>>("power_mod");
        var cLcg = (delegate* unmanaged<long, long, long>)Find("lcg64");
        var cXorshift = (delegate* unmanaged<long, long, long>)Find("xorshift64");
        var cFnv = (delegate* unmanaged<long, long, long>)Find("fnv1a");
        var cSplitmix = (delegate* unmanaged[SuppressGCTransition]<long, long>)Find("splitmix");
        var cPower = (delegate* unmanaged<long, long, long, long>)Find("power_mod");
        // The call of C code stands in a delegate of its own, as that of Python code does.
        Func<long, long> splitmixOfC = x => cSplitmix(x);
        const long Modulus = 4_611_686_018_427_387_847;

        Console.WriteLine("over C  function");
        Compare("lcg64", () => lcg(42, 10_000), () => cLcg(42, 10_000));
        Compare("xorshift64", () => xorshift(42, 10_000), () => cXorshift(42, 10_000));
        Compare("splitmix", () => Iterate(splitmix), () => Iterate(splitmixOfC));
        Compare("fnv1a", () => fnv(1_234_567_890_123, 10_000), () => cFnv(1_234_567_890_123, 10_000));
        Compare("power_mod", () => power(3, 4_611_686_018_427_387_845, Modulus), () => cPower(3, 4_611_686_018_427_387_845, Modulus));

        nint Find(string name) => library[name];
    }

    private static long Iterate(Func<long, long> next)
    {
        var state = 42L;
        for (var i = 0; i < 1000; i++)
            state = next(state);
        return state;
    }

    private static void Compare(string name, Func<long> python, Func<long> c)
    {
        if (python() != c())
            throw new InvalidOperationException($"{name}: {python()} and {c()}");
        var times = Rounds.Measure(python, c);
        Console.WriteLine($"{times[0] / times[1],6:F2}  {name}  ({times[0] * 1e6:F2} us, C {times[1] * 1e6:F2} us)");
    }
}
