#!/usr/bin/env python3
"""Train Sources/CVision/models/hair.bin, the weights that tell hair from skin, hats and cloth around a face.

    pip install numpy opencv-python-headless
    python train_hair.py --photographs DIR [--out hair.bin] [--check]

DIR holds the photographs by the names in hair_labels.py, which says which packages they come from; no side longer than
640. Those that are missing are left out, and named. --check trains on four fifths of the photographs and counts the last fifth,
five times over.

The input of each of 33 x 33 places is what four hidden layers of DeepLab see there in a square of 2.8 widths of the face,
and fourteen numbers of colour, roughness and place, as HeadProbabilities.swift computes them: 430. context.py says how the five classes
are read from them, and how the file is laid out.
"""
import argparse
import pathlib

import cv2
import numpy as np

import context
import places
from drawn_hats import with_hat
from hair_labels import LABELS
from places import IGNORED, SIDE

CLASSES = "ohstc"  # other, hair, skin, hat, cloth
ROUNDS, BALANCE = 5, .3
HATS = 3  # drawn on each head that wears none
# Of hair, in Lab: black, browns, reds, blonde, grey and white.
HAIRS = [(12, 2, 2), (20, 4, 6), (25, 8, 10), (35, 25, 25), (40, 12, 22), (55, 22, 38), (68, 6, 26), (80, 3, 14), (60, 0, 2), (82, 0, 3)]


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


def likely(labels):
    """How likely each class is at each place; where none is known, from those near."""
    known, planes, weight = (labels != IGNORED).astype(np.float32), np.zeros((len(CLASSES), SIDE, SIDE), np.float32), 0
    for sigma, share in ((.6, 1), (2, .05), (6, .001)):
        weight = weight + share * cv2.GaussianBlur(known, (0, 0), sigma)
        for k in range(len(CLASSES)):
            planes[k] += share * cv2.GaussianBlur((labels == k).astype(np.float32), (0, 0), sigma)
    return planes / np.maximum(weight, 1e-9)


def along_edges(guide, plane, radius=5, least=1e-3):
    """A guided filter."""
    def mean(values):
        return cv2.blur(values, (2 * radius + 1, 2 * radius + 1))
    own, other = mean(guide), mean(plane)
    slope = (mean(guide * plane) - own * other) / (mean(guide * guide) - own * own + least)
    return np.clip(mean(slope) * guide + mean(other - slope * own), 0, 1)


def recoloured(crop, labels, random, what):
    """A crop with hair, cloth or what lies behind in another colour, as often as not in the hair's own."""
    lab, planes = cv2.cvtColor(crop.astype(np.float32) / 255, cv2.COLOR_BGR2LAB), likely(labels)
    guide = lab[..., 0] / 100

    def part(letter):
        plane = cv2.resize(planes[CLASSES.index(letter)], crop.shape[1::-1], interpolation=cv2.INTER_CUBIC)
        return along_edges(guide, plane)

    def mean(share):
        return lab[share > .8].mean(0) if (share > .8).sum() > 60 else None

    def move(share, to, contrast=1.):
        first = mean(share)
        if first is not None:
            steps = (lab - first) * contrast * (np.clip((to[0] + 4) / (first[0] + 4), .5, 1.8), 1, 1)
            lab[:] += (to + steps - lab) * share[..., None]

    def like(colour, spread):
        if random.random() < .5:
            return colour + random.normal(0, spread, 3) * (1, .5, .5)
        return np.array([random.uniform(5, 95), random.normal(0, 16), random.normal(0, 16)])

    hair = part("h")
    colour = mean(hair)
    if colour is None:
        return crop
    if what in ("hair", "both"):
        colour = HAIRS[random.integers(len(HAIRS))] + random.normal(0, 3, 3)
        move(hair, colour)
    if what in ("cloth", "both"):
        move(part("c"), like(colour, 4))
    if what == "behind":
        move(part("o"), like(colour, 6), random.uniform(.3, 1))
    lab[..., 0] = lab[..., 0].clip(0, 100)
    return np.clip(cv2.cvtColor(lab.astype(np.float32), cv2.COLOR_LAB2BGR) * 255, 0, 255).astype(np.uint8)


def moved(face, wanted, scale, dx, dy):
    """A square larger and moved by these widths of the face; the labels move along, what lay at a place lies at another."""
    box = np.array(face, float)
    unit = max(box[2] - box[0], box[3] - box[1])
    middle = (box[:2] + box[2:]) / 2 + np.array((dx, dy)) * unit
    at = (np.arange(SIDE) + .5) / SIDE * 2.8
    columns = np.floor(((at - 1.4) * scale + dx + 1.4) / 2.8 * SIDE).astype(int)
    rows = np.floor(((at - 1.15) * scale + dy + 1.15) / 2.8 * SIDE).astype(int)
    labels = np.full((SIDE, SIDE), IGNORED, np.uint8)
    iy, ix = (rows >= 0) & (rows < SIDE), (columns >= 0) & (columns < SIDE)
    labels[np.ix_(iy, ix)] = wanted[np.ix_(rows[iy], columns[ix])]
    return np.array([*(middle - scale * unit / 2), *(middle + scale * unit / 2)]), labels


def in_other_light(picture, random):
    gamma, gains = random.uniform(.65, 1.5), random.uniform(.92, 1.08, 3)
    seen = np.clip(255 * (picture / 255.) ** gamma * gains, 0, 255)
    if random.random() < .15:
        seen = np.repeat(seen.mean(2, keepdims=True), 3, 2)
    return seen.astype(np.uint8)


def views(picture, face, wanted, random, net, pieces):
    """What is seen of each place and its class: first of the head as it is, then mirrored, larger and smaller, moved, in other
    light and other colours, and in hats."""
    def view(picture, face, labels, mirrored=False, what=None):
        crop, inside = cut(picture, face)
        labels = np.where(inside, labels, IGNORED).astype(np.uint8)
        if what:
            crop = recoloured(crop, labels, random, what)
        if mirrored:
            crop, labels = np.ascontiguousarray(crop[:, ::-1]), labels[:, ::-1]
        return inputs(crop, net).reshape(-1, SIDE * SIDE).T.astype(np.float16), labels

    yield view(picture, face, wanted)
    yield view(picture, face, wanted, mirrored=True)
    for scale in (.8, 1.25):
        yield view(picture, *moved(face, wanted, scale, 0, 0))
    for what in (None, None, "hair", "hair", "cloth", "both", "behind"):
        box, labels = moved(face, wanted, random.uniform(.8, 1.25), *random.uniform(-.15, .15, 2))
        seen = in_other_light(picture, random) if what is None or random.random() < .4 else picture
        yield view(seen, box, labels, random.random() < .5, what)
    hat = CLASSES.index("t")
    for k in range(HATS if (wanted == hat).sum() <= 3 else 0):
        seen, lies = with_hat(random, picture, face, pieces)
        covered = shares(lies.astype(np.float32), face)
        yield view(seen, face, np.where(covered > .8, hat, np.where(covered > .03, IGNORED, wanted)), k % 2 == 1)


def heads(folder):
    """The views of each head by its name."""
    net, pictures = places.network(), {}
    for name in LABELS:
        picture = places.photograph(folder, name.split("#")[0])
        if picture is not None:
            pictures[name] = picture
    missing = [name for name in LABELS if name not in pictures]
    print(f"{len(pictures)} heads; missing: {', '.join(missing) or 'none'}", flush=True)
    pieces = pieces_of_clothes(pictures)
    return {name: list(views(picture, LABELS[name][0], places.grid(LABELS[name][1], CLASSES), np.random.default_rng(k), net, pieces))
            for k, (name, picture) in enumerate(pictures.items())}


def check(heads):
    """Trains on four fifths of the photographs and counts on the last fifth, five times over."""
    photographs = sorted({name.split("#")[0] for name in heads})
    folds = np.random.default_rng(7).permutation(len(photographs)) % 5
    fold = {name: folds[photographs.index(name.split("#")[0])] for name in heads}
    right, all_places, overlaps = 0, 0, []
    for k in range(5):
        model = context.train([view for name in heads if fold[name] != k for view in heads[name]], ROUNDS, BALANCE)
        for name in heads:
            if fold[name] != k:
                continue
            seen, labels = heads[name][0]
            found, known = context.predicted(model, seen)[0].argmax(2), labels != IGNORED
            right, all_places = right + (found == labels)[known].sum(), all_places + known.sum()
            hair, there = (found == 1) & known, labels == 1
            if there.sum() > 8:
                overlaps.append((hair & there).sum() / (hair | there).sum())
    overlaps = np.array(overlaps)
    print(f"right: {100 * right / all_places:.1f} % of places; hair, of {len(overlaps)} heads: {overlaps.mean():.3f} of what it is or was "
          f"found at is both, more than 0.8 with {(overlaps > .8).sum()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    found = heads(arguments.photographs)
    if arguments.check:
        check(found)
    if arguments.out:
        context.written(context.train([view for head in found.values() for view in head], ROUNDS, BALANCE), arguments.out)
