namespace Pyc.Benchmarks;

/// <summary>A function of fixtures/src/kernels.py and what it is called with.</summary>
/// <param name="Name">Its name there and in C; in C# it is the same in Pascal case.</param>
/// <param name="Size">What it is called with, for the table.</param>
/// <param name="Arguments">Makes the arguments: long, double, long[] and double[].</param>
/// <param name="IsRestored">Whether the arrays are made what they were before each call, outside of what is timed.</param>
internal sealed record Kernel(string Name, string Size, Func<object[]> Arguments, bool IsRestored = false)
{
    /// <summary>The name in C#.</summary>
    public string PascalName => string.Concat(Name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>Kernels of a kind, which have a mean of their own.</summary>
internal sealed record KernelGroup(string Name, Kernel[] Kernels);
