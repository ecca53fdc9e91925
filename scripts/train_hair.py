#!/usr/bin/env python3
"""Train Sources/CVision/models/hair.bin, the weights that tell hair from skin, hats and cloth around a face.

    pip install numpy opencv-python-headless
    python train_hair.py --photographs DIR [--out hair.bin] [--check]

DIR holds the photographs by the names in hair_labels.py, which says which packages they come from; no side longer than
640. Those that are missing are left out, and named. --check trains on four fifths of the photographs and counts the last fifth,
five times over.

The input of each of 33 x 33 places is what four hidden layers of DeepLab see there in a square of 2.8 widths of the face,
and fourteen numbers of colour, roughness and place, as HeadProbabilities.swift computes them. The file is little-endian
float32: 430 means, 430 inverse deviations, 430 x 32 weights, 32 biases, 32 x 5 weights, 5 biases.
"""
import argparse
import pathlib
import re

import cv2
import numpy as np

from drawn_hats import with_hat
from hair_labels import LABELS
from train_scenery import IGNORED, LAYERS, ROOT, SIDE, colours, predicted, train

CLASSES = "ohstc"  # other, hair, skin, hat, cloth
BALANCE = .3
HATS = 5  # drawn on each head that wears none


def cut(picture, face, side=257):
    """A square around the face, grey where the picture ends: more of it below than above; and which places are in it."""
    x0, y0, x1, y1 = face
    unit = max(x1 - x0, y1 - y0)
    left, top = int(np.floor((x0 + x1) / 2 - 1.4 * unit)), int(np.floor((y0 + y1) / 2 - 1.15 * unit))
    size = max(1, int(2.8 * unit))
    height, width = picture.shape[:2]
    square = np.full((size, size, 3), 127, np.uint8)
    rows, columns = slice(max(0, top), min(height, top + size)), slice(max(0, left), min(width, left + size))
    square[rows.start - top:rows.stop - top, columns.start - left:columns.stop - left] = picture[rows, columns]
    crop = cv2.resize(square, (side, side), interpolation=cv2.INTER_AREA if size > side else cv2.INTER_LINEAR)
    middle = (np.arange(SIDE) + .5) * size / SIDE
    inside = ((left + middle >= 0) & (left + middle < width))[None] & ((top + middle >= 0) & (top + middle < height))[:, None]
    return crop, inside


def inputs(crop, net):
    """What is seen at each place of a crop, of one plane for each number."""
    net.setInput(cv2.dnn.blobFromImage(crop, 1 / 127.5, (257, 257), (127.5,) * 3, swapRB=True))
    seen = [layer[0] for layer in net.forward(["onnx_node!" + name for name in LAYERS])]
    colour = colours(crop)
    skin = colour[:3, 13:17, 14:19].mean((1, 2))[:, None, None]
    aside = np.repeat(np.abs(np.arange(SIDE) / (SIDE - 1.) * 2 - 1)[None], SIDE, 0)[None]
    return np.concatenate(seen + [colour, aside, colour[:3] - skin]).astype(np.float32)


def grid(text):
    """The classes of 33 x 33 places from runs: a number and a letter, x for what is left out."""
    runs = "".join(letter * int(count or 1) for count, letter in re.findall(r"(\d*)([a-z])", text))
    assert len(runs) == SIDE * SIDE, len(runs)
    return np.array([IGNORED if c == "x" else CLASSES.index(c) for c in runs], np.uint8).reshape(SIDE, SIDE)


def places(plane, face, side=SIDE):
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
        whole = cv2.boxFilter(((grid(text) == CLASSES.index("c")) & inside).astype(np.float32), -1, (6, 6), normalize=False)
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
        if (grid(text) == hat).sum() > 3:
            continue
        for k in range(HATS):
            seen, lies = with_hat(random, picture, face, pieces)
            covered = places(lies.astype(np.float32), face)
            labels = np.where(covered > .8, hat, np.where(covered > .03, IGNORED, grid(text)))
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
    cv2.setNumThreads(1)
    net = cv2.dnn.readNetFromONNX(str(ROOT / "Sources/CVision/models/deeplab_v3.onnx"), engine=cv2.dnn.ENGINE_CLASSIC)
    random = np.random.default_rng(1)
    found, missing, pictures = [], [], {}
    names = sorted({name.split("#")[0] for name in LABELS})
    for name, (face, text) in LABELS.items():
        path = next((p for p in sorted(folder.glob(name.split("#")[0] + ".*"))), None)
        picture = cv2.imread(str(path)) if path else None
        if picture is None:
            missing.append(name)
            continue
        pictures[name] = picture
        wanted = grid(text)
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


def check(x, y, group, is_whole):
    folds = np.random.default_rng(7).permutation(group.max() + 1) % 5
    counts = np.zeros((5, 5))
    for fold in range(5):
        inside = folds[group] != fold
        outside = ~inside & is_whole
        model = train(x[inside], y[inside], group[inside], 4, BALANCE)
        np.add.at(counts, (y[outside], predicted(model, x[outside]).argmax(1)), 1)
    hair = counts[1, 1] + counts.sum() - counts[1].sum() - counts[:, 1].sum() + counts[1, 1]
    print(f"right: {100 * np.trace(counts) / counts.sum():.1f} % of places; hair or not: {100 * hair / counts.sum():.1f} %")
    print("class, found of it, right of what was found (%)")
    for k, name in enumerate(["other", "hair", "skin", "hat", "cloth"]):
        print(f"{name:6} {100 * counts[k, k] / counts[k].sum():5.1f} {100 * counts[k, k] / max(1, counts[:, k].sum()):5.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    x, y, group, is_whole = samples(arguments.photographs)
    if arguments.check:
        check(x, y, group, is_whole)
    if arguments.out:
        mean, deviation, p = train(x, y, group, 5, BALANCE)
        values = [mean, 1 / deviation, p[0].ravel(), p[1], p[2].ravel(), p[3]]
        np.concatenate(values).astype("<f4").tofile(arguments.out)


if __name__ == "__main__":
    main()
