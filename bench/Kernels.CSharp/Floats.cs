namespace Pyc.Benchmarks;

/// <summary>The kernels on floats of fixtures/src/kernels.py as C# has them.</summary>
public static class Floats
{
    public static long Mandelbrot(long size, long limit)
    {
        var total = 0L;
        for (var row = 0L; row < size; row++)
        {
            for (var column = 0L; column < size; column++)
            {
                var cx = -2.0 + 3.0 * column / size;
                var cy = -1.5 + 3.0 * row / size;
                var (x, y, n) = (0.0, 0.0, 0L);
                while (n < limit && x * x + y * y <= 4.0)
                {
                    (x, y) = (x * x - y * y + cx, 2.0 * x * y + cy);
                    n++;
                }
                total += n;
            }
        }
        return total;
    }

    public static double PolynomialSum(long n)
    {
        var total = 0.0;
        for (var i = 0L; i < n; i++)
        {
            var x = i * 0.001;
            total += ((0.5 * x - 1.25) * x + 3.0) * x - 7.5;
        }
        return total;
    }

    public static double NewtonSqrts(long n)
    {
        var total = 0.0;
        for (var i = 1L; i <= n; i++)
        {
            double a = i, x = a;
            for (var k = 0; k < 12; k++)
                x = 0.5 * (x + a / x);
            total += x;
        }
        return total;
    }

    private static double NormalCdf(double x)
    {
        var t = 1.0 / (1.0 + 0.2316419 * Math.Abs(x));
        var tail = 0.3989422804014327 * Math.Exp(-0.5 * x * x) * t
            * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return x < 0.0 ? tail : 1.0 - tail;
    }

    private static double BlackScholes(double spot, double strike, double rate, double sigma, double years)
    {
        var d1 = (Math.Log(spot / strike) + (rate + 0.5 * sigma * sigma) * years) / (sigma * Math.Sqrt(years));
        var d2 = d1 - sigma * Math.Sqrt(years);
        return spot * NormalCdf(d1) - strike * Math.Exp(-rate * years) * NormalCdf(d2);
    }

    public static double OptionPrices(long n)
    {
        var total = 0.0;
        for (var i = 0L; i < n; i++)
            total += BlackScholes(100.0, 50.0 + i * 0.01, 0.03, 0.2, 1.5);
        return total;
    }

    public static double LogisticMap(double r, double x, long n)
    {
        for (var i = 0L; i < n; i++)
            x = r * x * (1.0 - x);
        return x;
    }

    private static double Bell(double x) => Math.Exp(-x * x);

    public static double Simpson(double a, double b, long n)
    {
        var h = (b - a) / n;
        var s = Bell(a) + Bell(b);
        for (var i = 1L; i < n; i++)
            s += (i % 2 == 1 ? 4.0 : 2.0) * Bell(a + i * h);
        return s * h / 3.0;
    }

    public static double LeibnizPi(long n)
    {
        var (s, sign) = (0.0, 1.0);
        for (var i = 0L; i < n; i++)
        {
            s += sign / (2 * i + 1);
            sign = -sign;
        }
        return 4.0 * s;
    }

    public static double ClampedWave(long n, double low, double high)
    {
        var (total, x) = (0.0, 0.0);
        for (var i = 0L; i < n; i++)
        {
            x += 0.37;
            if (x > 3.0)
                x -= 6.0;
            total += Math.Clamp(x, low, high);
        }
        return total;
    }

    public static double Orbit(long steps, double dt)
    {
        var (x, y, vx, vy) = (1.0, 0.0, 0.0, 1.0);
        for (var i = 0L; i < steps; i++)
        {
            var r2 = x * x + y * y;
            var r3 = r2 * Math.Sqrt(r2);
            vx -= dt * x / r3;
            vy -= dt * y / r3;
            x += dt * vx;
            y += dt * vy;
        }
        return Math.Sqrt(x * x + y * y);
    }

    private static double Distance(double x1, double y1, double x2, double y2)
    {
        var (dx, dy) = (x2 - x1, y2 - y1);
        return Math.Sqrt(dx * dx + dy * dy);
    }

    public static double SpiralLength(long n)
    {
        var (length, x, y) = (0.0, 0.0, 0.0);
        for (var i = 1L; i <= n; i++)
        {
            var angle = i * 0.01;
            var (u, v) = (angle * Math.Cos(angle), angle * Math.Sin(angle));
            length += Distance(x, y, u, v);
            (x, y) = (u, v);
        }
        return length;
    }

    public static double MonteCarloPi(long n, long seed)
    {
        var inside = 0L;
        for (var i = 0L; i < n; i++)
        {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            var x = seed / 2147483648.0;
            seed = (seed * 1103515245 + 12345) % 2147483648;
            var y = seed / 2147483648.0;
            if (x * x + y * y <= 1.0)
                inside++;
        }
        return 4.0 * inside / n;
    }
}
