"""The quick reader: what the network taught to sums over pieces of words, their pairs and their triples.

A few microseconds a comment, for the many of which it is sure. Its tables are mapped from their file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parvis.engine.judge.pieces import cutter
from parvis.engine.weights import MODELS

BUCKETS = 1 << 17  # places that pairs and triples of pieces share
WIDTH, INNER = 32, 64
WINDOW, STEP = 48, 36  # pieces summed together, and from one window to the next
_PAIR, _TRIPLE = 1_000_003, 998_244_353  # large primes: neighbours must not share places
Floats = NDArray[np.float32]
Whole = NDArray[np.int64]


class Student:
    """`table` is (pieces + BUCKETS, WIDTH) in 8 bits with one scale; two small layers follow."""

    def __init__(self, folder: Path = MODELS) -> None:
        self.table = np.load(folder / "student_table.npy", mmap_mode="r")
        rest = np.load(folder / "student_layers.npy", mmap_mode="r")
        self.count = len(self.table) - BUCKETS
        self.layers = unpacked(rest)
        self.begin = cutter().begin

    def scores(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Probabilities, (texts, heads), of comments given as numbers of pieces; the highest of each one's windows."""
        windows = [(index, piece) for index, pieces in enumerate(texts) for piece in windows_of(pieces)]
        sums = self._sums([window for _, window in windows])
        scale, inner, inner_bias, outer, outer_bias = self.layers
        hidden = np.asarray(np.maximum(sums * scale @ inner + inner_bias, 0), np.float32)
        scores = np.asarray(1 / (1 + np.exp(-np.clip(hidden @ outer + outer_bias, -30, 30))), np.float32)
        if len(windows) == len(texts):
            return scores
        first = np.unique([index for index, _ in windows], return_index=True)[1]
        highest: Floats = np.maximum.reduceat(scores, first)
        return highest

    def _sums(self, windows: Sequence[Sequence[int]]) -> Floats:
        features, starts = features_of(windows, self.count, self.begin)
        sums: Floats = np.add.reduceat(self.table[features].astype(np.float32), starts)
        sizes: Floats = np.diff(np.append(starts, len(features))).astype(np.float32)
        return np.asarray(sums / np.sqrt(sizes)[:, None], np.float32)


def windows_of(pieces: Sequence[int]) -> list[Sequence[int]]:
    if len(pieces) <= WINDOW:
        return [pieces]
    return [pieces[start : start + WINDOW] for start in range(0, len(pieces) - (WINDOW - STEP), STEP)]


def features_of(windows: Sequence[Sequence[int]], count: int, begin: int) -> tuple[Whole, Whole]:
    """Places in the table, and where each window's begin: pieces, pairs and triples, with a sign between windows."""
    lengths = np.array([len(window) + 1 for window in windows])
    flat = np.fromiter((n for window in windows for n in (begin, *window)), np.int64, int(lengths.sum()))
    ends = np.cumsum(lengths)
    after, second = np.roll(flat, -1), np.roll(flat, -2)
    second[ends - 1] = begin  # what follows a window is no part of it
    pairs = count + (flat * _PAIR ^ after) % BUCKETS
    triples = count + ((flat * _PAIR ^ after) * _TRIPLE ^ second) % BUCKETS
    features = np.stack([flat, pairs, triples], axis=1).reshape(-1)
    starts = np.concatenate([[0], 3 * ends[:-1]])
    return features, starts


def packed(scale: float, inner: Floats, inner_bias: Floats, outer: Floats, outer_bias: Floats) -> Floats:
    """The small layers as one row of numbers, as they are kept in their file."""
    return np.concatenate(
        [np.array([scale], np.float32), inner.ravel(), inner_bias, outer.ravel(), outer_bias], dtype=np.float32
    )  # fmt: skip


def unpacked(flat: Floats) -> tuple[np.float32, Floats, Floats, Floats, Floats]:
    cuts = np.cumsum([1, WIDTH * INNER, INNER])
    scale, inner, inner_bias, rest = np.split(np.asarray(flat), cuts)
    heads = (len(rest)) // (INNER + 1)
    outer, outer_bias = np.split(rest, [INNER * heads])
    return scale[0], inner.reshape(WIDTH, INNER), inner_bias, outer.reshape(INNER, heads), outer_bias


@lru_cache(maxsize=1)
def student() -> Student:
    return Student()
