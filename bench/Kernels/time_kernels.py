"""Calls and times functions of a module, as bench/Kernels asks: a request is a line of JSON on stdin, an answer one on stdout.

    pythonX.Y time_kernels.py KERNELS.py [numba]

{"function": name, "arguments": [...], "restored": bool, "out": prefix} calls it once: {"result": text}, with the arrays written to out0, out1, ...
{"calls": n} times that many more calls: {"seconds": of one}
An argument is {"i": int}, {"f": bits of a float}, or {"q" or "d": path of a file with the elements}.
"""
import array
import json
import struct
import sys
import time
import types

# As Clock.cs has it.
clock = time.thread_time if sys.platform == "linux" else time.perf_counter


class Plain:
    """Lists, as CPython and PyPy have them."""

    version = "%d.%d.%d" % (sys.pypy_version_info if hasattr(sys, "pypy_version_info") else sys.version_info)[:3]

    def prepare(self, namespace):
        pass

    def read(self, kind, path):
        with open(path, "rb") as file:
            return array.array(kind, file.read()).tolist()

    def write(self, kind, path, values):
        with open(path, "wb") as file:
            array.array(kind, values).tofile(file)


class Compiled:
    """Numpy's arrays, every function of the module compiled by numba when it is first called."""

    def __init__(self):
        import numba
        import numpy
        self.numba, self.numpy = numba, numpy
        self.version = numba.__version__

    def prepare(self, namespace):
        for name, value in list(namespace.items()):
            if isinstance(value, types.FunctionType):
                namespace[name] = self.numba.njit(value)

    def read(self, kind, path):
        return self.numpy.fromfile(path, dtype=self.dtype(kind))

    def write(self, kind, path, values):
        values.astype(self.dtype(kind)).tofile(path)

    def dtype(self, kind):
        return self.numpy.int64 if kind == "q" else self.numpy.float64


def shortened(text):
    return text if len(text) < 300 else text[:300] + "..."


def text_of(value):
    if value is None:
        return "none"
    if isinstance(value, float):
        return "f %d" % struct.unpack("<q", struct.pack("<d", value))
    return "i %d" % value


class Call:
    """A function with its arguments."""

    def __init__(self, sort, namespace, request):
        self.sort = sort
        self.function = namespace[request["function"]]
        self.kinds = [next(iter(argument)) for argument in request["arguments"]]
        self.arguments = [self.decode(kind, argument[kind]) for kind, argument in zip(self.kinds, request["arguments"])]
        self.restored = request["restored"]
        self.before = [self.decode(kind, argument[kind]) for kind, argument in zip(self.kinds, request["arguments"])] if self.restored else []

    def decode(self, kind, value):
        if kind == "i":
            return value
        if kind == "f":
            return struct.unpack("<d", struct.pack("<q", value))[0]
        return self.sort.read(kind, value)

    def once(self, out):
        result = self.function(*self.arguments)
        arrays = [(kind, value) for kind, value in zip(self.kinds, self.arguments) if kind == "q" or kind == "d"]
        for i, (kind, value) in enumerate(arrays):
            self.sort.write(kind, out + str(i), value)
        return text_of(result)

    def restore(self):
        for kind, values, to in zip(self.kinds, self.before, self.arguments):
            if kind == "q" or kind == "d":
                to[:] = values

    def time(self, calls):
        function, arguments = self.function, self.arguments
        if not self.restored:
            start = clock()
            for _ in range(calls):
                function(*arguments)
            return (clock() - start)/calls
        total = 0.0
        for _ in range(calls):
            self.restore()
            start = clock()
            function(*arguments)
            total += clock() - start
        return total/calls


def main(path, kind="plain"):
    sort = Compiled() if kind == "numba" else Plain()
    sys.modules["kernels"] = types.ModuleType("kernels")       # numba looks for what is recursive there
    namespace = vars(sys.modules["kernels"])
    with open(path) as file:
        exec(compile(file.read(), path, "exec"), namespace)
    sort.prepare(namespace)
    print(json.dumps({"version": sort.version}), flush=True)
    call = None
    for line in sys.stdin:
        request = json.loads(line)
        try:
            if "calls" in request:
                answer = {"seconds": call.time(request["calls"])}
            else:
                call = Call(sort, namespace, request)
                answer = {"result": call.once(request["out"])}
        except Exception as error:
            answer = {"error": "%s: %s" % (type(error).__name__, shortened(" ".join(str(error).split())))}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
