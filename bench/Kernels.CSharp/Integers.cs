namespace Pyc.Benchmarks;

/// <summary>The kernels on integers of fixtures/src/kernels.py as C# has them.</summary>
public static class Integers
{
    private static long Gcd(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }

    public static long CoprimePairs(long n)
    {
        var count = 0L;
        for (var a = 1L; a < n; a++)
        {
            for (var b = a + 1; b <= n; b++)
            {
                if (Gcd(a, b) == 1)
                    count++;
            }
        }
        return count;
    }

    public static long CollatzLongest(long limit)
    {
        var (longest, best) = (0L, 1L);
        for (var start = 1L; start < limit; start++)
        {
            var (n, steps) = (start, 0L);
            while (n != 1)
            {
                n = n % 2 == 0 ? n / 2 : 3 * n + 1;
                steps++;
            }
            if (steps > longest)
                (longest, best) = (steps, start);
        }
        return best;
    }

    public static long FibonacciMod(long n, long m)
    {
        var (a, b) = (0L, 1L);
        for (var i = 0L; i < n; i++)
            (a, b) = (b, (a + b) % m);
        return a;
    }

    private static long Isqrt(long n)
    {
        if (n < 2)
            return n;
        var x = n;
        var y = (x + 1) / 2;
        while (y < x)
        {
            x = y;
            y = (x + n / x) / 2;
        }
        return x;
    }

    public static long IsqrtSum(long n)
    {
        var total = 0L;
        for (var i = 0L; i < n; i++)
            total += Isqrt(i);
        return total;
    }

    private static bool IsPrime(long n)
    {
        if (n < 2)
            return false;
        if (n % 2 == 0)
            return n == 2;
        for (var i = 3L; i * i <= n; i += 2)
        {
            if (n % i == 0)
                return false;
        }
        return true;
    }

    public static long CountPrimes(long n)
    {
        var count = 0L;
        for (var i = 0L; i < n; i++)
        {
            if (IsPrime(i))
                count++;
        }
        return count;
    }

    private static long PowerMod(long number, long exponent, long modulus)
    {
        var result = 1L;
        number %= modulus;
        while (exponent > 0)
        {
            if ((exponent & 1) != 0)
                result = result * number % modulus;
            number = number * number % modulus;
            exponent >>= 1;
        }
        return result;
    }

    public static long InversesSum(long n, long p)
    {
        var total = 0L;
        for (var i = 1L; i <= n; i++)
            total += PowerMod(i, p - 2, p);
        return total;
    }

    private static long PowerModOf61Bits(long number, long exponent, long modulus)
    {
        var result = 1L;
        number %= modulus;
        while (exponent > 0)
        {
            if ((exponent & 1) != 0)
                result = (long)((UInt128)result * (UInt128)number % (UInt128)modulus);
            number = (long)((UInt128)number * (UInt128)number % (UInt128)modulus);
            exponent >>= 1;
        }
        return result;
    }

    public static long MersenneInverses(long n)
    {
        const long P = 2305843009213693951;
        var found = 0L;
        for (var i = 1L; i <= n; i++)
            found ^= PowerModOf61Bits(i, P - 2, P);
        return found;
    }

    public static long PopcountSum(long n)
    {
        var total = 0L;
        for (var i = 0L; i < n; i++)
        {
            for (var x = i; x != 0; x &= x - 1)
                total++;
        }
        return total;
    }

    public static long DigitSums(long n)
    {
        var total = 0L;
        for (var i = 0L; i < n; i++)
        {
            for (var x = i; x > 0; x /= 10)
                total += x % 10;
        }
        return total;
    }

    public static long LcgBits(long seed, long n)
    {
        var bits = 0L;
        for (var i = 0L; i < n; i++)
        {
            seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF;
            bits += seed >> 30;
        }
        return bits;
    }

    public static long Lcg64(ulong seed, long n)
    {
        for (var i = 0L; i < n; i++)
            seed = unchecked(seed * 6364136223846793005 + 1442695040888963407);
        return (long)(seed >> 33);
    }

    public static long Xorshift(ulong x, long n)
    {
        for (var i = 0L; i < n; i++)
        {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
        }
        return (long)(x & 0x7FFFFFFFFFFFFFFF);
    }

    public static long ModularSum(long n, long m)
    {
        var s = 0L;
        for (var i = 0L; i < n; i++)
            s = (s * 31 + i * i) % m;
        return s;
    }

    public static long PerfectNumbers(long n)
    {
        var found = 0L;
        for (var i = 2L; i < n; i++)
        {
            var divisors = 1L;
            for (var d = 2L; d <= i / 2; d++)
            {
                if (i % d == 0)
                    divisors += d;
            }
            if (divisors == i)
                found += i;
        }
        return found;
    }

    private static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    public static long Fridays13th(long first, long last)
    {
        var (count, leapYears) = (0L, 0L);
        for (var year = first; year <= last; year++)
        {
            if (IsLeap(year))
                leapYears++;
            for (var month = 1L; month < 13; month++)
            {
                var a = (14 - month) / 12;
                var y = year - a;
                var m = month + 12 * a - 2;
                if ((13 + y + y / 4 - y / 100 + y / 400 + 31 * m / 12) % 7 == 5)
                    count++;
            }
        }
        return count * 10000 + leapYears;
    }

    private static long Binomial(long n, long k)
    {
        var result = 1L;
        for (var i = 0L; i < k; i++)
            result = result * (n - i) / (i + 1);
        return result;
    }

    public static long BinomialSums(long n)
    {
        var total = 0L;
        for (var i = 0L; i <= n; i++)
        {
            for (var k = 0L; k <= i; k++)
                total += Binomial(i, k);
        }
        return total;
    }

    public static long PythagoreanTriples(long n)
    {
        var count = 0L;
        for (var a = 1L; a < n; a++)
        {
            for (var b = a; b < n; b++)
            {
                for (var c = b; c < n; c++)
                {
                    if (a * a + b * b == c * c)
                        count++;
                }
            }
        }
        return count;
    }

    public static long MultiplesSum(long n)
    {
        var total = 0L;
        for (var i = 0L; i < n; i++)
        {
            if (i % 3 == 0 || i % 5 == 0)
                total += i;
        }
        return total;
    }

    public static long TriangularSums(long n)
    {
        var total = 0L;
        for (var i = 1L; i <= n; i++)
        {
            for (var j = 1L; j <= i; j++)
                total += j;
        }
        return total;
    }

    public static long FloorDivisions(long n)
    {
        var s = 0L;
        for (var i = -n; i < n; i++)
            s += Floor.Div(i, 7) * Floor.Mod(i, 5);
        return s;
    }

    public static long Djb2(long n)
    {
        var h = 5381L;
        for (var i = 0L; i < n; i++)
            h = ((h << 5) + h + (i & 255)) & 0xFFFFFFFF;
        return h;
    }
}
