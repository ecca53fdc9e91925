"""A network that tells the class of each of 33 x 33 places from what is seen there and around it.

A layer of 32 units reads what is seen of a place. What it makes of it, the mean of that over the squares of 5 and of 13 places around,
and over all places, go to a second layer of 32 units, which the classes are read from. ContextWeights.swift computes it.

The file of the weights is little-endian float32: the inputs' means, their inverse deviations, and of each of the three layers the
weights (inputs x units) and the biases.
"""
import cv2
import numpy as np

from places import IGNORED, SIDE, softmax

UNITS, WIDTHS = 32, (5, 13)


def box_sums(values, width):
    return np.stack([cv2.boxFilter(plane, -1, (width, width), normalize=False, borderType=cv2.BORDER_CONSTANT) for plane in values])


COUNTS = {width: box_sums(np.ones((1, SIDE, SIDE), np.float32), width)[..., None] for width in WIDTHS}


class Network:
    def __init__(self, inputs, classes, random):
        wide = UNITS * (2 + len(WIDTHS))
        shapes = [(inputs, UNITS, 1), (wide, UNITS, 1.4), (UNITS, classes, 1)]
        self.p = [p.astype(np.float32) for size, units, scale in shapes
                  for p in (random.normal(0, scale * size ** -.5, (size, units)), np.zeros(units))]
        self.moments = [(0 * p, 0 * p) for p in self.p]
        self.time = 0

    def forward(self, values, kept=1):
        """Of the places of whole squares; `kept` is how much each input counts."""
        p, count = self.p, len(values) // SIDE ** 2
        own = np.maximum(values @ (p[0] * np.reshape(kept, (-1, 1))) + p[1], 0)
        square = own.reshape(count, SIDE, SIDE, UNITS)
        means = [box_sums(square, width) / COUNTS[width] for width in WIDTHS]
        means.append(np.broadcast_to(square.mean((1, 2), keepdims=True), square.shape))
        around = np.concatenate([square, *means], 3).reshape(len(values), -1)
        inner = np.maximum(around @ p[2] + p[3], 0)
        return own, around, inner, softmax(inner @ p[4] + p[5])

    def step(self, values, kept, y, weight, rate, decay=3e-3):
        """One step of Adam towards the classes `y`, of which each counts by its weight."""
        own, around, inner, seen = self.forward(values, kept)
        count, classes = len(values) // SIDE ** 2, seen.shape[1]
        wanted = np.where(np.arange(classes) == y[:, None], 1 - .01 * (classes - 1), .01)
        g = ((seen - wanted) * weight[:, None] / weight.sum()).astype(np.float32)
        to_inner = (g @ self.p[4].T) * (inner > 0)
        parts = np.split((to_inner @ self.p[2].T).reshape(count, SIDE, SIDE, -1), 2 + len(WIDTHS), 3)
        back = parts[0].copy()
        for width, part in zip(WIDTHS, parts[1:]):
            back += box_sums(np.ascontiguousarray(part / COUNTS[width]), width)
        back = (back + parts[-1].mean((1, 2), keepdims=True)).reshape(len(values), UNITS) * (own > 0)
        steps = [(values.T @ back) * kept[:, None] + decay * self.p[0], back.sum(0), around.T @ to_inner + decay * self.p[2],
                 to_inner.sum(0), inner.T @ g + decay * self.p[4], g.sum(0)]
        self.time += 1
        for k, value in enumerate(steps):
            m, v = self.moments[k]
            self.moments[k] = m, v = .9 * m + .1 * value, .999 * v + .001 * value * value
            move = rate * (m / (1 - .9 ** self.time)) / (np.sqrt(v / (1 - .999 ** self.time)) + 1e-8)
            self.p[k] = (self.p[k] - move).astype(np.float32)


def train(views, rounds, balance, seed=0):
    """`views` are pairs of what is seen of all places of a square and of their classes. The rarer a class, the more it counts."""
    random = np.random.default_rng(seed)
    some = np.concatenate([seen[::7].astype(np.float32) for seen, _ in views])
    mean, scale = some.mean(0), 1 / (some.std(0) + 1e-3)
    counts = np.bincount(np.concatenate([labels[labels != IGNORED] for _, labels in views]))
    rarity = (counts.sum() / (counts + 1.)) ** balance
    network, done = Network(len(mean), len(counts), random), 0
    steps = rounds * ((len(views) + 3) // 4)
    for _ in range(rounds):
        order = random.permutation(len(views))
        for start in range(0, len(order), 4):
            some = [views[i] for i in order[start:start + 4]]
            values = np.concatenate([normalised(seen, mean, scale) for seen, _ in some])
            kept = ((random.random(len(mean)) > .4) / .6).astype(np.float32)
            y = np.concatenate([labels.ravel() for _, labels in some])
            known = y != IGNORED
            y = np.where(known, y, 0)
            weight = np.where(known, rarity[y], 0)
            weight = np.concatenate([w / np.sqrt(max(1, (w > 0).sum())) for w in np.split(weight, len(some))])
            network.step(values, kept, y, weight.astype(np.float32), 3e-3 * min(1, (done + 1) / 30) * (1 - done / steps))
            done += 1
    return mean, scale, network


def normalised(seen, mean, scale):
    return ((seen.astype(np.float32) - mean) * scale).clip(-5, 5)


def predicted(model, seen):
    mean, scale, network = model
    return network.forward(normalised(seen, mean, scale))[3].reshape(-1, SIDE, SIDE, network.p[5].size)


def written(model, path):
    mean, scale, network = model
    np.concatenate([mean, scale, *(p.ravel() for p in network.p)]).astype("<f4").tofile(path)
