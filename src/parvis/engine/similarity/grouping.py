"""Groups of questions that ask the same thing, and the group of one more."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

import numpy as np

from parvis.engine.similarity.answers import alike, beside
from parvis.engine.similarity.encoder import Floats
from parvis.engine.similarity.learnt import learnt
from parvis.engine.similarity.linkage import linked

MOST = 8_000  # questions compared all with all (256 MB); those above are placed one by one
Label = TypeVar("Label", bound=Hashable)


def group(vectors: Floats, answers: Sequence[Floats] = ()) -> list[int]:
    """Label each question, from 0 in the order in which groups appear; one that is like no other is alone in its own.

    `answers` are the ways of asking each answer of the library, as vectors: questions that one of them settles are
    nearer. The groups depend on what the questions are, never on their order.
    """
    if not len(vectors):
        return []
    rows = np.ascontiguousarray(vectors, np.float32)
    order = sorted(range(len(rows)), key=lambda index: rows[index].tobytes())
    sorted_rows = beside(rows[order], answers)
    least = _least(answers)
    first = sorted_rows[:MOST]
    found: list[int] = linked(first @ first.T, least)
    for number in range(MOST, len(rows)):
        near = _nearest_group(sorted_rows[:number] @ sorted_rows[number], found, least)
        found.append(number if near is None else near)
    labels = dict(zip(order, found, strict=True))
    names: dict[int, int] = {}
    return [names.setdefault(labels[index], len(names)) for index in range(len(rows))]


def place(
    vector: Floats, vectors: Sequence[Floats] | Floats, labels: Sequence[Label], answers: Sequence[Floats] = ()
) -> Label | None:
    """Return the label of the group that a question belongs to, or None when it asks something new.

    `vectors` and `labels` are those of the open questions, a question that is alone having a label of its own.
    """
    if not len(labels):
        return None
    return _nearest_group(alike(vector, np.asarray(vectors, np.float32), answers), labels, _least(answers))


def _least(answers: Sequence[Floats]) -> float:
    return learnt().least_beside_answers if len(answers) else learnt().least


def _nearest_group(likeness: Floats, labels: Sequence[Label], least: float) -> Label | None:
    """The group whose members are the most alike on average, if they are alike enough."""
    numbers: dict[Label, int] = {}
    groups = np.fromiter((numbers.setdefault(label, len(numbers)) for label in labels), np.int64, len(labels))
    means = np.bincount(groups, weights=likeness) / np.bincount(groups)
    best = int(means.argmax())
    return list(numbers)[best] if means[best] >= least else None
