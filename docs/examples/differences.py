import sys

try:
    import fastnumbers
    HAS_FASTNUMBERS = True
except ImportError:
    HAS_FASTNUMBERS = False


class Resource(object):
    closed = []

    def __del__(self):
        self.closed.append("closed")


def has_fastnumbers():
    return HAS_FASTNUMBERS


def not_asked():
    return "fine"


def name_of_function():
    return repr(not_asked).startswith("<function not_asked at 0x")


def finalised():
    Resource()
    return Resource.closed


def series():
    return sys.version_info >= (3, 13)


def micro():
    return sys.version_info.micro >= 0


def documented():
    "says what it does"
    return documented.__doc__


def documentation_of_len():
    return len.__doc__ is None


def caught():
    try:
        return eval("6 * 7")
    except Exception:
        return "caught"


def now():
    import time
    return time.time() > 0


def counted():
    from collections import Counter
    return Counter("aab")["a"]


def by_name(a):
    return locals()["a"]


def members():
    return len(dir(1)) > 0


def bytes_in_place():
    return bytearray(3)[0]


def product():
    return (1j * 1j).real


def temperature():
    class Celsius(float):
        pass
    return Celsius(20.5) + 1


def by_metaclass():
    class Meta(type):
        pass
    return Meta("A", (), {"x": 1}).x


def by_type():
    return type("A", (), {"x": 1}).x


def grouped():
    try:
        raise ValueError("one")
    except* ValueError:
        result = "caught"
    return result


async def answer():
    return 42


def started():
    coroutine = answer()
    coroutine.close()
    return "started"


def name_of_code():
    return not_asked.__code__.co_name


def letters():
    return b"abc".translate(None, b"a")
