"""Times the fixtures' functions that have a loop: all their recorded calls that return and change no argument, over and over.

    python3.13 loops.py FIXTURES VERSION     prints a line a function: module, function, repetitions, seconds (the best of three)
"""
import dis
import glob
import json
import os
import sys
import time

ENOUGH = 0.1


def decode(value):
    (kind, content), = value.items()
    if kind == "a":
        return [decode(item) for item in content]
    if kind == "t":
        return tuple(decode(item) for item in content)
    return int(content) if kind == "i" else float.fromhex(content) if kind == "f" else content


def has_loop(function):
    return any("JUMP_BACKWARD" in instruction.opname for instruction in dis.get_instructions(function))


def versions(ranges):
    for part in ranges.split():
        first, last = (tuple(map(int, end.split("."))) for end in (part.split("-") * 2)[:2])
        yield first, last


def run(function, calls, repetitions):
    start = time.process_time()
    for _ in range(repetitions):
        for arguments in calls:
            function(*arguments)
    return time.process_time() - start


def main(fixtures, version):
    wanted = tuple(map(int, version.split(".")))
    for path in sorted(glob.glob(os.path.join(fixtures, "expected", "*.jsonl"))):
        module = os.path.basename(path)[:-6]
        with open(os.path.join(fixtures, "src", module + ".py")) as file:
            source = file.read()
        if module == "python2" or "import " in source:
            continue
        namespace = {"__name__": module}
        exec(compile(source, module + ".py", "exec"), namespace)
        calls = {}
        with open(path) as lines:
            for record in map(json.loads, lines):
                if any(a <= wanted <= b for a, b in versions(record["versions"])) and "result" in record and "after" not in record:
                    calls.setdefault(record["function"], []).append([decode(value) for value in record["args"]])
        for name, arguments in sorted(calls.items()):
            if has_loop(namespace[name]):
                repetitions = 1
                while run(namespace[name], arguments, repetitions) < ENOUGH:
                    repetitions *= 2
                print(module, name, repetitions, min(run(namespace[name], arguments, repetitions) for _ in range(3)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
