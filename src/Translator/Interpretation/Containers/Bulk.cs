namespace Pyc.Translation.Interpretation;

/// <summary>Copies and fills what may be large, with a look at what stops the call now and then. Whoever calls has charged for it.</summary>
internal static class Bulk
{
    // So many values are done without a look: a tenth of a millisecond or less.
    private const int Stretch = 1 << 15;

    /// <summary>Copies to other memory.</summary>
    public static void Copy<T>(PythonRuntime runtime, ReadOnlySpan<T> source, Span<T> target)
    {
        for (var start = 0; start < source.Length; start += Stretch)
        {
            runtime.Poll();
            source.Slice(start, Math.Min(Stretch, source.Length - start)).CopyTo(target[start..]);
        }
    }

    /// <summary>Fills with a pattern, again and again; the last time only as much as there is room for.</summary>
    public static void Fill<T>(PythonRuntime runtime, Span<T> target, ReadOnlySpan<T> pattern)
    {
        var done = Math.Min(pattern.Length, target.Length);
        Copy(runtime, pattern[..done], target);
        // What is there already is copied behind it, so that short patterns cost no more than long ones.
        while (done < target.Length)
        {
            var count = Math.Min(done, target.Length - done);
            Copy(runtime, target[..count], target.Slice(done, count));
            done += count;
        }
    }

    /// <summary>Turns the order round. Where it is stopped, all values are still there.</summary>
    public static void Reverse<T>(PythonRuntime runtime, Span<T> values)
    {
        for (var (low, high) = (0, values.Length - 1); low < high; low++, high--)
        {
            if ((low & (Stretch - 1)) == Stretch - 1)
                runtime.Poll();
            (values[low], values[high]) = (values[high], values[low]);
        }
    }
}
