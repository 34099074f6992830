"""What Python's own functions do with iterables, in Python: native code is made of it as of the functions that call them."""


def any(iterable):
    for item in iterable:
        if item:
            return True
    return False


def all(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def any_of_list(items):
    result = False
    for item in items:
        if item:
            result = True
    return result


def all_of_list(items):
    result = True
    for item in items:
        if not item:
            result = False
    return result


def len_of_list(items):
    count = 0
    for item in items:
        count = count + 1
    return count


def min(iterable):
    is_any = None
    least = None
    for item in iterable:
        if is_any is None:
            is_any = True
            least = item
        elif item < least:
            least = item
    if is_any is None:
        raise ValueError
    return least


def max(iterable):
    is_any = None
    greatest = None
    for item in iterable:
        if is_any is None:
            is_any = True
            greatest = item
        elif item > greatest:
            greatest = item
    if is_any is None:
        raise ValueError
    return greatest


def sum_plain(iterable, total):
    for item in iterable:
        total = total + item
    return total


def sum_compensated(iterable, total, with_ints):
    compensation = None
    if isinstance(total, float):
        compensation = 0.0
    for item in iterable:
        if compensation is None:
            total = total + item
            if isinstance(total, float):
                compensation = 0.0
        elif isinstance(item, float) or with_ints:
            number = float(item)
            larger = total + number
            if abs(total) >= abs(number):
                compensation = compensation + ((total - larger) + number)
            else:
                compensation = compensation + ((number - larger) + total)
            total = larger
        else:
            total = total + item
    if compensation is None:
        return total
    if compensation != 0.0 and compensation - compensation == 0.0:
        return total + compensation
    return total


def contains(items, value):
    for item in items:
        if item in (value,):
            return True
    return False


def not_contains(items, value):
    for item in items:
        if item in (value,):
            return False
    return True


def list_index(items, value):
    index = 0
    for item in items:
        if item in (value,):
            return index
        index = index + 1
    raise ValueError


def list_count(items, value):
    count = 0
    for item in items:
        if item in (value,):
            count = count + 1
    return count


def list_remove(items, value):
    index = 0
    for item in items:
        if item in (value,):
            del items[index]
            return None
        index = index + 1
    raise ValueError


def list_of(iterable):
    result = []
    for item in iterable:
        result.append(item)
    return result


def sorted(iterable, reverse):
    result = []
    for item in iterable:
        result.append(item)
    result.sort(reverse=reverse)
    return result


def lists_equal(a, b):
    if len(a) != len(b):
        return False
    for index in range(len(a)):
        if a[index] not in (b[index],):
            return False
    return True


def lists_of_lists_equal(a, b):
    if len(a) != len(b):
        return False
    for index in range(len(a)):
        if a[index] != b[index]:
            return False
    return True


def lists_not_equal(a, b):
    return not a == b


def lists_less(a, b):
    for x, y in zip(a, b):
        if x not in (y,):
            return x < y
    return len(a) < len(b)


def lists_less_or_equal(a, b):
    for x, y in zip(a, b):
        if x not in (y,):
            return x <= y
    return len(a) <= len(b)


def lists_greater(a, b):
    for x, y in zip(a, b):
        if x not in (y,):
            return x > y
    return len(a) > len(b)


def lists_greater_or_equal(a, b):
    for x, y in zip(a, b):
        if x not in (y,):
            return x >= y
    return len(a) >= len(b)


def list_index_from(items, value, start, stop):
    if start < 0:
        start = start + len(items)
        if start < 0:
            start = 0
    if stop < 0:
        stop = stop + len(items)
    index = start
    while index < stop and index < len(items):
        if items[index] in (value,):
            return index
        index = index + 1
    raise ValueError


def sorted_by(iterable, key, reverse):
    items = []
    order = []
    index = 0
    for item in iterable:
        items.append(item)
        rank = key(item)
        if isinstance(rank, tuple):
            order.append((*rank, index))
        else:
            order.append((rank, index))
        # Of equal ones the first comes first, whichever way it is sorted.
        if reverse:
            index = index - 1
        else:
            index = index + 1
    order.sort(reverse=reverse)
    result = []
    for pair in order:
        if reverse:
            result.append(items[-pair[-1]])
        else:
            result.append(items[pair[-1]])
    return result


def list_replace(items, others):
    index = 0
    for item in others:
        items[index] = item
        index = index + 1


def min_by(iterable, key):
    is_any = None
    least = None
    rank = None
    for item in iterable:
        if is_any is None:
            is_any = True
            least = item
            rank = key(item)
        else:
            other = key(item)
            if other < rank:
                least = item
                rank = other
    if is_any is None:
        raise ValueError
    return least


def max_by(iterable, key):
    is_any = None
    greatest = None
    rank = None
    for item in iterable:
        if is_any is None:
            is_any = True
            greatest = item
            rank = key(item)
        else:
            other = key(item)
            if other > rank:
                greatest = item
                rank = other
    if is_any is None:
        raise ValueError
    return greatest
