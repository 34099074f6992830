"""Runs the filters of samples/ImageFilter/pyc/<version>/filters.pyc with the CPython of that version, over a small picture that paint makes.

    python record_filters.py FILTERS.pyc > VERSION/filters.jsonl

A line each: what was called, and SHA-256 of the bytes that it has left.
"""
import hashlib
import json
import marshal
import sys

WIDTH, HEIGHT = 96, 64


def digest(pixels):
    return hashlib.sha256(bytes(bytearray(pixels))).hexdigest()


def main(path):
    with open(path, "rb") as file:
        code = marshal.loads(file.read()[16 if sys.version_info >= (3, 7) else 8:])
    filters = {"__name__": "filters"}
    exec(code, filters)
    picture = [0]*(WIDTH*HEIGHT*4)
    filters["paint"](picture, WIDTH, HEIGHT)
    print(json.dumps({"call": "paint", "sha256": digest(picture)}))
    for name, is_in_place, arguments in (("sepia", True, ()), ("vignette", True, (WIDTH, HEIGHT, 0.9)), ("dither", True, (WIDTH, HEIGHT, 3)),
                                         ("blur", False, (WIDTH, HEIGHT, 6)), ("sharpen", False, (WIDTH, HEIGHT, 1.5)), ("edges", False, (WIDTH, HEIGHT))):
        target = list(picture) if is_in_place else [0]*len(picture)
        filters[name](*((target,) + arguments if is_in_place else (picture, target) + arguments))
        print(json.dumps({"call": name, "sha256": digest(target)}))


if __name__ == "__main__":
    main(sys.argv[1])
