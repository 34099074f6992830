namespace Pyc.Translation.Interpretation;

/// <summary>A float as fraction and power of two: C's <c>frexp</c>.</summary>
internal static class FloatParts
{
    /// <summary>A fraction of magnitude 0.5 to below 1, and an exponent; zeros, infinities and nan come back with exponent 0.</summary>
    public static (double Fraction, int Exponent) Split(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return (value, 0);
        var exponent = Math.ILogB(value) + 1;
        return (Math.ScaleB(value, -exponent), exponent);
    }
}
