"""Draws hats, caps, bands and scarves on the heads that train_hair.py is given.

Hardly any head in the photographs wears one, and what the layer does not meet it takes for hair. Shapes, cloth and light vary; the
cloth is plain, ribbed or in folds, or a piece of the clothes in one of the photographs.
"""
import cv2
import numpy as np


def cloth(random, pieces, size):
    """A square of cloth."""
    if pieces and random.random() < .45:
        square = cv2.resize(pieces[random.integers(len(pieces))], (size, size), interpolation=cv2.INTER_CUBIC).astype(np.float32)
    else:
        hue, chroma = random.integers(0, 180), int(random.choice([0, 0, 40, 90, 160, 220]))
        light = int(random.choice([20, 35, 60, 110, 160, 220]))
        colour = cv2.cvtColor(np.uint8([[[hue, chroma, light]]]), cv2.COLOR_HSV2BGR)[0, 0]
        square = np.full((size, size, 3), colour, np.float32)
    y, x = np.mgrid[0:size, 0:size] / size
    kind = random.integers(3)
    if kind == 0:
        ribs = np.sin(2 * np.pi * x * random.uniform(12, 45) + 3 * np.sin(6 * y))
        square *= (1 + random.uniform(.05, .25) * ribs)[..., None]
    elif kind == 1:
        folds = random.normal(0, 1, (5, 7)).astype(np.float32)
        square *= (1 + .15 * cv2.resize(folds, (size, size), interpolation=cv2.INTER_CUBIC))[..., None]
    noise = random.normal(0, random.uniform(2, 14), (size, size)).astype(np.float32)
    return square + cv2.GaussianBlur(noise, (0, 0), random.uniform(.6, 1.6))[..., None]


def shape(random, u, v, width):
    """Where it lies, and how light it is there. u and v are widths and heights of the face from its middle."""
    light = np.ones(u.shape, np.float32)
    line = random.uniform(-.42, -.24) + 2 * random.uniform(-.1, .14) * u * u
    kind = random.choice(["beanie", "beanie", "cap", "brim", "band", "scarf"])
    if kind == "band":
        arc = -.5 - random.uniform(0, .18) + random.uniform(.2, .5) * u * u
        return (v > arc) & (v < arc + random.uniform(.1, .22)) & (np.abs(u) < random.uniform(.55, .66)), light
    if kind == "scarf":
        half = random.uniform(.68, .85)
        lies = (u / half) ** 2 + ((v + .05) / random.uniform(.95, 1.1)) ** 2 < 1
        lies |= (np.abs(u) < .8 * half) & (v > 0) & (v < random.uniform(.8, 1.3))
        lies &= (u / random.uniform(.42, .5)) ** 2 + ((v - .06) / random.uniform(.52, .6)) ** 2 >= 1
        folds = cv2.GaussianBlur(random.normal(0, 1, u.shape).astype(np.float32), (0, 0), max(1, .08 * width))
        return lies, np.clip(.7 + .7 * folds, .45, 1.2)
    half, top = random.uniform(.6, .78), random.uniform(.95, 1.2 if kind == "beanie" else 1.08)
    out = (u / half) ** 2 + ((v - line) / (top + line)) ** 2
    lies = (out < 1) & (v < line)
    light *= .55 + .45 * np.sqrt(np.clip(1 - out, 0, 1))
    if kind == "beanie" and random.random() < .7:
        light[v > line - random.uniform(.15, .28)] *= random.uniform(.75, 1.15)
    if kind == "cap":
        peak = ((u - random.uniform(-.3, .3)) / random.uniform(.5, .7)) ** 2 + ((v - line) / random.uniform(.1, .2)) ** 2 < 1
        peak &= v > line - .12
        light[peak] = random.uniform(.45, 1.1)
        lies |= peak
    if kind == "brim":
        brim = (u / random.uniform(.95, 1.3)) ** 2 + ((v - line + .02) / random.uniform(.1, .22)) ** 2 < 1
        light[brim & ~lies] = random.uniform(.5, .9)
        lies |= brim
        if random.random() < .5:
            light[(v > line - .25) & (v < line - .1) & lies] *= .4
    return lies, light


def with_hat(random, picture, face, pieces):
    """The picture with something on the head, and where that lies."""
    height, width = picture.shape[:2]
    x0, y0, x1, y1 = face
    across, up = x1 - x0, y1 - y0
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    lean = random.uniform(-.12, .12)
    dx, dy = (x - (x0 + x1) / 2) / across, (y - (y0 + y1) / 2) / up
    u, v = np.cos(lean) * dx + np.sin(lean) * dy, np.cos(lean) * dy - np.sin(lean) * dx
    lies, light = shape(random, u, v, across)
    size = max(8, int(1.8 * max(across, up)))
    place = np.float32([[1, 0, int((x0 + x1) / 2 - size / 2)], [0, 1, int((y0 + y1) / 2 - .75 * size)]])
    spread = cv2.warpAffine(cloth(random, pieces, size), place, (width, height), borderMode=cv2.BORDER_REFLECT)
    spread = np.clip(spread * (light * (1 + random.uniform(-.3, .3) * u))[..., None], 0, 255)
    share = cv2.GaussianBlur(lies.astype(np.float32), (0, 0), max(.5, .008 * across))[..., None]
    return np.clip(picture * (1 - share) + spread * share, 0, 255).astype(np.uint8), lies
