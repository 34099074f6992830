/* The kernels on integers of fixtures/src/kernels.py as C has them: an int that is too large is no concern. */
#include <stdbool.h>
#include <stdint.h>

static int64_t gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t r = a % b;
        a = b;
        b = r;
    }
    return a;
}

int64_t coprime_pairs(int64_t n)
{
    int64_t count = 0;
    for (int64_t a = 1; a < n; a++) {
        for (int64_t b = a + 1; b <= n; b++)
            count += gcd(a, b) == 1;
    }
    return count;
}

int64_t collatz_longest(int64_t limit)
{
    int64_t longest = 0, best = 1;
    for (int64_t start = 1; start < limit; start++) {
        int64_t n = start, steps = 0;
        while (n != 1) {
            n = n % 2 == 0 ? n/2 : 3*n + 1;
            steps++;
        }
        if (steps > longest) {
            longest = steps;
            best = start;
        }
    }
    return best;
}

int64_t fibonacci_mod(int64_t n, int64_t m)
{
    int64_t a = 0, b = 1;
    for (int64_t i = 0; i < n; i++) {
        int64_t next = (a + b) % m;
        a = b;
        b = next;
    }
    return a;
}

static int64_t isqrt(int64_t n)
{
    if (n < 2)
        return n;
    int64_t x = n, y = (x + 1)/2;
    while (y < x) {
        x = y;
        y = (x + n/x)/2;
    }
    return x;
}

int64_t isqrt_sum(int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++)
        total += isqrt(i);
    return total;
}

static bool is_prime(int64_t n)
{
    if (n < 2)
        return false;
    if (n % 2 == 0)
        return n == 2;
    for (int64_t i = 3; i*i <= n; i += 2) {
        if (n % i == 0)
            return false;
    }
    return true;
}

int64_t count_primes(int64_t n)
{
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++)
        count += is_prime(i);
    return count;
}

static int64_t power_mod(int64_t base, int64_t exponent, int64_t modulus)
{
    int64_t result = 1;
    base %= modulus;
    while (exponent > 0) {
        if (exponent & 1)
            result = result*base % modulus;
        base = base*base % modulus;
        exponent >>= 1;
    }
    return result;
}

int64_t inverses_sum(int64_t n, int64_t p)
{
    int64_t total = 0;
    for (int64_t i = 1; i <= n; i++)
        total += power_mod(i, p - 2, p);
    return total;
}

static int64_t power_mod_of_61_bits(int64_t base, int64_t exponent, int64_t modulus)
{
    int64_t result = 1;
    base %= modulus;
    while (exponent > 0) {
        if (exponent & 1)
            result = (int64_t)((unsigned __int128)result*base % modulus);
        base = (int64_t)((unsigned __int128)base*base % modulus);
        exponent >>= 1;
    }
    return result;
}

int64_t mersenne_inverses(int64_t n)
{
    const int64_t p = 2305843009213693951;
    int64_t found = 0;
    for (int64_t i = 1; i <= n; i++)
        found ^= power_mod_of_61_bits(i, p - 2, p);
    return found;
}

int64_t popcount_sum(int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        for (int64_t x = i; x; x &= x - 1)
            total++;
    }
    return total;
}

int64_t digit_sums(int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        for (int64_t x = i; x > 0; x /= 10)
            total += x % 10;
    }
    return total;
}

int64_t lcg_bits(int64_t seed, int64_t n)
{
    int64_t bits = 0;
    for (int64_t i = 0; i < n; i++) {
        seed = (seed*1103515245 + 12345) & 0x7FFFFFFF;
        bits += seed >> 30;
    }
    return bits;
}

int64_t lcg64(int64_t seed, int64_t n)
{
    uint64_t s = (uint64_t)seed;
    for (int64_t i = 0; i < n; i++)
        s = s*6364136223846793005 + 1442695040888963407;
    return (int64_t)(s >> 33);
}

int64_t xorshift(int64_t seed, int64_t n)
{
    uint64_t x = (uint64_t)seed;
    for (int64_t i = 0; i < n; i++) {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
    }
    return (int64_t)(x & 0x7FFFFFFFFFFFFFFF);
}

int64_t modular_sum(int64_t n, int64_t m)
{
    int64_t s = 0;
    for (int64_t i = 0; i < n; i++)
        s = (s*31 + i*i) % m;
    return s;
}

int64_t perfect_numbers(int64_t n)
{
    int64_t found = 0;
    for (int64_t i = 2; i < n; i++) {
        int64_t divisors = 1;
        for (int64_t d = 2; d <= i/2; d++) {
            if (i % d == 0)
                divisors += d;
        }
        if (divisors == i)
            found += i;
    }
    return found;
}

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t fridays_13th(int64_t first, int64_t last)
{
    int64_t count = 0, leap_years = 0;
    for (int64_t year = first; year <= last; year++) {
        leap_years += is_leap(year);
        for (int64_t month = 1; month <= 12; month++) {
            int64_t a = (14 - month)/12, y = year - a, m = month + 12*a - 2;
            count += (13 + y + y/4 - y/100 + y/400 + 31*m/12) % 7 == 5;
        }
    }
    return count*10000 + leap_years;
}

static int64_t binomial(int64_t n, int64_t k)
{
    int64_t result = 1;
    for (int64_t i = 0; i < k; i++)
        result = result*(n - i)/(i + 1);
    return result;
}

int64_t binomial_sums(int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i <= n; i++) {
        for (int64_t k = 0; k <= i; k++)
            total += binomial(i, k);
    }
    return total;
}

int64_t pythagorean_triples(int64_t n)
{
    int64_t count = 0;
    for (int64_t a = 1; a < n; a++) {
        for (int64_t b = a; b < n; b++) {
            for (int64_t c = b; c < n; c++)
                count += a*a + b*b == c*c;
        }
    }
    return count;
}

int64_t multiples_sum(int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 0; i < n; i++) {
        if (i % 3 == 0 || i % 5 == 0)
            total += i;
    }
    return total;
}

int64_t triangular_sums(int64_t n)
{
    int64_t total = 0;
    for (int64_t i = 1; i <= n; i++) {
        for (int64_t j = 1; j <= i; j++)
            total += j;
    }
    return total;
}

/* Python's // and %, which round down, for a divisor above zero. */
static inline int64_t floor_div(int64_t a, int64_t b)
{
    return a/b - (a % b < 0);
}

static inline int64_t floor_mod(int64_t a, int64_t b)
{
    int64_t r = a % b;
    return r < 0 ? r + b : r;
}

int64_t floor_divisions(int64_t n)
{
    int64_t s = 0;
    for (int64_t i = -n; i < n; i++)
        s += floor_div(i, 7)*floor_mod(i, 5);
    return s;
}

int64_t djb2(int64_t n)
{
    uint32_t h = 5381;
    for (int64_t i = 0; i < n; i++)
        h = (h << 5) + h + (uint32_t)(i & 255);
    return h;
}
