"""A text as the pieces of words that the judge's weights know, with the way back to the verbatim code points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from parvis.engine.weights import MODELS

PIECES = MODELS / "pieces.model"
LONGEST = 20_000  # characters read; what a window of pieces cannot hold is read in several (network.py)
_SHOUTED = re.compile(r"\b[A-ZÀ-ÖØ-ÞŒ]{2,}\b")
_UNWRITABLE = re.compile(r"[\ud800-\udfff\x00]")  # what UTF-8 or the library cannot carry


@dataclass(frozen=True, slots=True)
class Pieces:
    """Numbers of pieces, and for each the code points of the text that it covers (start, end)."""

    numbers: Sequence[int]
    places: Sequence[tuple[int, int]]


class Cutter:
    """Cuts texts into pieces. The file is sentencepiece's own form; nothing in it is executed."""

    def __init__(self, path: Path = PIECES) -> None:
        self._processor = SentencePieceProcessor(model_file=str(path))
        self.begin, self.end, self.pad = (
            self._processor.bos_id(), self._processor.eos_id(), self._processor.pad_id()
        )  # fmt: skip
        self.count = int(self._processor.get_piece_size())

    def numbers(self, text: str) -> list[int]:
        numbers: list[int] = self._processor.encode(shown(text))
        return numbers

    def numbers_of_all(self, texts: Sequence[str]) -> list[list[int]]:
        numbers: list[list[int]] = self._processor.encode([shown(text) for text in texts], num_threads=1)
        return numbers

    def pieces(self, text: str) -> Pieces:
        read = shown(text)
        found = self._processor.encode(read, return_type="proto").pieces
        if read.isascii():
            return Pieces([one.id for one in found], [(one.begin, one.end) for one in found])
        points = _points(read)
        return Pieces([one.id for one in found], [(points[one.begin], points[one.end]) for one in found])


@lru_cache(maxsize=1)
def cutter() -> Cutter:
    return Cutter()


def shown(text: str) -> str:
    """A text as the judge reads it, character for character: shouting is no ground, so capitals are read small."""
    text = text[:LONGEST]
    if not text.isascii() or "\x00" in text:
        text = _UNWRITABLE.sub("\ufffd", text)
    return _SHOUTED.sub(lambda word: word.group().lower(), text)


def _points(text: str) -> list[int]:
    """For each byte of the text in UTF-8, and for its end, the code point it belongs to."""
    points: list[int] = []
    for place, character in enumerate(text):
        points.extend([place] * len(character.encode()))
    points.append(len(text))
    return points
