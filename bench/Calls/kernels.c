/* What the fixtures of the same names compute, where no value goes beyond the types here. */
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

static int64_t fib_of_calls(int64_t n) __attribute__((noinline, noclone));
static int64_t fib_of_calls(int64_t n)
{
    return n < 2 ? n : fib_of_calls(n - 1) + fib_of_calls(n - 2);
}

/* As many calls as the source says: gcc turns fib itself into loops and a few calls. */
__attribute__((optimize("no-inline", "no-optimize-sibling-calls"))) int64_t fib_not_inlined(int64_t n)
{
    return fib_of_calls(n);
}
