namespace Pyc.Benchmarks;

/// <summary>One kernel on arrays of one size, in every way that is measured.</summary>
/// <param name="Name">Its name in fixtures/src/arrays.py.</param>
/// <param name="Size">What the size is of, for the table.</param>
/// <param name="Types">The parameters of the Python function.</param>
/// <param name="Ways">A call for each way, which returns what the function does.</param>
/// <param name="Results">The arrays that a call writes, and what they hold before it.</param>
internal sealed record Kernel(string Name, string Size, Type[] Types, IReadOnlyList<Way> Ways, params Written[] Results)
{
    /// <summary>
    /// Calls every way once, from the same arrays, and compares what they return and leave: times of things that differ say nothing.
    /// </summary>
    /// <exception cref="InvalidOperationException">One differs from the first.</exception>
    public void Compare()
    {
        var expected = Outcome(Ways[0]);
        foreach (var way in Ways.Skip(1))
        {
            if (Outcome(way) is var actual && !actual.SequenceEqual(expected))
                throw new InvalidOperationException($"{Name}, {Size}: {way.Name} gives something else than {Ways[0].Name}.");
        }
    }

    private List<long> Outcome(Way way)
    {
        foreach (var written in Results)
            written.Restore();
        var outcome = new List<long> { way.Call() };
        foreach (var written in Results)
            outcome.AddRange(written.Bits());
        return outcome;
    }
}

/// <summary>A way to run a kernel.</summary>
/// <param name="Name">The head of its column.</param>
/// <param name="Call">Calls it; floats come as their bits.</param>
internal sealed record Way(string Name, Func<long> Call);

/// <summary>An array that a kernel writes.</summary>
/// <param name="Restore">Makes it what it was.</param>
/// <param name="Bits">Its elements, floats as their bits.</param>
internal sealed record Written(Action Restore, Func<IEnumerable<long>> Bits)
{
    public static Written To(long[] array)
    {
        var before = (long[])array.Clone();
        return new Written(() => before.CopyTo(array, 0), () => array);
    }

    public static Written To(double[] array)
    {
        var before = (double[])array.Clone();
        return new Written(() => before.CopyTo(array, 0), () => array.Select(BitConverter.DoubleToInt64Bits));
    }
}
