"""Which texts are nearest to a question, and the words that say why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from parvis.engine.similarity.encoder import Floats
from parvis.engine.similarity.subjects import subjects
from parvis.engine.text.lexicon import FOLDER
from parvis.engine.text.normalise import normalise

LONGEST = 6_000  # characters of a text whose words are compared
_WORD = re.compile(r"[a-z][a-z0-9]{2,}")


def nearest(vector: Floats, vectors: Sequence[Floats] | Floats, k: int) -> list[tuple[int, float]]:
    """Return the k nearest rows and how near each is (1: the same), the nearest first; the earlier one when equal."""
    if not len(vectors) or k < 1:
        return []
    scores = np.asarray(vectors, np.float32) @ vector
    order = np.argsort(-scores, kind="stable")[:k]
    return [(int(index), float(scores[index])) for index in order]


def shared_words(question: str, other: str) -> tuple[str, ...]:
    """Say why two texts are near: the subjects they share and other words that both hold, in the question's order.

    A subject is named in French, whatever words or language tell it.
    """
    read, compared = normalise(question[:LONGEST]), normalise(other[:LONGEST])
    hits = subjects().words.find(read)
    both = {hit.category for hit in subjects().words.find(compared)}
    found = [(hit.start, hit.category) for hit in hits if hit.category in both]
    told = [(hit.start, hit.end) for hit in hits]
    words = {match.group() for match in _WORD.finditer(compared.text)} - _empty_words()
    for match in _WORD.finditer(read.text):
        inside = any(start <= match.start() < end for start, end in told)
        if match.group() in words and not inside:
            span = read.span(match.start(), match.end())
            found.append((match.start(), question[span.start : span.end].lower()))
    return tuple(dict.fromkeys(name for _, name in sorted(found)))


@lru_cache(maxsize=1)
def _empty_words() -> frozenset[str]:
    """Words that say nothing of what is asked, in French, joual and English."""
    return frozenset((FOLDER / "empty_words.txt").read_text("utf-8").split())
