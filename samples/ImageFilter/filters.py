"""Filters over the pixels of a picture: four bytes each, red, green, blue and alpha, row by row. Runs on Python 2.7 and 3."""
from math import sqrt


# ---- filters that change a picture in place

def sepia(pixels):
    for i in range(0, len(pixels), 4):
        r, g, b = pixels[i], pixels[i + 1], pixels[i + 2]
        pixels[i] = min(255, (393*r + 769*g + 189*b)//1000)
        pixels[i + 1] = min(255, (349*r + 686*g + 168*b)//1000)
        pixels[i + 2] = min(255, (272*r + 534*g + 131*b)//1000)


def vignette(pixels, width, height, strength):
    """Darkens what is far from the middle."""
    cx, cy = (width - 1)/2.0, (height - 1)/2.0
    farthest = cx*cx + cy*cy
    for y in range(height):
        for x in range(width):
            far = ((x - cx)**2 + (y - cy)**2)/farthest
            light = 1.0 - strength*far*far
            i = (y*width + x)*4
            for c in range(3):
                pixels[i + c] = int(pixels[i + c]*light)


def dither(pixels, width, height, levels):
    """Leaves few levels of each colour; what a pixel loses goes to its neighbours, after Floyd and Steinberg."""
    for c in range(3):
        below = [0]*(width + 2)
        for y in range(height):
            row = below
            below = [0]*(width + 2)
            for x in range(width):
                i = (y*width + x)*4 + c
                wanted = pixels[i] + row[x + 1]//16
                level = max(0, min(levels - 1, (wanted*(levels - 1) + 127)//255))
                pixels[i] = level*255//(levels - 1)
                lost = wanted - pixels[i]
                row[x + 2] += 7*lost
                below[x] += 3*lost
                below[x + 1] += 5*lost
                below[x + 2] += lost


# ---- filters from one picture to another

def binomial(n):
    """Row n of Pascal's triangle as weights that sum up to 1: nearly a Gaussian curve."""
    row = [1.0]
    for _ in range(n):
        row = [1.0] + [a + b for a, b in zip(row, row[1:])] + [1.0]
    total = sum(row)
    return [v/total for v in row]


def blur(source, target, width, height, radius):
    """Once along the rows, once along the columns."""
    weights = binomial(2*radius)
    between = [0.0]*(width*height*3)
    for y in range(height):
        for x in range(width):
            for c in range(3):
                s = 0.0
                for k, w in enumerate(weights):
                    at = max(0, min(width - 1, x + k - radius))
                    s += w*source[(y*width + at)*4 + c]
                between[(y*width + x)*3 + c] = s
    for y in range(height):
        for x in range(width):
            for c in range(3):
                s = 0.5
                for k, w in enumerate(weights):
                    at = max(0, min(height - 1, y + k - radius))
                    s += w*between[(at*width + x)*3 + c]
                target[(y*width + x)*4 + c] = int(s)
            target[(y*width + x)*4 + 3] = source[(y*width + x)*4 + 3]


def sharpen(source, target, width, height, amount):
    """Takes a part of the neighbours away from each pixel."""
    for i in range(len(source)):
        target[i] = source[i]
    for y in range(1, height - 1):
        for x in range(1, width - 1):
            i = (y*width + x)*4
            for c in range(i, i + 3):
                around = source[c - 4] + source[c + 4] + source[c - 4*width] + source[c + 4*width]
                v = source[c] + amount*(source[c] - around/4.0)
                target[c] = max(0, min(255, int(v + 0.5)))


def edges(source, target, width, height):
    """How steep the light rises, after Sobel: dark lines on white."""
    light = [(299*source[i] + 587*source[i + 1] + 114*source[i + 2])//1000 for i in range(0, len(source), 4)]
    for y in range(height):
        up, down = max(0, y - 1)*width, min(height - 1, y + 1)*width
        for x in range(width):
            left, right = max(0, x - 1), min(width - 1, x + 1)
            here = y*width
            gx = (light[up + right] + 2*light[here + right] + light[down + right]
                  - light[up + left] - 2*light[here + left] - light[down + left])
            gy = (light[down + left] + 2*light[down + x] + light[down + right]
                  - light[up + left] - 2*light[up + x] - light[up + right])
            v = 255 - min(255, int(sqrt(gx*gx + gy*gy)))
            i = (here + x)*4
            for c in range(i, i + 3):
                target[c] = v
            target[i + 3] = source[i + 3]


# ---- a picture to filter

def noise(n):
    """A number from 0 to 255 that looks as if it came by chance."""
    n = (n*1103515245 + 12345) & 0x7FFFFFFF
    n = ((n >> 11) ^ n)*1664525 & 0x7FFFFFFF
    return n >> 13 & 255


def ridge(x, step, seed):
    """The height of a line of hills at x: straight between random heights, and finer ones on them."""
    height = 0
    weight = 128
    while step >= 4:
        place = x//step
        a, b = noise(place + seed), noise(place + 1 + seed)
        part = x % step
        height += weight*(a*(step - part) + b*part)//step
        step //= 2
        weight //= 2
        seed += 1000
    return height//256


def paint(pixels, width, height):
    """An evening by the sea: a sky, the sun, three lines of hills, water."""
    shore = height*7//10
    sun_x, sun_y, radius = width*2//3, height*9//20, height//11
    hills = [[shore - height//3 + ridge(x, 96, 7)*height//700 for x in range(width)],
             [shore - height//5 + ridge(x, 64, 77)*height//800 for x in range(width)],
             [shore - height//12 + ridge(x, 48, 777)*height//1400 for x in range(width)]]
    colours = [[104, 78, 132], [70, 52, 98], [38, 30, 60]]
    for y in range(height):
        wave = noise(y*31) % 7 - 3 if y >= shore else 0
        # What is in the water is what is as far above the shore.
        seen = y if y < shore else 2*shore - y + wave
        for x in range(width):
            over = seen*256//shore
            r, g, b = 60 + over*3//4, 60 + over*2//5, 120 + over//8
            far = sqrt((x - sun_x)**2 + (seen - sun_y)**2)
            if far < radius:
                r, g, b = 255, 236, 170
            else:
                glow = 160.0*radius/(far + radius)
                r, g, b = int(min(255, r + glow)), int(min(255, g + glow*0.6)), int(min(255, b + glow*0.2))
            for hill, colour in zip(hills, colours):
                if seen > hill[x]:
                    mist = (seen - hill[x])*60//height
                    r, g, b = colour[0] + mist, colour[1] + mist, colour[2] + mist
            if y >= shore:
                glitter = 50 if noise(x//9 + y*577) > 236 - max(0, 60 - abs(x - sun_x)) and y > shore else 0
                r, g, b = min(255, r*2//3 + glitter), min(255, g*2//3 + glitter), min(255, b*2//3 + 24 + glitter//2)
            i = (y*width + x)*4
            pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3] = r, g, b, 255
