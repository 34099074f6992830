"""Calls the functions of the samples' modules with many arguments and writes <version>/<module>.jsonl: a line a call, with its
arguments and its result, or the type and the message of its exception. Tuples are arrays; floats have a point or an exponent, ints
have none. Run by record.sh.
"""
import importlib
import itertools
import json
import os
import sys

SAMPLES = os.path.join("..", "..", "..", "samples")


def grid(*columns):
    return [tuple(row) for row in itertools.product(*columns)]


SPOTS, STRIKES, YEARS, VOLATILITIES = (80.0, 100.0, 123.5), (90.0, 105.0), (0.0, 0.25, 3.0), (0.05, 0.2, 0.9)
MARKETS = grid(SPOTS, STRIKES, YEARS, VOLATILITIES)
WRONG_MARKETS = [(0.0, 90.0, 1.0, 0.2), (100.0, -1.0, 1.0, 0.2), (100.0, 90.0, -1.0, 0.2), (100.0, 90.0, 1.0, 0.0), (100.0, 90.0, 1.0, 5.0)]
APPLICANTS = grid((17, 18, 24, 35, 70), (0.0, 24000.0, 150000.0), (0.0, 1.5, 30.0), (0, 2, 9), (0, 3))
WRONG_APPLICANTS = [(30, -1.0, 1.0, 0, 0), (30, 1000.0, -0.5, 0, 0), (30, 1000.0, 1.0, -1, 0), (30, 1000.0, 1.0, 0, 4), (30, 1000.0, 1.0, 0, -5)]
TOTALS = [(total,) for total in range(-20, 150, 5)]
UNIT = (-1.0, 0.0, 0.5)
PLACES = [(52.52, 13.405), (-33.87, 151.21), (90.0, 0.0), (0.0, -180.0), (48.8566, 2.3522)]
WRONG_PLACES = [(91.0, 0.0), (-90.5, 0.0), (0.0, 180.5)]

CASES = {
    "OptionPricing/pricing": {
        "price": MARKETS + WRONG_MARKETS + [market + (False,) for market in MARKETS + WRONG_MARKETS],
        "straddle": MARKETS + WRONG_MARKETS,
        "greeks": [market + (kind,) for market in MARKETS + WRONG_MARKETS for kind in (True, False)],
        "implied_volatility": grid((0.01, 1.5, 12.0, 60.0, 200.0), SPOTS, STRIKES, YEARS, (True, False))
        + [(5.0, 0.0, 90.0, 1.0, True)],
        "american": MARKETS[::3] + MARKETS[1::3] + [m + (kind, steps) for m in MARKETS[1::5] for kind in (True, False) for steps in (1, 6)]
        + [(100.0, 90.0, 1.0, 0.2, True, 0), (100.0, 90.0, 1.0, 0.2, True, 17), (0.0, 90.0, 1.0, 0.2, True, 4)],
        "asian": MARKETS[1::11] + [m + (kind, 20, 5, seed) for m in MARKETS[::4] for kind in (True, False) for seed in (1, 2000000000)]
        + [(100.0, 90.0, 1.0, 0.2, True, 1, 5, 1), (100.0, 90.0, 1.0, 0.2, True, 10, 5, 0), (100.0, 90.0, 1.0, 0.2, True, 10, 0, 1)],
    },
    "Scoring/credit": {
        "points": APPLICANTS[::2] + WRONG_APPLICANTS,
        "score": APPLICANTS[::7] + [applicant[:3] for applicant in APPLICANTS[::6]] + WRONG_APPLICANTS,
        "weakest": APPLICANTS[1::3] + WRONG_APPLICANTS,
        "probability_of_default": TOTALS + [(10 ** 9,), (-10 ** 9,)],
        "grade": TOTALS,
        "grade_index": TOTALS,
        "tax": [(float(income),) for income in (0, 1, 9999, 10000, 30000.5, 80000, 123456.78, 1e9, -1)],
        "instalment": grid((1000.0, 20000.0, 0.0), (0.0, 0.039, 0.139), (1, 36, 120, 0, -12)),
        "can_pay": grid((0.0, 9000.0, 36000.0, 90000.0), (0.0, 100.0, 550.5, 5000.0), (12, 36, 61, 0)) + [(-1.0, 1.0, 12)],
        "decide": [a + (amount,) for a in APPLICANTS[::5] + WRONG_APPLICANTS for amount in (500.0, 12000.0)]
        + [a + (12000.0, months) for a in APPLICANTS[::4] for months in (0, 6, 72)],
        "portfolio_loss": [(0, 1.0), (1, 100.0), (500, 5000.0), (-1, 1.0)],
    },
    "Geometry/geometry": {
        "triangle_normal": grid(UNIT, (0.0,), (0.25, 1.0), (1.0,), UNIT, (0.0, 2.0), (0.0,), (0.0, -1.0), (1.0, 2.0))
        + [(0.0,) * 9, (0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 2.0, 2.0, 2.0)],
        "point_in_triangle": [p + t for p in grid(UNIT, UNIT) for t in ((0.0, 0.0, 1.0, 0.0, 0.0, 1.0), (0.0, 0.0, -1.0, 2.0, -1.5, -1.0), (0.0,) * 6)],
        "segment_intersection": [p + q + (-0.25, 2.0, 0.5, -3.0) for p in grid(UNIT, UNIT) for q in grid(UNIT, (1.0, 0.0))],
        "distance_to_segment": [p + s for p in grid(UNIT, UNIT) for s in ((0.0, 0.0, 1.0, 2.0), (0.5, -1.0, 0.5, -1.0))],
        "plot_area": [()],
        "point_in_plot": grid((-10.0, -5.0, 0.0, 12.5, 25.0, 40.0, 55.0), (-5.0, 0.0, 10.0, 18.0, 30.0, 45.0)),
        "distance_to_plot": grid((-10.0, 0.0, 12.5, 40.0, 60.0), (-5.0, 10.0, 18.0, 45.0)),
        "walk_into_plot": [p + q for p in grid((-50.0, 10.0, 60.0), (10.0, -20.0, 47.5)) for q in grid((50.0, 20.0, 0.0), (10.0, 40.0))],
        "haversine": [p + q for p in PLACES for q in PLACES + WRONG_PLACES] + [p + PLACES[0] for p in WRONG_PLACES] + [PLACES[0] + PLACES[1] + (1.0,)],
        "destination": [p + way for p in PLACES + WRONG_PLACES for way in grid((0.0, 90.0, 271.5), (0.0, 878.0, 15000.0))],
        "ray_sphere": [o + d + (0.5, 0.0, 3.0, r) for o in ((0.0, 0.0, 0.0), (1.0, 2.0, 3.0), (0.5, 0.25, 3.0))
                       for d in ((0.0, 0.0, 2.0), (0.25, 0.0, 1.0), (1.0, 1.0, 0.0), (-0.5, -2.0, 0.0), (0.0, 0.0, 0.0)) for r in (0.5, 1.0, 0.0, -1.0)],
        "brightness": [(x / 8.0, y / 6.0) for x in range(-8, 9) for y in range(-6, 4)],
        "shade_index": [(x / 8.0 + 0.02, y / 6.0) for x in range(-8, 9) for y in range(-6, 4)],
    },
}


def call(function, arguments):
    try:
        return {"result": function(*arguments)}
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}


def main():
    version = "%d.%d" % sys.version_info[:2]
    if not os.path.isdir(version):
        os.makedirs(version)
    for path in sorted(CASES):
        folder, name = path.split("/")
        sys.path.insert(0, os.path.join(SAMPLES, folder))
        module = importlib.import_module(name)
        with open(os.path.join(version, name + ".jsonl"), "w") as lines:
            for function in sorted(CASES[path]):
                for arguments in CASES[path][function]:
                    record = {"call": function, "arguments": arguments}
                    record.update(call(getattr(module, function), arguments))
                    lines.write(json.dumps(record, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
