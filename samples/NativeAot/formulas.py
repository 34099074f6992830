RATE = 0.05


def foo(a, b):
    return a*a - b*b


def compound(start, years):
    total = start
    for _ in range(years):
        total += total * RATE
    return round(total, 2)


def scale(values, factor):
    largest = 0.0
    for i in range(len(values)):
        values[i] *= factor
        largest = max(largest, values[i])
    return largest


def divide(total, people):
    return total // people, total % people


def receipt(customer, items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    lines = ["%d x %s" % (counts[item], item) for item in sorted(counts)]
    return customer.title() + ": " + ", ".join(lines)


def share(amount, parts):
    if parts < 1:
        raise ValueError("%d parts" % parts)
    return amount / parts


def spin(n):
    while True:
        n = (n * 5 + 1) % 1000003
