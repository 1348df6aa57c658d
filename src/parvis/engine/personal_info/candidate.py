"""What every kind of personal information is made of, and how its surroundings are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from parvis.engine.institution import Institution
from parvis.engine.text.normalise import Normalised

SURE = 0.95
LIKELY = 0.8
TENUOUS = 0.5  # a person should look


class Found(NamedTuple):
    """One value; offsets are those of the folded text."""

    start: int
    end: int
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Page:
    """The folded text, the verbatim one, and the institution's public numbers and domains."""

    folded: Normalised
    institution: Institution

    @property
    def text(self) -> str:
        return self.folded.text

    def before(self, position: int, size: int = 45) -> str:
        """Return what precedes on the same line."""
        return self.text[max(0, position - size) : position].rpartition("\n")[2]

    def after(self, position: int, size: int = 30) -> str:
        """Return what follows on the same line."""
        return self.text[position : position + size].partition("\n")[0]

    def as_written(self, start: int, end: int) -> str:
        span = self.folded.span(start, end)
        return self.folded.verbatim[span.start : span.end]


class Kind(Protocol):
    """One kind of personal information: yields values, possibly overlapping those of other kinds."""

    def __call__(self, page: Page) -> Iterator[Found]: ...


def digits(text: str) -> str:
    return "".join(character for character in text if "0" <= character <= "9")


def luhn(number: str) -> bool:
    """Tell whether a string of digits ends with its Luhn check digit (SIN, payment cards)."""
    total = 0
    for rank, character in enumerate(reversed(number)):
        value = ord(character) - 48
        total += value if rank % 2 == 0 else value * 2 - (9 if value > 4 else 0)
    return total % 10 == 0
