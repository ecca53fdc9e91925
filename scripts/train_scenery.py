#!/usr/bin/env python3
"""Train Sources/CVision/models/scenery.bin, the weights that tell sky, water, grass, walls and trees.

    pip install numpy opencv-python-headless
    python train_scenery.py --photographs DIR [--out scenery.bin] [--check]

DIR holds the photographs by the names in scenery_labels.py, which says which packages they come from; no side longer than
1280. Those that are missing are left out, and named. --check trains on four fifths and counts the last fifth, five times over.

The input of each of 33 x 33 places is what four hidden layers of DeepLab see there, and ten numbers of colour and
roughness, as SceneryProbabilities.swift computes them. places.py says how the file is laid out: 426 inputs, 6 classes.
"""
import cv2
import numpy as np

import places
from places import IGNORED, SIDE
from scenery_labels import LABELS

CLASSES = "oswglt"  # other, sky, water, grass, wall, trees


def inputs(picture, net):
    small = cv2.resize(picture, (257, 257), interpolation=cv2.INTER_AREA)
    return np.concatenate(places.seen(small, net) + [places.colours(picture)]).reshape(-1, SIDE * SIDE).T.astype(np.float32)


def labels(parts):
    """The class of each place; places that are mixed are ignored."""
    fine = np.zeros((330, 330), np.uint8)
    for name, outline in parts:
        if not isinstance(outline[0], tuple):
            x0, y0, x1, y1 = outline
            outline = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        value = IGNORED if name == "x" else CLASSES.index(name)
        cv2.fillPoly(fine, [np.array([[x * 33, y * 33] for x, y in outline], np.int32)], value)
    result = np.full((SIDE, SIDE), IGNORED, np.uint8)
    for y in range(SIDE):
        for x in range(SIDE):
            counts = np.bincount(fine[y * 10:y * 10 + 10, x * 10:x * 10 + 10].ravel(), minlength=256)
            if counts.max() >= 85:
                result[y, x] = counts.argmax()
    return result


def samples(folder):
    """Eight views of each photograph: as it is, mirrored, cropped in other light."""
    net = places.network()
    random = np.random.default_rng(1)
    found, missing = [], []
    for k, (name, parts) in enumerate(LABELS.items()):
        picture = places.photograph(folder, name)
        if picture is None:
            missing.append(name)
            continue
        longest = max(picture.shape[:2])
        if longest > 700:
            picture = cv2.resize(picture, None, fx=640 / longest, fy=640 / longest, interpolation=cv2.INTER_AREA)
        height, width = picture.shape[:2]
        coarse = labels(parts)
        for view in range(8):
            seen, wanted = picture, coarse
            if view >= 2:
                s = random.uniform(.6, .95)
                x, y = random.uniform(0, 1 - s), random.uniform(0, 1 - s)
                seen = picture[int(y * height):int((y + s) * height), int(x * width):int((x + s) * width)]
                part = cv2.resize(coarse, (330, 330), interpolation=cv2.INTER_NEAREST)
                part = part[int(y * 330):int((y + s) * 330), int(x * 330):int((x + s) * 330)]
                wanted = cv2.resize(part, (SIDE, SIDE), interpolation=cv2.INTER_NEAREST)
                gamma, gains = random.uniform(.75, 1.3), random.uniform(.93, 1.07, 3)
                seen = np.clip(255 * (seen / 255.) ** gamma * gains, 0, 255).astype(np.uint8)
            if view % 2:
                seen, wanted = seen[:, ::-1], wanted[:, ::-1]
            values = inputs(np.ascontiguousarray(seen), net)
            kept = wanted.ravel() != IGNORED
            if view >= 2:
                kept &= random.random(SIDE * SIDE) < .6
            found.append((values[kept], wanted.ravel()[kept], np.full(kept.sum(), k), np.full(kept.sum(), view == 0)))
    print(f"{len(LABELS) - len(missing)} photographs; missing: {', '.join(missing) or 'none'}")
    return [np.concatenate(column) for column in zip(*found)]


if __name__ == "__main__":
    places.main(__doc__, samples, ["other", "sky", "water", "grass", "wall", "trees"], rounds=(4, 6), balance=.5)
