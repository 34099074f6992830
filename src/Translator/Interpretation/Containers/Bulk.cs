using System.Runtime.CompilerServices;

namespace Pyc.Translation.Interpretation;

/// <summary>Copies and fills what may be large, and charges for it now and then.</summary>
internal static class Bulk
{
    // so many values are done without a charge: a tenth of a millisecond or less.
    private const int Stretch = 1 << 15;

    /// <summary>Copies to other memory.</summary>
    public static void Copy<T>(PythonRuntime runtime, ReadOnlySpan<T> source, Span<T> target)
    {
        for (var start = 0; start < source.Length; start += Stretch)
        {
            var count = Math.Min(Stretch, source.Length - start);
            Charge<T>(runtime, count);
            source.Slice(start, count).CopyTo(target[start..]);
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
                Charge<T>(runtime, Stretch);
            (values[low], values[high]) = (values[high], values[low]);
        }
    }

    private static void Charge<T>(PythonRuntime runtime, int count) => runtime.ChargeCopy((long)count * Unsafe.SizeOf<T>() / PythonMemory.ValueSize);
}
