"""What it costs to send a parcel, in cents."""

FREE_FROM = 10000


def cost(weight, distance):
    cents = 390 + 2 * distance
    if weight > 2000:
        cents += (weight - 2000 + 499) // 500 * 55
    return cents


def total(value, weight, distance):
    if weight > 31500:
        raise ValueError("a parcel of %d g is too heavy" % weight)
    return 0 if value >= FREE_FROM else cost(weight, distance)


def label(weight, distance):
    return ", ".join(["%.1f kg" % (weight / 1000.0), "%d km" % distance])
