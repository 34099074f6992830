namespace Pyc.Translation.Interpretation;

/// <summary>The correctly rounded sum of floats: <c>math.fsum</c>.</summary>
/// <remarks>CPython: <c>Modules/mathmodule.c</c>, <c>math_fsum</c>; Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997.</remarks>
internal sealed class ExactSum
{
    // Do not overlap, smallest first: their sum is the exact sum.
    private readonly List<double> _partials = [];
    private double _special;
    private double _infinities;

    /// <summary>Adds a float.</summary>
    /// <exception cref="PythonError">A partial sum is too large: OverflowError.</exception>
    public void Add(double x)
    {
        var original = x;
        var count = 0;
        for (var i = 0; i < _partials.Count; i++)
        {
            var y = _partials[i];
            if (Math.Abs(x) < Math.Abs(y))
                (x, y) = (y, x);
            var high = x + y;
            var low = y - (high - x);
            if (low != 0)
                _partials[count++] = low;
            x = high;
        }
        _partials.RemoveRange(count, _partials.Count - count);
        if (x == 0)
            return;
        if (double.IsFinite(x))
        {
            _partials.Add(x);
            return;
        }
        if (double.IsFinite(original))
            throw PyErrors.OverflowError("intermediate overflow in fsum");
        if (double.IsInfinity(original))
            _infinities += original;
        _special += original;
        _partials.Clear();
    }

    /// <summary>The sum.</summary>
    /// <exception cref="PythonError">Infinities of both signs: ValueError.</exception>
    public double Total()
    {
        if (_special != 0)
            return double.IsNaN(_infinities) ? throw PyErrors.ValueError("-inf + inf in fsum") : _special;
        var count = _partials.Count;
        if (count == 0)
            return 0;
        var (high, low) = (_partials[--count], 0.0);
        while (count > 0)
        {
            var x = high;
            var y = _partials[--count];
            high = x + y;
            low = y - (high - x);
            if (low != 0)
                break;
        }
        // Half of a unit is rounded to even; what lies below it decides whether it is half.
        if (count > 0 && ((low < 0 && _partials[count - 1] < 0) || (low > 0 && _partials[count - 1] > 0)))
        {
            var y = low * 2;
            var x = high + y;
            if (y == x - high)
                high = x;
        }
        return high;
    }
}
