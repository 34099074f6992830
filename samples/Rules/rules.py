def price(quantity, unit_price, discount=0.0):
    return round(quantity * unit_price * (1.0 - discount), 2)


def split(total, people):
    return total // people, total % people


def raise_all(prices, percent):
    for i, old in enumerate(prices):
        prices[i] = old + old * percent / 100


def pack(items, per_box):
    boxes, rest = split(items, per_box)
    if rest:
        raise ValueError("%d items are left over" % rest)
    return "%d boxes of %d" % (boxes, per_box)
