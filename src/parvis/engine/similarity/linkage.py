"""Average linkage: two groups join as long as their members are alike on average.

Chains of nearest neighbours find the same groups as joining the nearest pair again and again, in quadratic time
(Murtagh, 1983): average linkage never brings a joined group nearer to a third one than its two halves were.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from parvis.engine.similarity.encoder import Floats

_NEVER = np.float32(-4)  # below any likeness


def linked(alike: Floats, least: float) -> list[int]:
    """Label the rows of a square matrix of likeness, which is used up: joined while the average is at least `least`.

    A label is the number of one of the rows that bear it.
    """
    count = len(alike)
    np.fill_diagonal(alike, _NEVER)
    sizes = np.ones(count, np.float32)
    parents = list(range(count))
    waiting = list(range(count - 1, -1, -1))
    done = np.zeros(count, np.bool_)
    chain: list[int] = []
    while chain or waiting:
        if not chain:
            chain.append(waiting.pop())
        one = chain[-1]
        if done[one]:
            chain.pop()
            continue
        other = int(alike[one].argmax())
        if alike[one, other] < least:  # nothing will ever come nearer
            done[one] = True
        elif len(chain) > 1 and alike[one, chain[-2]] >= alike[one, other]:
            kept, gone = sorted((chain.pop(), chain.pop()))
            _join(alike, sizes, kept, gone)
            parents[gone], done[gone] = kept, True
            waiting.append(kept)
        else:
            chain.append(other)
    return _roots(parents)


def _join(alike: Floats, sizes: NDArray[np.float32], kept: int, gone: int) -> None:
    """Make the row and the column of `kept` those of both groups together; nothing is near `gone` any more."""
    together = sizes[kept] + sizes[gone]
    joined = (alike[kept] * sizes[kept] + alike[gone] * sizes[gone]) / together
    joined[[kept, gone]] = _NEVER
    joined[alike[kept] <= _NEVER] = _NEVER  # groups that are part of others
    sizes[kept] = together
    alike[kept] = joined
    alike[:, kept] = joined
    alike[gone] = _NEVER
    alike[:, gone] = _NEVER


def _roots(parents: list[int]) -> list[int]:
    for row, parent in enumerate(parents):  # a parent is always an earlier row, whose own root is known
        parents[row] = parents[parent]
    return parents
