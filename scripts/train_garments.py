#!/usr/bin/env python3
"""Train Sources/CVision/models/garments.bin, the weights that tell what is worn from skin, hair and the rest below a face.

    pip install numpy opencv-python-headless
    python train_garments.py --photographs DIR [--out garments.bin] [--check]

DIR holds the photographs by the names in garment_labels.py, which says which packages they come from; no side longer than
640. Those that are missing are left out, and named. --check trains on four fifths of the photographs and counts the last fifth,
five times over.

The input of each of 33 x 33 places is what four hidden layers of DeepLab see there in a square that goes from the head down to
the picture's end, or to the knees, and fifteen numbers of colour, roughness and place, as GarmentProbabilities.swift computes
them. places.py says how the file is laid out: 431 inputs, 4 classes.
"""
import numpy as np

import places
from garment_labels import LABELS
from places import IGNORED, SIDE

CLASSES = "ojtsh"  # other, outer garment, top, skin, hair
# Outer garments are too few to be told from the others.
TRAINED = np.array([0, 1, 1, 2, 3], np.uint8)


def frame(face, height):
    """Left, top and side of the square: it begins above the face, and is 2.8 to 6.5 sizes of that."""
    x0, y0, x1, y1 = face
    unit = max(x1 - x0, y1 - y0)
    top = int(np.floor((y0 + y1) / 2 - .9 * unit))
    side = max(1, int(min(max(height - top, 2.8 * unit), 6.5 * unit)))
    return int(np.floor((x0 + x1) / 2 - side / 2)), top, side


def inputs(crop, square, face, net):
    """What is seen at each place of a crop, of one plane for each number."""
    left, top, side = square
    x0, y0, x1, y1 = face
    unit = max(x1 - x0, y1 - y0)
    at = (np.arange(SIDE) + .5) * side / SIDE
    aside = np.abs(left + at - (x0 + x1) / 2)[None].repeat(SIDE, 0) / unit
    below = (top + at - (y0 + y1) / 2)[:, None].repeat(SIDE, 1) / unit
    colour = places.colours(crop)
    middle = (aside < .3) & (np.abs(below) < .3)
    skin = colour[:3, middle].mean(1)[:, None, None]
    return np.concatenate(places.seen(crop, net) + [colour, aside[None], below[None], colour[:3] - skin]).astype(np.float32)


def samples(folder):
    """Three views of each person: as they are, mirrored, and in other light, larger or smaller and moved."""
    net = places.network()
    random = np.random.default_rng(1)
    found, missing = [], []
    names = sorted({name.split("#")[0] for name in LABELS})
    for name, (face, text) in LABELS.items():
        picture = places.photograph(folder, name.split("#")[0])
        if picture is None:
            missing.append(name)
            continue
        wanted = places.grid(text, CLASSES)
        first = frame(face, picture.shape[0])
        for view in range(3):
            box, labels, seen, square = np.array(face, float), wanted, picture, first
            if view >= 2:
                # The labels move along: what lies at a place of the moved square lay at another one of the first.
                unit = max(box[2] - box[0], box[3] - box[1])
                scale, dx, dy = random.uniform(.85, 1.18), *random.uniform(-.12, .12, 2) * unit
                moved = np.array([box[0] + box[2], box[1] + box[3]]) / 2 + (dx, dy)
                box = np.array([*(moved - scale * unit / 2), *(moved + scale * unit / 2)])
                square = frame(box, picture.shape[0])
                at = (np.arange(SIDE) + .5) * square[2] / SIDE
                xs, ys = (np.floor((square[k] + at - first[k]) / first[2] * SIDE).astype(int) for k in (0, 1))
                iy, ix = (ys >= 0) & (ys < SIDE), (xs >= 0) & (xs < SIDE)
                labels = np.full((SIDE, SIDE), IGNORED, np.uint8)
                labels[np.ix_(iy, ix)] = wanted[np.ix_(ys[iy], xs[ix])]
                gamma, gains = random.uniform(.7, 1.4), random.uniform(.93, 1.07, 3)
                seen = np.clip(255 * (picture / 255.) ** gamma * gains, 0, 255).astype(np.uint8)
            crop, inside = places.square(seen, *square)
            labels = np.where(inside, labels, IGNORED)
            if view % 2:
                # The face moves along.
                width = picture.shape[1]
                crop, labels = np.ascontiguousarray(crop[:, ::-1]), labels[:, ::-1]
                square = (width - square[0] - square[2], *square[1:])
                box = np.array([width - box[2], box[1], width - box[0], box[3]])
            values = inputs(crop, square, box, net).reshape(-1, SIDE * SIDE).T
            kept = labels.ravel() != IGNORED
            if view >= 1:
                kept &= random.random(SIDE * SIDE) < .5
            found.append((values[kept], TRAINED[labels.ravel()[kept]], np.full(kept.sum(), names.index(name.split("#")[0])),
                          np.full(kept.sum(), view == 0)))
    print(f"{len(LABELS) - len(missing)} people; missing: {', '.join(missing) or 'none'}")
    return [np.concatenate(column) for column in zip(*found)]


if __name__ == "__main__":
    places.main(__doc__, samples, ["other", "cloth", "skin", "hair"], rounds=(5, 5), balance=.3)
