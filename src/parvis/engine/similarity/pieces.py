"""Pieces of the words of a question: what a general encoder does not know of joual, text messages and programmes.

`python -m corpus.training.similarity` learnt what each says. A piece that it never met says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from parvis.engine.similarity.asked import Asked
from parvis.engine.similarity.encoder import Floats
from parvis.engine.similarity.learnt import learnt
from parvis.engine.text.normalise import fold_text

IN_STORY = 0.5  # what a piece weighs outside the question
_LENGTHS = (3, 4, 5)  # letters
_WORD = re.compile(r"[a-z0-9$]{1,30}")


def pieces(text: str) -> frozenset[str]:
    """Words, words side by side, and letters of words (`<` and `>` where they begin and end), without accents."""
    words = _WORD.findall(fold_text(text).text)
    return frozenset([*words, *map(" ".join, pairwise(words)), *_letters(words)])


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        whole = f"<{word}>"
        for length in _LENGTHS if len(word) > 2 else ():
            yield from (whole[at : at + length] for at in range(len(whole) - length + 1))


def weighed(read: Asked) -> dict[str, float]:
    """Each piece of a message once, with what it weighs there."""
    return dict.fromkeys(pieces(read.story), IN_STORY) | dict.fromkeys(pieces(read.question), 1.0)


def worded(read: Sequence[Asked]) -> Floats:
    """What the pieces of each message say together, in the space of the encoder's turned rows: (messages, width)."""
    width = learnt().table.shape[1]
    return np.array([_worded(one) for one in read], np.float32).reshape(len(read), width)


def _worded(read: Asked) -> Floats:
    known = learnt()
    found = {known.pieces[piece]: weight for piece, weight in weighed(read).items() if piece in known.pieces}
    rows = list(found)
    weights = np.array(list(found.values()), np.float32) / np.float32(max(1, len(found)) ** 0.5)
    said: Floats = (weights * known.scales[rows]) @ known.table[rows].astype(np.float32)
    return said
