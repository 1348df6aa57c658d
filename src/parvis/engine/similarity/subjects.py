"""What questions are about, by the words of lexicon/subjects.toml: an institution adds its own programmes there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from parvis.engine.text.lexicon import FOLDER, Group, Lexicon
from parvis.engine.text.normalise import normalise

FILE = FOLDER / "subjects.toml"
_TERM = re.compile(r"[^,\s][^,\n]*[^,\s]|[^,\s]")
_VOWELS = frozenset("aeiouyh")
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Subjects:
    """Names of subjects as they are shown, how much each says, and the words that tell them."""

    names: Sequence[str]
    weights: Floats
    words: Lexicon

    def of(self, text: str) -> list[str]:
        """Names of the subjects of a text, in the order of its words, each once."""
        return list(dict.fromkeys(hit.category for hit in self.words.find(normalise(text))))

    def row(self, text: str) -> Floats:
        """The weight of each subject that the text speaks of, 0 elsewhere."""
        told = set(self.of(text)) if text else set()
        return np.where([name in told for name in self.names], self.weights, np.float32(0))


def _glued(term: str) -> list[str]:
    """A term, and as text messages write it after l', d' and j': laide, dobjectif, jaccouche."""
    return [term, *(letter + term for letter in "ldj")] if normalise(term[0]).text in _VOWELS else [term]


@lru_cache(maxsize=2)
def subjects(file: Path = FILE) -> Subjects:
    tables = tomllib.loads(file.read_text("utf-8"))["group"]
    groups = [
        Group(table["category"], tuple(form for term in _TERM.findall(table["terms"]) for form in _glued(term)))
        for table in tables
    ]
    weights = np.array([table.get("weight", 1.0) for table in tables], np.float32)
    return Subjects([group.category for group in groups], weights, Lexicon(groups))
