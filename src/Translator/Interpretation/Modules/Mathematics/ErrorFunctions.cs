namespace Pyc.Translation.Interpretation;

/// <summary>The error function and its complement as CPython computes them before 3.7; later it asks the C library.</summary>
/// <remarks>CPython: <c>Modules/mathmodule.c</c>, <c>m_erf_series</c> and <c>m_erfc_contfrac</c>.</remarks>
internal static class ErrorFunctions
{
    private const double SeriesCutoff = 1.5;
    private const int SeriesTerms = 25;
    private const double FractionCutoff = 30;
    private const int FractionTerms = 50;
    private const double SqrtPi = 1.772453850905516027298167483341145182798;

    public static double Erf(double x)
    {
        if (double.IsNaN(x))
            return x;
        var magnitude = Math.Abs(x);
        if (magnitude < SeriesCutoff)
            return Series(x);
        var complement = Fraction(magnitude);
        return x > 0 ? 1 - complement : complement - 1;
    }

    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        var magnitude = Math.Abs(x);
        if (magnitude < SeriesCutoff)
            return 1 - Series(x);
        var complement = Fraction(magnitude);
        return x > 0 ? complement : 2 - complement;
    }

    private static double Series(double x)
    {
        var square = x * x;
        var sum = 0.0;
        var k = SeriesTerms + 0.5;
        for (var i = 0; i < SeriesTerms; i++)
        {
            sum = 2 + (square * sum / k);
            k -= 1;
        }
        return sum * x * Math.Exp(-square) / SqrtPi;
    }

    private static double Fraction(double x)
    {
        if (x >= FractionCutoff)
            return 0;
        var square = x * x;
        var (a, step) = (0.0, 0.5);
        var (p, previousP) = (1.0, 0.0);
        var (q, previousQ) = (step + square, 1.0);
        for (var i = 0; i < FractionTerms; i++)
        {
            a += step;
            step += 2;
            var b = step + square;
            (p, previousP) = ((b * p) - (a * previousP), p);
            (q, previousQ) = ((b * q) - (a * previousQ), q);
        }
        return p / q * x * Math.Exp(-square) / SqrtPi;
    }
}
