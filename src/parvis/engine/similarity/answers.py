"""Questions as the library sees them: two that the same answer settles are nearer than their words say."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from parvis.engine.similarity.encoder import Floats
from parvis.engine.similarity.learnt import learnt


def beside(vectors: Floats, answers: Sequence[Floats]) -> Floats:
    """Unit rows that also tell which answers fit; the rows themselves where there is no library."""
    if not len(answers):
        return vectors
    share = np.float32(learnt().answers)
    return np.hstack([np.sqrt(1 - share) * vectors, np.sqrt(share) * _fit(vectors, _middles(answers))])


def alike(vector: Floats, vectors: Floats, answers: Sequence[Floats]) -> Floats:
    """How like a question each row is: the product of their rows `beside` the answers, without writing these."""
    plain: Floats = vectors @ vector
    if not len(answers):
        return plain
    share, middles = np.float32(learnt().answers), _middles(answers)
    fit: Floats = _fit(vectors, middles) @ _fit(vector[None], middles)[0]
    return (1 - share) * plain + share * fit


def _middles(answers: Sequence[Floats]) -> Floats:
    return unit(np.stack([np.asarray(ways, np.float32).mean(axis=0) for ways in answers]))


def _fit(vectors: Floats, middles: Floats) -> Floats:
    """How well each answer fits, (vectors, answers), as unit rows: soft, so that a doubt between two is kept."""
    near = vectors @ (middles.T / np.float32(learnt().temperature))
    near -= near.max(axis=1, keepdims=True)
    return unit(np.exp(near, out=near))


def unit(rows: Floats) -> Floats:
    """Rows of length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, np.float32(1e-9)), np.float32)
