def product(a, b):
    return a * b


def there_and_back(n):
    return (n << 70) >> 70


def floors(a, b):
    return a // b, a % b


def rounded(x):
    return round(x), round(x, 1)


def sign_of_zero(x):
    return str(x * -1.0)


def total():
    return sum([0.1] * 10)


def power(x, n):
    return x ** n


def same_int(n):
    return n + 1 is n + 1


def same_float(x):
    return x + 1.0 is x + 1.0


def same_object():
    return [] is [], None is None


def nan_in_list():
    nan = float("nan")
    return [nan] == [nan], nan == nan


def nested(n):
    return 0 if n == 0 else 1 + nested(n - 1)


def long_text():
    return len("x" * ((1 << 29) + 1))
