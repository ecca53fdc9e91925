"""What the scripts share that train a layer to tell the classes of 33 x 33 places from what DeepLab's hidden layers see there.

The file of the weights is little-endian float32: the inputs' means, their inverse deviations, inputs x 32 weights, 32 biases,
32 x classes weights, and the classes' biases.
"""
import argparse
import itertools
import pathlib
import re

import cv2
import numpy as np

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


def network():
    cv2.setNumThreads(1)
    return cv2.dnn.readNetFromONNX(str(ROOT / "Sources/CVision/models/deeplab_v3.onnx"), engine=cv2.dnn.ENGINE_CLASSIC)


def seen(picture, net):
    """What the hidden layers see of a picture of 257 x 257: a plane of 33 x 33 for each channel."""
    net.setInput(cv2.dnn.blobFromImage(picture, 1 / 127.5, (257, 257), (127.5,) * 3, swapRB=True))
    return [layer[0] for layer in net.forward(["onnx_node!" + name for name in LAYERS])]


def square(picture, left, top, size, side=257):
    """A square of a picture, grey where that ends; and which places are in it."""
    height, width = picture.shape[:2]
    whole = np.full((size, size, 3), 127, np.uint8)
    rows, columns = slice(max(0, top), min(height, top + size)), slice(max(0, left), min(width, left + size))
    whole[rows.start - top:rows.stop - top, columns.start - left:columns.stop - left] = picture[rows, columns]
    crop = cv2.resize(whole, (side, side), interpolation=cv2.INTER_AREA if size > side else cv2.INTER_LINEAR)
    middle = (np.arange(SIDE) + .5) * size / SIDE
    inside = ((left + middle >= 0) & (left + middle < width))[None] & ((top + middle >= 0) & (top + middle < height))[:, None]
    return crop, inside


def grid(text, classes):
    """The classes of 33 x 33 places from runs: a number and a letter, x for what is left out."""
    runs = "".join(letter * int(count or 1) for count, letter in re.findall(r"(\d*)([a-z])", text))
    assert len(runs) == SIDE * SIDE, len(runs)
    return np.array([IGNORED if c == "x" else classes.index(c) for c in runs], np.uint8).reshape(SIDE, SIDE)


def runs(labels, classes):
    """The text from which `grid` makes the classes."""
    letters = ("x" if k == IGNORED else classes[k] for k in labels.ravel())
    groups = ((letter, len(list(same))) for letter, same in itertools.groupby(letters))
    return "".join((str(count) if count > 1 else "") + letter for letter, count in groups)


def photograph(folder, name):
    """The photograph of this name; None where there is none."""
    path = next((p for p in sorted(folder.glob(name + ".*"))), None)
    return cv2.imread(str(path)) if path else None


def train(x, y, group, rounds, balance=.5):
    """The rarer a class, the more each of its places counts: by `balance`."""
    random = np.random.default_rng(0)
    mean, deviation = x.mean(0), x.std(0) + 1e-3
    z = ((x - mean) / deviation).clip(-5, 5).astype(np.float32)
    counts = np.bincount(y)
    classes = len(counts)
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
            wanted = np.where(np.arange(classes) == y[i][:, None], 1 - .01 * (classes - 1), .01)
            g = (softmax(h @ p[2] + p[3]) - wanted) * weight[i][:, None] / len(i)
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


def check(x, y, group, is_whole, names, rounds, balance):
    """Trains on four fifths and counts the last fifth, five times over."""
    folds = np.random.default_rng(7).permutation(group.max() + 1) % 5
    counts = np.zeros((len(names), len(names)))
    for fold in range(5):
        inside = folds[group] != fold
        outside = ~inside & is_whole
        model = train(x[inside], y[inside], group[inside], rounds, balance)
        np.add.at(counts, (y[outside], predicted(model, x[outside]).argmax(1)), 1)
    print(f"right: {100 * np.trace(counts) / counts.sum():.1f} % of places")
    print("class, it or not rightly told, found of it, right of what was found (%)")
    for k, name in enumerate(names):
        either = counts.sum() - counts[k].sum() - counts[:, k].sum() + 2 * counts[k, k]
        print(f"{name:6} {100 * either / counts.sum():5.1f} {100 * counts[k, k] / counts[k].sum():5.1f} "
              f"{100 * counts[k, k] / max(1, counts[:, k].sum()):5.1f}")


def main(document, samples, names, rounds, balance):
    """Runs a script: checks with `rounds`, trains with the second of them."""
    parser = argparse.ArgumentParser(description=document, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photographs", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    x, y, group, is_whole = samples(arguments.photographs)
    if arguments.check:
        check(x, y, group, is_whole, names, rounds[0], balance)
    if arguments.out:
        mean, deviation, p = train(x, y, group, rounds[1], balance)
        values = [mean, 1 / deviation, p[0].ravel(), p[1], p[2].ravel(), p[3]]
        np.concatenate(values).astype("<f4").tofile(arguments.out)
