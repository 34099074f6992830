/* What the fixtures of the same names compute, where no value goes beyond the types here. */
#include <stdint.h>

int64_t lcg64(int64_t seed, int64_t count)
{
    uint64_t s = (uint64_t)seed;
    for (int64_t i = 0; i < count; i++)
        s = s * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)(s >> 33);
}

int64_t xorshift64(int64_t state, int64_t count)
{
    uint64_t s = (uint64_t)state;
    for (int64_t i = 0; i < count; i++) {
        s ^= s << 13;
        s ^= s >> 7;
        s ^= s << 17;
    }
    return (int64_t)(s & 0x7FFFFFFFFFFFFFFFu);
}

int64_t splitmix(int64_t state)
{
    uint64_t z = (uint64_t)state + 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (int64_t)((z ^ (z >> 31)) >> 1);
}

int64_t fnv1a(int64_t n, int64_t count)
{
    uint64_t h = 2166136261u;
    for (int64_t i = 0; i < count; i++) {
        h = (h ^ (uint64_t)(n & 255)) * 16777619u & 0xFFFFFFFFu;
        n >>= 1;
    }
    return (int64_t)h;
}

int64_t power_mod(int64_t base, int64_t exponent, int64_t modulus)
{
    uint64_t m = (uint64_t)modulus, result = 1, b = (uint64_t)base % m;
    while (exponent > 0) {
        if (exponent & 1)
            result = (uint64_t)((unsigned __int128)result * b % m);
        b = (uint64_t)((unsigned __int128)b * b % m);
        exponent >>= 1;
    }
    return (int64_t)result;
}
