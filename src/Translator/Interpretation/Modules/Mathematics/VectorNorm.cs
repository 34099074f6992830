namespace Pyc.Translation.Interpretation;

/// <summary>The length of a vector, by the algorithm of each version: they differ in the last bit.</summary>
/// <remarks>CPython: <c>Modules/mathmodule.c</c>, <c>vector_norm</c>.</remarks>
internal static class VectorNorm
{
    /// <summary>3.8 and 3.9: squares of quotients by the largest, with a compensated sum.</summary>
    public static double Scaled(Span<double> vector)
    {
        if (!TryGetLargest(vector, out var largest))
            return largest;
        var (sum, lost) = (1.0, 0.0);
        foreach (var item in vector)
        {
            var x = item / largest;
            Add(ref sum, ref lost, x * x);
        }
        return largest * Math.Sqrt(sum - 1 + lost);
    }

    /// <summary>3.10: exact squares in halves, and a correction of the root.</summary>
    public static double Split(Span<double> vector)
    {
        if (!TryGetLargest(vector, out var largest))
            return largest;
        var (_, exponent) = FloatParts.Split(largest);
        if (exponent < -1023)
            return Scaled(vector);
        var scale = Math.ScaleB(1, -exponent);
        var (sum, lost1, lost2, lost3) = (1.0, 0.0, 0.0, 0.0);
        foreach (var item in vector)
        {
            var (high, low) = Halves(item * scale);
            Add(ref sum, ref lost1, high * high);
            Add(ref sum, ref lost2, 2 * high * low);
            lost3 += low * low;
        }
        var root = Math.Sqrt(sum - 1 + (lost1 + lost2 + lost3));
        var (rootHigh, rootLow) = Halves(root);
        Add(ref sum, ref lost1, -rootHigh * rootHigh);
        Add(ref sum, ref lost2, -2 * rootHigh * rootLow);
        Add(ref sum, ref lost3, -rootLow * rootLow);
        var rest = sum - 1 + (lost1 + lost2 + lost3);
        return (root + (rest / (2 * root))) / scale;
    }

    /// <summary>3.11 and later: the same with exact products.</summary>
    public static double Exact(Span<double> vector)
    {
        if (!TryGetLargest(vector, out var largest))
            return largest;
        var (_, exponent) = FloatParts.Split(largest);
        const double SmallestNormal = 2.2250738585072014e-308;
        if (exponent < -1023)
        {
            foreach (ref var item in vector)
                item /= SmallestNormal;
            return SmallestNormal * Exact(vector);
        }
        var scale = Math.ScaleB(1, -exponent);
        var (sum, lost1, lost2) = (1.0, 0.0, 0.0);
        foreach (var item in vector)
        {
            var x = item * scale;
            AddProduct(x, x, ref sum, ref lost1, ref lost2);
        }
        var root = Math.Sqrt(sum - 1 + (lost1 + lost2));
        AddProduct(-root, root, ref sum, ref lost1, ref lost2);
        var rest = sum - 1 + (lost1 + lost2);
        root += rest / (2 * root);
        return root / scale;
    }

    /// <summary>The largest magnitude; false where it is the answer already.</summary>
    private static bool TryGetLargest(ReadOnlySpan<double> vector, out double largest)
    {
        largest = 0;
        var hasNan = false;
        foreach (var item in vector)
        {
            hasNan |= double.IsNaN(item);
            if (Math.Abs(item) > largest)
                largest = Math.Abs(item);
        }
        if (double.IsInfinity(largest))
            return false;
        if (hasNan)
            largest = double.NaN;
        return !hasNan && largest != 0 && vector.Length > 1;
    }

    private static void Add(ref double sum, ref double lost, double x)
    {
        var before = sum;
        sum += x;
        lost += before - sum + x;
    }

    private static void AddProduct(double x, double y, ref double sum, ref double lost1, ref double lost2)
    {
        var product = x * y;
        lost1 += Math.FusedMultiplyAdd(x, y, -product);
        Add(ref sum, ref lost2, product);
    }

    private static (double High, double Low) Halves(double x)
    {
        var t = x * 134217729.0;                                // 2**27 + 1: Veltkamp's splitting
        var high = t - (t - x);
        return (high, x - high);
    }
}
