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


def discount(prices, percent):
    for i in range(len(prices)):
        prices[i] *= 1 - percent / 100.0


def label(name, amount):
    return "{0}: {1:.2f}".format(name, amount)
