"""A scorecard for loans to households: points per attribute, the probability of default, grade and terms. Runs on Python 2.7 and 3."""
from __future__ import division

from math import exp

try:
    INTEGERS = (int, long)
except NameError:                       # Python 3
    INTEGERS = (int,)

# Rows of tables: from which value on, and the points that it gives.
AGE = ((18, 0), (25, 12), (35, 20), (50, 28), (65, 18))
INCOME = ((0.0, 0), (12000.0, 8), (24000.0, 17), (48000.0, 29), (96000.0, 38))
YEARS_EMPLOYED = ((0.0, 0), (0.5, 6), (2.0, 14), (5.0, 21), (10.0, 25))
LATE_PAYMENTS = (30, 18, 6, 0)          # by their number; three stands for more
HOUSING = (25, 18, 8, 0)                # owner, with a mortgage, tenant, other

# The grades A to D: the least score, the yearly rate, how many monthly incomes are lent at most.
TERMS = ((120, 0.039, 12.0), (95, 0.059, 8.0), (70, 0.089, 5.0), (50, 0.139, 2.5))

# Tax per year: each rate is for the part of the income from its bound to the next.
TAX = ((0.0, 10000.0, 0.0), (10000.0, 30000.0, 0.15), (30000.0, 80000.0, 0.3), (80000.0, 1e12, 0.42))

INTERCEPT = 3.2         # of the logistic function
SLOPE = -0.062
CUTOFF = 50             # who has fewer points is refused


def require_int(value):
    if not isinstance(value, INTEGERS) or isinstance(value, bool):
        raise TypeError("an int is required")


def require_number(value):
    if not isinstance(value, INTEGERS + (float,)) or isinstance(value, bool):
        raise TypeError("a number is required")
    if not value >= 0:
        raise ValueError("the number is negative")


def look_up(table, value):
    """The points of the last row that begins at the value or below."""
    found = None
    for bound, points in table:
        if value < bound:
            break
        found = points
    if found is None:
        raise ValueError("%s is below the table" % value)
    return found


def late_points(count):
    if count < 0:
        raise ValueError("a number of payments is not negative")
    return LATE_PAYMENTS[min(count, len(LATE_PAYMENTS) - 1)]


def points(age, income, years_employed, late_payments, housing):
    """Points for age, income, employment, late payments and housing; housing is an index of its table."""
    require_int(age)
    require_number(income)
    require_number(years_employed)
    require_int(late_payments)
    require_int(housing)
    return (look_up(AGE, age), look_up(INCOME, income), look_up(YEARS_EMPLOYED, years_employed),
            late_points(late_payments), HOUSING[housing])


def score(age, income, years_employed, late_payments=0, housing=2):
    return sum(points(age, income, years_employed, late_payments, housing))


def weakest(age, income, years_employed, late_payments, housing):
    """The attribute that lacks most to its best, by its number, and how many points it lacks."""
    best = (max(p for _, p in AGE), max(p for _, p in INCOME), max(p for _, p in YEARS_EMPLOYED),
            max(LATE_PAYMENTS), max(HOUSING))
    worst, lacking = 0, -1
    for i, (has, could) in enumerate(zip(points(age, income, years_employed, late_payments, housing), best)):
        if could - has > lacking:
            worst, lacking = i, could - has
    return worst, lacking


def logistic(x):
    if x >= 0:
        return 1 / (1 + exp(-x))
    e = exp(x)
    return e / (1 + e)


def probability_of_default(total):
    return logistic(INTERCEPT + SLOPE * total)


def grade_index(total):
    for i, (least, _, _) in enumerate(TERMS):
        if total >= least:
            return i
    return None


def grade(total):
    if total >= TERMS[0][0]:
        return "A"
    if total >= TERMS[1][0]:
        return "B"
    if total >= TERMS[2][0]:
        return "C"
    return "D" if total >= TERMS[3][0] else None


def tax(income):
    require_number(income)
    return sum((min(income, high) - low) * rate for low, high, rate in TAX if income > low)


def instalment(amount, rate, months):
    """What is paid each month for a loan, rounded to cents."""
    assert months > 0, "a loan takes a month at least"
    monthly = rate / 12
    if monthly == 0:
        return round(amount / months, 2)
    return round(amount * monthly / (1 - (1 + monthly) ** -months), 2)


def can_pay(income, monthly, months=36):
    """Whether a third of what is left after taxes pays for it, each year, and 2% more in every year to come."""
    return all(monthly * 12 * 1.02 ** year <= (income - tax(income)) / 3 for year in range((months + 11) // 12))


def is_excluded(age, income, late_payments):
    return any((age < 18, income < 6000, late_payments > 5))


def decide(age, income, years_employed, late_payments, housing, amount, months=36):
    """Whether the loan is granted, the score, the probability of default, the rate and the instalment."""
    total = score(age, income, years_employed, late_payments, housing)
    risk = probability_of_default(total)
    if total < CUTOFF or is_excluded(age, income, late_payments):
        return False, total, risk, 0.0, 0.0
    index = grade_index(total)
    assert index is not None, "the cutoff is below the last grade"
    _, rate, incomes = TERMS[index]
    monthly = instalment(amount, rate, months)
    granted = amount <= incomes * income / 12 and can_pay(income, monthly, months=months)
    return granted, total, risk, rate, monthly


def portfolio_loss(size, amount, seed=7):
    """The loss to expect of a portfolio of made-up customers, and how many would be refused."""
    state = seed
    loss, refused = 0.0, 0
    for _ in range(size):
        state = (1103515245 * state + 12345) % 2147483648
        age = 18 + state // 65536 % 60
        income = 6000.0 + state // 1024 % 90000
        total = score(age, income, (age - 18) / 4, late_payments=state // 4096 % 3)
        if total < CUTOFF:
            refused += 1
        else:
            loss += amount * probability_of_default(total)
    return loss, refused
