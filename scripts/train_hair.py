#!/usr/bin/env python3
"""Train Sources/CVision/models/hair.bin, the weights that tell hair from skin, hats and cloth around a face.

    pip install numpy opencv-python-headless
    python train_hair.py --photographs DIR [--out hair.bin] [--check]

DIR holds the photographs by the names in hair_labels.py, which says which packages they come from; no side longer than
640. Those that are missing are left out, and named. --check trains on four fifths of the photographs and counts the last fifth,
five times over.

The input of each of 33 x 33 places is what four hidden layers of DeepLab see there in a square of 2.8 widths of the face,
and fourteen numbers of colour, roughness and place, as HeadProbabilities.swift computes them. places.py says how the file is
laid out: 430 inputs, 5 classes.
"""
import cv2
import numpy as np

import places
from drawn_hats import with_hat
from hair_labels import LABELS
from places import IGNORED, SIDE

CLASSES = "ohstc"  # other, hair, skin, hat, cloth
HATS = 5  # drawn on each head that wears none


def cut(picture, face, side=257):
    """A square around the face, grey where the picture ends: more of it below than above; and which places are in it."""
    x0, y0, x1, y1 = face
    unit = max(x1 - x0, y1 - y0)
    left, top = int(np.floor((x0 + x1) / 2 - 1.4 * unit)), int(np.floor((y0 + y1) / 2 - 1.15 * unit))
    return places.square(picture, left, top, max(1, int(2.8 * unit)), side)


def inputs(crop, net):
    """What is seen at each place of a crop, of one plane for each number."""
    colour = places.colours(crop)
    skin = colour[:3, 13:17, 14:19].mean((1, 2))[:, None, None]
    aside = np.repeat(np.abs(np.arange(SIDE) / (SIDE - 1.) * 2 - 1)[None], SIDE, 0)[None]
    return np.concatenate(places.seen(crop, net) + [colour, aside, colour[:3] - skin]).astype(np.float32)


def shares(plane, face, side=SIDE):
    """The mean of a plane of the photograph at each place of the square around a face."""
    x0, y0, x1, y1 = face
    unit = max(x1 - x0, y1 - y0)
    left, top = np.floor((x0 + x1) / 2 - 1.4 * unit), np.floor((y0 + y1) / 2 - 1.15 * unit)
    scale = max(1, int(2.8 * unit)) / (8 * side)
    into = np.array([[scale, 0, left + scale / 2 - .5], [0, scale, top + scale / 2 - .5]])
    fine = cv2.warpAffine(plane, into, (8 * side, 8 * side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA)


def pieces_of_clothes(pictures):
    """Some cloth of everybody who shows it, six places wide."""
    found = []
    for name, picture in pictures.items():
        face, text = LABELS[name]
        crop, inside = cut(picture, face, 8 * SIDE)
        whole = cv2.boxFilter(((places.grid(text, CLASSES) == CLASSES.index("c")) & inside).astype(np.float32), -1, (6, 6), normalize=False)
        rows, columns = np.nonzero(whole >= 36)
        if len(rows):
            y, x = rows[len(rows) // 2], columns[len(rows) // 2]
            found.append(crop[8 * max(0, y - 3):8 * (y + 3), 8 * max(0, x - 3):8 * (x + 3)])
    return found


def hats(pictures, names, net):
    """Each head that wears none with hats, a few places of each: with more of them, short dark hair is taken for a hat."""
    random, pieces = np.random.default_rng(5), pieces_of_clothes(pictures)
    hat = CLASSES.index("t")
    for name, picture in pictures.items():
        face, text = LABELS[name]
        if (places.grid(text, CLASSES) == hat).sum() > 3:
            continue
        for k in range(HATS):
            seen, lies = with_hat(random, picture, face, pieces)
            covered = shares(lies.astype(np.float32), face)
            labels = np.where(covered > .8, hat, np.where(covered > .03, IGNORED, places.grid(text, CLASSES)))
            crop, inside = cut(seen, face)
            labels = np.where(inside, labels, IGNORED)
            if k % 2:
                crop, labels = np.ascontiguousarray(crop[:, ::-1]), labels[:, ::-1]
            chance = np.where(labels.ravel() == hat, .12, .05)
            kept = (labels.ravel() != IGNORED) & (random.random(SIDE * SIDE) < chance)
            values = inputs(crop, net).reshape(-1, SIDE * SIDE).T
            yield (values[kept], labels.ravel()[kept], np.full(kept.sum(), names.index(name.split("#")[0])),
                   np.zeros(kept.sum(), bool))


def samples(folder):
    """Three views of each head: as it is, mirrored, and in other light, larger or smaller and moved; and with hats."""
    net = places.network()
    random = np.random.default_rng(1)
    found, missing, pictures = [], [], {}
    names = sorted({name.split("#")[0] for name in LABELS})
    for name, (face, text) in LABELS.items():
        picture = places.photograph(folder, name.split("#")[0])
        if picture is None:
            missing.append(name)
            continue
        pictures[name] = picture
        wanted = places.grid(text, CLASSES)
        for view in range(3):
            box, labels, seen = np.array(face, float), wanted, picture
            if view >= 2:
                # The labels move along: what lies at a place of the moved crop lay at another one of the first.
                unit = max(box[2] - box[0], box[3] - box[1])
                scale, dx, dy = random.uniform(.85, 1.18), *random.uniform(-.12, .12, 2) * unit
                centre = np.array([box[0] + box[2], box[1] + box[3]]) / 2
                moved = centre + (dx, dy)
                box = np.array([*(moved - scale * unit / 2), *(moved + scale * unit / 2)])
                at = (np.arange(SIDE) + .5) / SIDE * 2.8
                columns = ((at - 1.4) * scale + dx / unit + 1.4) / 2.8 * SIDE
                rows = ((at - 1.15) * scale + dy / unit + 1.15) / 2.8 * SIDE
                labels = np.full((SIDE, SIDE), IGNORED, np.uint8)
                ys, xs = np.floor(rows).astype(int), np.floor(columns).astype(int)
                iy, ix = (ys >= 0) & (ys < SIDE), (xs >= 0) & (xs < SIDE)
                labels[np.ix_(iy, ix)] = wanted[np.ix_(ys[iy], xs[ix])]
                gamma, gains = random.uniform(.7, 1.4), random.uniform(.93, 1.07, 3)
                seen = np.clip(255 * (picture / 255.) ** gamma * gains, 0, 255).astype(np.uint8)
            crop, inside = cut(seen, box)
            labels = np.where(inside, labels, IGNORED)
            if view % 2:
                crop, labels = np.ascontiguousarray(crop[:, ::-1]), labels[:, ::-1]
            values = inputs(crop, net).reshape(-1, SIDE * SIDE).T
            kept = labels.ravel() != IGNORED
            if view >= 1:
                kept &= random.random(SIDE * SIDE) < .4
            found.append((values[kept], labels.ravel()[kept], np.full(kept.sum(), names.index(name.split("#")[0])),
                          np.full(kept.sum(), view == 0)))
    found += hats(pictures, names, net)
    print(f"{len(LABELS) - len(missing)} heads; missing: {', '.join(missing) or 'none'}")
    return [np.concatenate(column) for column in zip(*found)]


if __name__ == "__main__":
    places.main(__doc__, samples, ["other", "hair", "skin", "hat", "cloth"], rounds=(4, 5), balance=.3)
