import math

RATE = 0.25


def price(amount, count):
    total = amount * count
    if count >= 10:
        total *= 0.9
    return total


def scale(values, factor):
    for i in range(len(values)):
        values[i] *= factor


def bounds(values):
    return min(values), max(values)


def vignette(pixels, width, height, strength):
    for y in range(height):
        for x in range(width):
            dx, dy = 2.0 * x / width - 1, 2.0 * y / height - 1
            pixels[y * width + x] = int(pixels[y * width + x] * max(0.0, 1 - strength * (dx * dx + dy * dy) / 2))


def primes_below(n):
    return [p for p in range(2, n) if all(p % q != 0 for q in range(2, math.isqrt(p) + 1))]


def black_scholes(spot, strike):
    d1 = (math.log(spot / strike) + RATE + 0.02) / 0.2
    return spot * cumulative(d1) - strike * math.exp(-RATE) * cumulative(d1 - 0.2)


def cumulative(x):
    return (1.0 + math.erf(x / math.sqrt(2.0))) / 2.0


def log2(n):
    return n.bit_length() - 1


def step_1(n):
    return n + 1


def swap(a, b):
    return b, a


def weighted(x: float, n: int) -> float:
    return x * n * RATE


def foo(a, b):
    return a * a - b * b
