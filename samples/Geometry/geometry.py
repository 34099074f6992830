"""Vectors, segments, polygons, the globe, and a small ray tracer. Runs on Python 2.7 and 3."""
from __future__ import division

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_RADIUS = 6371.0088        # km, the mean
EPSILON = 1e-9

# The corners of a plot of land, in metres.
PLOT = ((0.0, 0.0), (40.0, -5.0), (55.0, 20.0), (30.0, 18.0), (25.0, 45.0), (-5.0, 30.0))

# The scene: centre, radius, and how much a sphere reflects.
SPHERES = (
    ((0.0, -100.5, 4.0), 100.0, 0.1),
    ((-1.1, 0.3, 4.0), 0.8, 0.3),
    ((0.9, 0.1, 3.4), 0.6, 0.6),
    ((0.1, -0.3, 2.6), 0.2, 0.0),
)
LIGHT = (-0.5, 0.75, -0.45)
SHADES = 9


# Vectors

def add(a, b):
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def sub(a, b):
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scale(a, factor):
    x, y, z = a
    return x * factor, y * factor, z * factor


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def cross(a, b):
    (ax, ay, az), (bx, by, bz) = a, b
    return ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx


def length(a):
    return sqrt(dot(a, a))


def normalized(a):
    size = length(a)
    if size == 0:
        raise ValueError("a vector of length 0 has no direction")
    return scale(a, 1 / size)


def triangle_normal(ax, ay, az, bx, by, bz, cx, cy, cz):
    """The direction in which a triangle looks."""
    a = ax, ay, az
    return normalized(cross(sub((bx, by, bz), a), sub((cx, cy, cz), a)))


# The plane

def cross2(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def point_in_triangle(px, py, ax, ay, bx, by, cx, cy):
    p, a, b, c = (px, py), (ax, ay), (bx, by), (cx, cy)
    sides = (cross2(a, b, p), cross2(b, c, p), cross2(c, a, p))
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)


def intersect(p, q, r, s):
    """Where the segments pq and rs meet, or None."""
    (px, py), (qx, qy), (rx, ry), (sx, sy) = p, q, r, s
    dx, dy = qx - px, qy - py
    ex, ey = sx - rx, sy - ry
    turn = dx * ey - dy * ex
    if abs(turn) < EPSILON:
        return None
    t = ((rx - px) * ey - (ry - py) * ex) / turn
    u = ((rx - px) * dy - (ry - py) * dx) / turn
    if 0 <= t <= 1 and 0 <= u <= 1:
        return px + t * dx, py + t * dy
    return None


def segment_intersection(ax, ay, bx, by, cx, cy, dx, dy):
    return intersect((ax, ay), (bx, by), (cx, cy), (dx, dy))


def edges():
    """The sides of the plot."""
    for i in range(len(PLOT)):
        yield PLOT[i - 1], PLOT[i]


def plot_area():
    """By the formula of Gauss."""
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in edges())) / 2


def point_in_plot(x, y):
    inside = False
    for (x1, y1), (x2, y2) in edges():
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def distance_to_segment(px, py, ax, ay, bx, by):
    dx, dy = bx - ax, by - ay
    square = dx * dx + dy * dy
    t = 0.0 if square == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / square))
    return sqrt((px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2)


def distance_to_plot(x, y):
    """0 within the plot."""
    if point_in_plot(x, y):
        return 0.0
    return min(distance_to_segment(x, y, ax, ay, bx, by) for (ax, ay), (bx, by) in edges())


def walk_into_plot(ax, ay, bx, by):
    """The first point at which a straight way crosses the border of the plot, or None."""
    first = None
    nearest = 0.0
    for corner, following in edges():
        point = intersect((ax, ay), (bx, by), corner, following)
        if point is not None:
            way = sqrt((point[0] - ax) ** 2 + (point[1] - ay) ** 2)
            if first is None or way < nearest:
                nearest, first = way, point
    return first


# The globe

def check_position(latitude, longitude):
    if not -90 <= latitude <= 90:
        raise ValueError("a latitude is from -90 to 90")
    assert -180 <= longitude <= 180, "a longitude is from -180 to 180"


def haversine(latitude1, longitude1, latitude2, longitude2, radius=EARTH_RADIUS):
    """The distance of two places."""
    check_position(latitude1, longitude1)
    check_position(latitude2, longitude2)
    phi1, phi2 = radians(latitude1), radians(latitude2)
    a = sin((phi2 - phi1) / 2) ** 2 + cos(phi1) * cos(phi2) * sin(radians(longitude2 - longitude1) / 2) ** 2
    return 2 * radius * asin(sqrt(min(1.0, a)))


def destination(latitude, longitude, bearing, distance):
    """Where one comes to who goes a distance in a direction, in degrees."""
    check_position(latitude, longitude)
    phi, theta, delta = radians(latitude), radians(bearing), distance / EARTH_RADIUS
    sine = sin(phi) * cos(delta) + cos(phi) * sin(delta) * cos(theta)
    phi2 = asin(max(-1.0, min(1.0, sine)))
    turn = atan2(sin(theta) * sin(delta) * cos(phi), cos(delta) - sin(phi) * sin(phi2))
    return degrees(phi2), (longitude + degrees(turn) + 540) % 360 - 180


# Rays

def hit_sphere(origin, direction, centre, radius):
    """How far a ray goes until it meets a sphere, or None. The direction has length 1."""
    offset = sub(origin, centre)
    b = dot(offset, direction)
    discriminant = b * b - dot(offset, offset) + radius * radius
    if discriminant < 0:
        return None
    root = sqrt(discriminant)
    for t in (-b - root, -b + root):
        if t > EPSILON:
            return t
    return None


def ray_sphere(ox, oy, oz, dx, dy, dz, cx, cy, cz, radius):
    """The point where a ray meets a sphere and the normal there, or None."""
    if radius <= 0:
        raise ValueError("a sphere has a radius above 0")
    origin, direction, centre = (ox, oy, oz), normalized((dx, dy, dz)), (cx, cy, cz)
    t = hit_sphere(origin, direction, centre, radius)
    if t is None:
        return None
    point = add(origin, scale(direction, t))
    return point, normalized(sub(point, centre))


def nearest_hit(origin, direction):
    """The distance of the nearest sphere of the scene and its number; -1 where there is none."""
    nearest, number = 1e30, -1
    for i, (centre, radius, _) in enumerate(SPHERES):
        t = hit_sphere(origin, direction, centre, radius)
        if t is not None and 1e-4 < t < nearest:
            nearest, number = t, i
    return nearest, number


def trace(origin, direction, depth):
    """The light that comes along a ray, from 0 to 1."""
    distance, number = nearest_hit(origin, direction)
    if number < 0:
        return 0.1 + 0.2 * max(0.0, direction[1])
    return shade(add(origin, scale(direction, distance)), direction, number, depth)


def shade(point, direction, number, depth):
    """The light that a sphere throws back: its own, and what it reflects."""
    centre, _, mirror = SPHERES[number]
    normal = normalized(sub(point, centre))
    light = normalized(LIGHT)
    _, blocker = nearest_hit(point, light)
    own = 0.15 if blocker >= 0 else 0.15 + 0.85 * max(0.0, dot(normal, light))
    if depth == 0 or mirror == 0:
        return own
    reflected = sub(direction, scale(normal, 2 * dot(direction, normal)))
    return (1 - mirror) * own + mirror * trace(point, reflected, depth - 1)


def brightness(x, y, depth=3):
    """The light at a place of the picture; x and y are from -1 to 1."""
    return trace((0.0, 0.0, 0.0), normalized((x, y, 1.5)), depth)


def shade_index(x, y, depth=3):
    """Likewise, as the number of a shade."""
    return max(0, min(SHADES - 1, int(brightness(x, y, depth) * SHADES)))
