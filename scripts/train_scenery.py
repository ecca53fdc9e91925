#!/usr/bin/env python3
"""Train Sources/CVision/models/scenery.bin, the weights that tell sky, water, grass, walls and trees.

    pip install numpy opencv-python-headless
    python train_scenery.py --photographs DIR [--out scenery.bin] [--check]

DIR holds the photographs by the names in scenery_labels.py, which says which packages they come from; no side longer than
1280. Those that are missing are left out, and named. --check trains on four fifths and counts the last fifth, five times over.

The input of each of 33 x 33 places is what four hidden layers of DeepLab see there, and ten numbers of colour and
roughness, as SceneryProbabilities.swift computes them. The file is little-endian float32: 426 means, 426 inverse deviations,
426 x 32 weights, 32 biases, 32 x 6 weights, 6 biases.
"""
import argparse
import pathlib

import cv2
import numpy as np

from scenery_labels import LABELS

CLASSES = "oswglt"  # other, sky, water, grass, wall, trees
SIDE, CELL, UNITS = 33, 8, 32
IGNORED = 255
LAYERS = ["Add_t154", "Add_t38", "Add_t67", "Relu_t174"]
ROOT = pathlib.Path(__file__).resolve().parent.parent


def oklab(picture):
    c = picture[:, :, ::-1].astype(np.float32) / 255
    c = np.where(c <= .04045, c / 12.92, ((c + .055) / 1.055) ** 2.4)
    to_lms = np.array([[.4122214708, .5363325363, .0514459929], [.2119034982, .6806995451, .1073969566],
                       [.0883024619, .2817188376, .6299787005]])
    to_lab = np.array([[.2104542553, .7936177850, -.0040720468], [1.9779984951, -2.4285922050, .4505937099],
                       [.0259040371, .7827717662, -.8086757660]])
    return (np.cbrt(c @ to_lms.T) @ to_lab.T).astype(np.float32)


def colours(picture):
    size = SIDE * CELL
    lab = oklab(cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA))
    places = lab.reshape(SIDE, CELL, SIDE, CELL, 3)
    mean, spread = places.mean((1, 3)), places[..., 0].std((1, 3))

    def steps(axis):
        first = lab[:, :1, 0] if axis else lab[:1, :, 0]
        return np.abs(np.diff(lab[..., 0], axis=axis, prepend=first)).reshape(SIDE, CELL, SIDE, CELL).mean((1, 3))

    def rough(values):
        return np.log(values + .004)

    low = np.repeat((np.arange(SIDE) / (SIDE - 1.))[:, None], SIDE, 1)
    return np.stack([mean[..., 0], mean[..., 1], mean[..., 2], np.hypot(mean[..., 1], mean[..., 2]), rough(spread),
                     rough(steps(1)), rough(steps(0)), low, cv2.blur(rough(spread), (5, 5)),
                     mean[..., 0] - mean[..., 0].mean()]).astype(np.float32)


def inputs(picture, net):
    small = cv2.resize(picture, (257, 257), interpolation=cv2.INTER_AREA)
    net.setInput(cv2.dnn.blobFromImage(small, 1 / 127.5, (257, 257), (127.5,) * 3, swapRB=True))
    seen = [layer[0] for layer in net.forward(["onnx_node!" + name for name in LAYERS])]
    return np.concatenate(seen + [colours(picture)]).reshape(-1, SIDE * SIDE).T.astype(np.float32)


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
    cv2.setNumThreads(1)
    model = str(ROOT / "Sources/CVision/models/deeplab_v3.onnx")
    net = cv2.dnn.readNetFromONNX(model, engine=cv2.dnn.ENGINE_CLASSIC)
    random = np.random.default_rng(1)
    found, missing = [], []
    for k, (name, parts) in enumerate(LABELS.items()):
        path = next((p for p in sorted(folder.glob(name + ".*"))), None)
        picture = cv2.imread(str(path)) if path else None
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


def train(x, y, group, rounds, balance=.5):
    """The rarer a class, the more each of its places counts: by `balance`."""
    random = np.random.default_rng(0)
    mean, deviation = x.mean(0), x.std(0) + 1e-3
    z = ((x - mean) / deviation).clip(-5, 5).astype(np.float32)
    classes = y.max() + 1
    counts = np.bincount(y)
    weight = ((counts.sum() / (counts + 1)) ** balance)[y] / np.sqrt(np.bincount(group)[group])
    weight = (weight / weight.mean()).astype(np.float32)
    size = z.shape[1]
    p = [random.normal(0, size ** -.5, (size, UNITS)), np.zeros(UNITS), random.normal(0, UNITS ** -.5, (UNITS, classes)),
         np.zeros(classes)]
    p = [values.astype(np.float32) for values in p]
    m, v, t = [0 * values for values in p], [0 * values for values in p], 0
    for turn in range(rounds):
        order, rate = random.permutation(len(z)), 3e-3 * (1 - turn / rounds)
        for start in range(0, len(order), 512):
            i = order[start:start + 512]
            a = z[i] * (random.random((len(i), size), dtype=np.float32) > .4) / .6
            h = np.maximum(a @ p[0] + p[1], 0)
            g = (softmax(h @ p[2] + p[3]) - np.where(np.arange(classes) == y[i][:, None], .96, .01)) * weight[i][:, None] / len(i)
            back = (g @ p[2].T) * (h > 0)
            steps = [a.T @ back + 1e-2 * p[0], back.sum(0), h.T @ g + 1e-2 * p[2], g.sum(0)]
            t += 1
            for k in range(4):
                m[k] = .9 * m[k] + .1 * steps[k]
                v[k] = .999 * v[k] + .001 * steps[k] ** 2
                p[k] = (p[k] - rate * (m[k] / (1 - .9 ** t)) / (np.sqrt(v[k] / (1 - .999 ** t)) + 1e-8)).astype(np.float32)
    return mean, deviation, p


def softmax(values):
    e = np.exp(values - values.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def predicted(model, x):
    mean, deviation, p = model
    return softmax(np.maximum(((x - mean) / deviation).clip(-5, 5) @ p[0] + p[1], 0) @ p[2] + p[3])


def check(x, y, group, is_whole):
    folds = np.random.default_rng(7).permutation(group.max() + 1) % 5
    counts = np.zeros((len(CLASSES), len(CLASSES)))
    for fold in range(5):
        inside = folds[group] != fold
        outside = ~inside & is_whole
        model = train(x[inside], y[inside], group[inside], 4)
        np.add.at(counts, (y[outside], predicted(model, x[outside]).argmax(1)), 1)
    print("class, found of it, right of what was found (%)")
    for k, name in enumerate(["other", "sky", "water", "grass", "wall", "trees"]):
        print(f"{name:6} {100 * counts[k, k] / counts[k].sum():5.1f} {100 * counts[k, k] / counts[:, k].sum():5.1f}")


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
        mean, deviation, p = train(x, y, group, 6)
        values = [mean, 1 / deviation, p[0].ravel(), p[1], p[2].ravel(), p[3]]
        np.concatenate(values).astype("<f4").tofile(arguments.out)


if __name__ == "__main__":
    main()
