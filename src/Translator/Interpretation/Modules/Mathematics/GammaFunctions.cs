namespace Pyc.Translation.Interpretation;

/// <summary>The gamma function and its logarithm by Lanczos' sum, as CPython computes them on every platform.</summary>
/// <remarks>CPython: <c>Modules/mathmodule.c</c>, <c>m_tgamma</c> and <c>m_lgamma</c>.</remarks>
internal static class GammaFunctions
{
    private const double LanczosG = 6.024680040776729583740234375;
    private const double LanczosGMinusHalf = 5.524680040776729583740234375;
    private const double LogPi = 1.144729885849400174143427351353058711647;

    // 171! is the last factorial that is a float, 23! the last that is exact.
    private const int LastExactFactorial = 23;

    private static readonly double[] s_numerator =
    [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ];

    private static readonly double[] s_denominator =
        [0.0, 39916800.0, 120543840.0, 150917976.0, 105258076.0, 45995730.0, 13339535.0, 2637558.0, 357423.0, 32670.0, 1925.0, 66.0, 1.0];

    /// <summary>The gamma function; nan or infinite where it has no value or is too large.</summary>
    public static double Gamma(double x)
    {
        if (double.IsNaN(x) || double.IsPositiveInfinity(x))
            return x;
        if (double.IsNegativeInfinity(x))
            return double.NaN;
        if (x == 0)
            return Math.CopySign(double.PositiveInfinity, x);
        if (x == Math.Floor(x))
        {
            if (x < 0)
                return double.NaN;
            if (x <= LastExactFactorial)
                return Factorial((int)x - 1);
        }
        var magnitude = Math.Abs(x);
        if (magnitude < 1e-20)
            return 1 / x;
        if (magnitude > 200)
            return x < 0 ? 0 / SinOfPiTimes(x) : double.PositiveInfinity;

        var y = magnitude + LanczosGMinusHalf;
        // What the sum lost.
        var lost = magnitude > LanczosGMinusHalf ? y - magnitude - LanczosGMinusHalf : y - LanczosGMinusHalf - magnitude;
        var correction = lost * LanczosG / y;
        double result;
        if (x < 0)
        {
            result = -Math.PI / SinOfPiTimes(magnitude) / magnitude * Math.Exp(y) / LanczosSum(magnitude);
            result -= correction * result;
            if (magnitude < 140)
                return result / Math.Pow(y, magnitude - 0.5);
            var root = Math.Pow(y, (magnitude / 2) - 0.25);
            return result / root / root;
        }
        result = LanczosSum(magnitude) / Math.Exp(y);
        result += correction * result;
        if (magnitude < 140)
            return result * Math.Pow(y, magnitude - 0.5);
        var half = Math.Pow(y, (magnitude / 2) - 0.25);
        return result * half * half;
    }

    /// <summary>The logarithm of the gamma function's magnitude.</summary>
    public static double LogGamma(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (double.IsInfinity(x))
            return double.PositiveInfinity;
        if (x == Math.Floor(x) && x <= 2)
            return x <= 0 ? double.PositiveInfinity : 0;
        var magnitude = Math.Abs(x);
        if (magnitude < 1e-20)
            return -Math.Log(magnitude);
        var result = Math.Log(LanczosSum(magnitude)) - LanczosG;
        result += (magnitude - 0.5) * (Math.Log(magnitude + LanczosG - 0.5) - 1);
        return x < 0 ? LogPi - Math.Log(Math.Abs(SinOfPiTimes(magnitude))) - Math.Log(magnitude) - result : result;
    }

    private static double Factorial(int n)
    {
        var product = 1.0;
        for (var i = 2; i <= n; i++)
            product *= i;
        return product;
    }

    private static double LanczosSum(double x)
    {
        var (numerator, denominator) = (0.0, 0.0);
        if (x < 5)
        {
            for (var i = s_numerator.Length - 1; i >= 0; i--)
            {
                numerator = (numerator * x) + s_numerator[i];
                denominator = (denominator * x) + s_denominator[i];
            }
        }
        else
        {
            // In powers of 1/x, which do not overflow.
            for (var i = 0; i < s_numerator.Length; i++)
            {
                numerator = (numerator / x) + s_numerator[i];
                denominator = (denominator / x) + s_denominator[i];
            }
        }
        return numerator / denominator;
    }

    /// <summary>sin(πx) of a finite number, accurate near integers.</summary>
    private static double SinOfPiTimes(double x)
    {
        var y = Math.Abs(x) % 2;
        var sine = (int)Math.Round(2 * y, MidpointRounding.AwayFromZero) switch
        {
            0 => Math.Sin(Math.PI * y),
            1 => Math.Cos(Math.PI * (y - 0.5)),
            2 => Math.Sin(Math.PI * (1 - y)),                   // not -sin(π(y - 1)), which is -0.0 for y = 1
            3 => -Math.Cos(Math.PI * (y - 1.5)),
            _ => Math.Sin(Math.PI * (y - 2)),
        };
        return Math.CopySign(1, x) * sine;
    }
}
