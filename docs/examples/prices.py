RATE = 0.05


def compound(amount, years=1):
    return amount * (1 + RATE) ** years


def share(total, people):
    if people < 1:
        raise ValueError("nobody to share with")
    return divmod(total, people)


def primes_below(n):
    primes = []
    for candidate in range(2, n):
        for prime in primes:
            if candidate % prime == 0:
                break
        else:
            primes.append(candidate)
    return primes


def running_totals(amounts):
    total = 0.0
    for i in range(len(amounts)):
        total += amounts[i]
        amounts[i] = total


def label(name, amount):
    return "{0}: {1:.2f}".format(name, amount)
