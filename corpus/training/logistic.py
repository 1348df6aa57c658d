"""Logistic regression on sparse rows, by limited-memory quasi-Newton steps (Liu and Nocedal, 1989)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from parvis.gate.learnt import PLACES

SHRINKAGE, STEPS, KEPT, ENOUGH = 1.0, 100, 8, 1e-5
Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_Step = Callable[[Floats], tuple[float, Floats]]


@dataclass(frozen=True, slots=True)
class Table:
    """Sparse rows: for each value its row and its place."""

    rows: Whole
    places: Whole
    values: Floats
    count: int

    @classmethod
    def of(cls, places: Sequence[Sequence[int]], values: Sequence[Sequence[float]]) -> Table:
        lengths = [len(row) for row in places]
        return cls(
            np.repeat(np.arange(len(lengths)), lengths),
            np.array([place for row in places for place in row], np.int64),
            np.array([value for row in values for value in row], np.float64),
            len(lengths),
        )  # fmt: skip


def sums(weights: Floats, table: Table) -> Floats:
    """What the weights say of each row; the last weight is for all rows."""
    products = table.values * weights[table.places]
    return _added(table.rows, products, table.count) + np.float64(weights[PLACES])


def _added(places: Whole, values: Floats, count: int) -> Floats:
    return np.bincount(places, weights=values, minlength=count).astype(np.float64)


def learn(table: Table, targets: Floats, counts: Floats) -> Floats:
    """Return the weights that tell rows whose target is 1 from the others; `counts`: what each row weighs."""

    def loss(weights: Floats) -> tuple[float, Floats]:
        shares = 1 / (1 + np.exp(-np.clip(sums(weights, table), -30, 30)))
        likely = np.where(targets > 0, shares, 1 - shares)
        apart = counts * (shares - targets)
        slope = _added(table.places, table.values * apart[table.rows], PLACES + 1)
        slope[PLACES] = apart.sum()
        slope[:PLACES] += SHRINKAGE * weights[:PLACES]
        shrunk = SHRINKAGE * float(weights[:PLACES] @ weights[:PLACES]) / 2
        return float(-(counts * np.log(likely + 1e-12)).sum()) + shrunk, slope

    return _lowest(loss, np.zeros(PLACES + 1))


def _lowest(loss: _Step, at: Floats) -> Floats:
    past: deque[tuple[Floats, Floats]] = deque(maxlen=KEPT)
    value, slope = loss(at)
    for _ in range(STEPS):
        towards = -_turned(slope, past)
        length, fall = 1.0, float(slope @ towards)
        below, after = loss(at + towards)
        while below > value + 1e-4 * length * fall and length > 1e-8:
            length /= 2
            below, after = loss(at + length * towards)
        moved, changed = length * towards, after - slope
        if moved @ changed > 1e-10:
            past.append((moved, changed))
        done = abs(value - below) < ENOUGH * abs(value)
        at, value, slope = at + moved, below, after
        if done:
            break
    return at


def _turned(slope: Floats, past: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The slope as the inverse curvature, known from the last steps, turns it."""
    turned = slope.copy()
    shares = []
    for moved, changed in reversed(past):
        shares.append(float(moved @ turned) / float(moved @ changed))
        turned -= shares[-1] * changed
    if past:
        moved, changed = past[-1]
        turned *= float(moved @ changed) / float(changed @ changed)
    else:
        turned /= max(1.0, float(np.linalg.norm(slope)))
    for (moved, changed), share in zip(past, reversed(shares), strict=True):
        turned += moved * (share - float(changed @ turned) / float(moved @ changed))
    return turned
