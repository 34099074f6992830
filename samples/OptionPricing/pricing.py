"""Prices of European, American and Asian options in the model of Black and Scholes. Runs on Python 2.7 and 3."""
from __future__ import division

import math

RATE = 0.03             # a year, continuously compounded
DIVIDEND_YIELD = 0.01   # likewise

LOWEST_VOLATILITY = 1e-4
HIGHEST_VOLATILITY = 4.0


def norm_pdf(x):
    return math.exp(-0.5 * x * x) / math.sqrt(2.0 * math.pi)


def norm_cdf(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))


def discount(rate, years):
    return math.exp(-rate * years)


def check(spot, strike, years, volatility):
    if spot <= 0 or strike <= 0:
        raise ValueError("spot and strike must be positive")
    if years < 0:
        raise ValueError("the option has expired")
    if not LOWEST_VOLATILITY <= volatility <= HIGHEST_VOLATILITY:
        raise ValueError("the volatility is out of range")


def d1_d2(spot, strike, years, volatility):
    deviation = volatility * math.sqrt(years)
    drift = (RATE - DIVIDEND_YIELD + 0.5 * volatility ** 2) * years
    d1 = (math.log(spot / strike) + drift) / deviation
    return d1, d1 - deviation


def payoff(spot, strike, is_call):
    return max(spot - strike, 0.0) if is_call else max(strike - spot, 0.0)


def price(spot, strike, years, volatility, is_call=True):
    """The value of a European option today."""
    check(spot, strike, years, volatility)
    if years == 0:
        return payoff(spot, strike, is_call)
    d1, d2 = d1_d2(spot, strike, years, volatility)
    forward = spot * discount(DIVIDEND_YIELD, years)
    bond = strike * discount(RATE, years)
    if is_call:
        return forward * norm_cdf(d1) - bond * norm_cdf(d2)
    return bond * norm_cdf(-d2) - forward * norm_cdf(-d1)


def straddle(spot, strike, years, volatility):
    """A call and a put together."""
    return sum(price(spot, strike, years, volatility, is_call=kind) for kind in (True, False))


def greeks(spot, strike, years, volatility, is_call=True):
    """Delta, gamma, vega, theta and rho of a European option."""
    check(spot, strike, years, volatility)
    if years == 0:
        raise ValueError("an option that expires now has no greeks")
    d1, d2 = d1_d2(spot, strike, years, volatility)
    carry = discount(DIVIDEND_YIELD, years)
    bond = strike * discount(RATE, years)
    density = norm_pdf(d1)
    gamma = carry * density / (spot * volatility * math.sqrt(years))
    vega = spot * carry * density * math.sqrt(years)
    sign = 1.0 if is_call else -1.0
    delta = sign * carry * norm_cdf(sign * d1)
    rho = sign * bond * years * norm_cdf(sign * d2)
    theta = (DIVIDEND_YIELD * spot * delta - RATE * rho / years
             - spot * carry * density * volatility / (2.0 * math.sqrt(years)))
    return delta, gamma, vega, theta, rho


def bisect(f, low, high, tolerance=1e-9, steps=200):
    """Where a growing function is zero."""
    for _ in range(steps):
        middle = 0.5 * (low + high)
        if high - low < tolerance:
            return middle
        if f(middle) < 0:
            low = middle
        else:
            high = middle
    raise ArithmeticError("the search does not converge")


def implied_volatility(market, spot, strike, years, is_call=True):
    """The volatility at which an option costs what the market pays, and how many steps of Newton's method it took; -1 by bisection."""
    if not years > 0:
        raise ValueError("an option that expires now implies no volatility")
    if not price(spot, strike, years, LOWEST_VOLATILITY, is_call) <= market <= price(spot, strike, years, HIGHEST_VOLATILITY, is_call):
        raise ValueError("no volatility gives that price")
    volatility = 0.3
    for step in range(1, 9):
        _, _, vega, _, _ = greeks(spot, strike, years, volatility, is_call)
        if vega < 1e-6:
            break
        error = price(spot, strike, years, volatility, is_call) - market
        if abs(error) < 1e-9:
            return volatility, step
        volatility -= error / vega
        if not LOWEST_VOLATILITY < volatility < HIGHEST_VOLATILITY:
            break
    found = bisect(lambda v: price(spot, strike, years, v, is_call) - market, LOWEST_VOLATILITY, HIGHEST_VOLATILITY)
    return found, -1


def american(spot, strike, years, volatility, is_call=False, steps=8):
    """The value of an American option by a binomial tree, computed from its root. Takes 2 ** steps leaves."""
    check(spot, strike, years, volatility)
    if not 1 <= steps <= 16:
        raise ValueError("a tree has from 1 to 16 steps, not %d" % steps)
    step = years / steps
    up = math.exp(volatility * math.sqrt(step))
    probability = (math.exp((RATE - DIVIDEND_YIELD) * step) - 1 / up) / (up - 1 / up)
    return node(spot, strike, is_call, up, probability, discount(RATE, step), steps)


def node(spot, strike, is_call, up, probability, factor, steps):
    now = payoff(spot, strike, is_call)
    if steps == 0:
        return now
    higher = node(spot * up, strike, is_call, up, probability, factor, steps - 1)
    lower = node(spot / up, strike, is_call, up, probability, factor, steps - 1)
    return max(now, factor * (probability * higher + (1 - probability) * lower))


def next_random(state):
    """The generator of Park and Miller: its next state, and a number from 0 to 1, both exclusive."""
    state = 48271 * state % 2147483647
    return state, state / 2147483647


def normals(seed):
    """Normally distributed numbers without end, by the method of Box and Muller."""
    state = seed
    while True:
        state, u = next_random(state)
        state, v = next_random(state)
        radius = math.sqrt(-2.0 * math.log(u))
        yield radius * math.cos(2.0 * math.pi * v)
        yield radius * math.sin(2.0 * math.pi * v)


def asian(spot, strike, years, volatility, is_call=True, paths=1000, dates=12, seed=1):
    """The value of an option on the average of some dates by simulation, and its standard error."""
    check(spot, strike, years, volatility)
    if paths < 2 or dates < 1:
        raise ValueError("it takes two paths and a date at least")
    assert 0 < seed < 2147483647, "the seed is out of range"
    step = years / dates
    drift = (RATE - DIVIDEND_YIELD - 0.5 * volatility ** 2) * step
    deviation = volatility * math.sqrt(step)
    total = squares = average = 0.0
    current = spot
    date = 0
    for z in normals(seed):
        current *= math.exp(drift + deviation * z)
        average += current / dates
        date += 1
        if date % dates == 0:
            value = payoff(average, strike, is_call)
            total += value
            squares += value * value
            average, current = 0.0, spot
            if date == paths * dates:
                break
    mean = total / paths
    variance = (squares - paths * mean * mean) / (paths - 1)
    factor = discount(RATE, years)
    return factor * mean, factor * math.sqrt(max(variance, 0.0) / paths)
