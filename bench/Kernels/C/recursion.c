/* The recursive kernels of fixtures/src/kernels.py as C has them. */
#include <stdint.h>

int64_t fib(int64_t n)
{
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

int64_t ackermann(int64_t m, int64_t n)
{
    if (m == 0)
        return n + 1;
    if (n == 0)
        return ackermann(m - 1, 1);
    return ackermann(m - 1, ackermann(m, n - 1));
}

int64_t hanoi(int64_t n, int64_t source, int64_t target, int64_t spare)
{
    if (n == 0)
        return 0;
    return hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source);
}

int64_t choose(int64_t n, int64_t k)
{
    return k == 0 || k == n ? 1 : choose(n - 1, k - 1) + choose(n - 1, k);
}

static int64_t gcd_recursive(int64_t a, int64_t b)
{
    return b == 0 ? a : gcd_recursive(b, a % b);
}

int64_t gcd_sum(int64_t n)
{
    int64_t total = 0;
    for (int64_t a = 1; a <= n; a++) {
        for (int64_t b = 1; b <= n; b++)
            total += gcd_recursive(a, b);
    }
    return total;
}

int64_t sum_halves(const int64_t *xs, int64_t xs_n, int64_t low, int64_t high)
{
    if (high - low == 1)
        return xs[low];
    int64_t middle = (low + high)/2;
    return sum_halves(xs, xs_n, low, middle) + sum_halves(xs, xs_n, middle, high);
}

int64_t tak(int64_t x, int64_t y, int64_t z)
{
    return y >= x ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
}

int64_t queens(int64_t full, int64_t columns, int64_t left, int64_t right)
{
    if (columns == full)
        return 1;
    int64_t count = 0, free = full & ~(columns | left | right);
    while (free) {
        int64_t bit = free & -free;
        free ^= bit;
        count += queens(full, columns | bit, (left | bit) << 1, (right | bit) >> 1);
    }
    return count;
}

int64_t partitions(int64_t n, int64_t largest)
{
    if (n == 0)
        return 1;
    if (n < 0 || largest == 0)
        return 0;
    return partitions(n - largest, largest) + partitions(n, largest - 1);
}
