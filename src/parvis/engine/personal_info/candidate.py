"""What every kind of personal information is made of, and how its surroundings are read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from parvis.engine.institution import Institution
from parvis.engine.text.normalise import Normalised

SURE = 0.95
LIKELY = 0.8
TENUOUS = 0.5  # a person should look
LONGEST = 150  # of a value, but for the odd address


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

    @property
    def cased(self) -> str:
        """The verbatim characters, one for each folded one, so that capitals can be seen at the same offsets."""
        starts, verbatim = self.folded.starts, self.folded.verbatim
        return verbatim if starts is None else "".join(map(verbatim.__getitem__, starts))

    def before(self, position: int, size: int = 45) -> str:
        """Return what precedes on the same line."""
        return self.text[max(0, position - size) : position].rpartition("\n")[2]

    def after(self, position: int, size: int = 30) -> str:
        """Return what follows on the same line."""
        return self.text[position : position + size].partition("\n")[0]

    def as_written(self, start: int, end: int) -> str:
        span = self.folded.span(start, end)
        return self.folded.verbatim[span.start : span.end]


class Values:
    """The values found so far, asked by place: a comment may hold thousands of them."""

    def __init__(self, found: Iterable[Found]) -> None:
        self._sorted = sorted(found)
        self._starts = [value.start for value in self._sorted]

    def __bool__(self) -> bool:
        return bool(self._sorted)

    def near(self, start: int, end: int, distance: int) -> Iterator[Found]:
        """Yield those less than `distance` before or after; what is longer than LONGEST is seen by its end only."""
        for rank in range(bisect_left(self._starts, start - distance - LONGEST), len(self._sorted)):
            value = self._sorted[rank]
            if value.start >= end + distance:
                return
            if start < value.end + distance:
                yield value


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
