using System.Numerics;

namespace Pyc.Benchmarks;

/// <summary>A function of the fixtures and how it is called: with one of a few arguments, by their number.</summary>
/// <param name="Module">The fixture.</param>
/// <param name="Function">The function.</param>
/// <param name="Leaves">Whether some of its calls leave native code for the interpreter, where the threads of a module take turns.</param>
/// <param name="Bind">Gets its delegate of a module. What that gives makes a call and returns a number that stands for the result.</param>
internal sealed record Workload(string Module, string Function, bool Leaves, Func<PycModule, Func<int, long>> Bind)
{
    /// <summary>Numbers of arguments.</summary>
    public const int Variants = 8;

    public static Workload Of<TDelegate>(string module, string function, Func<TDelegate, int, long> call, bool leaves = false)
        where TDelegate : Delegate => new(module, function, leaves, loaded =>
        {
            var bound = loaded.Get<TDelegate>(function);
            return variant => call(bound, variant);
        });

    public static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    public static long Bits(BigInteger value) => (long)(ulong)(value & ulong.MaxValue) ^ (long)value.GetBitLength();

    public static long Bits(ReadOnlySpan<long> values)
    {
        var bits = 17L;
        foreach (var value in values)
            bits = bits * 31 + value;
        return bits;
    }

    public static long Bits(ReadOnlySpan<double> values)
    {
        var bits = 17L;
        foreach (var value in values)
            bits = bits * 31 + Bits(value);
        return bits;
    }

    public override string ToString() => $"{Module}.{Function}";
}
