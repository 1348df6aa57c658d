"""A draft in small letters, character for character, as the gate's own lists are written."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_SAME = {"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u2010": "-"}
_UNREADABLE = "\ufffd"


@dataclass(frozen=True, slots=True)
class Lowercase:
    """`text` has composed accents; `starts[i]` is where its character i begins in the draft (None: the same)."""

    draft: str
    text: str
    starts: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the draft of these characters."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.starts[end]

    def written(self, start: int, end: int) -> str:
        """The same characters as the draft has them."""
        first, last = self.span(start, end)
        return self.draft[first:last]


def in_small_letters(draft: str) -> Lowercase:
    """Return the draft in small letters, straight apostrophes and plain spaces."""
    if unicodedata.is_normalized("NFC", draft):
        return Lowercase(draft, "".join(map(_small, draft)))
    letters: list[str] = []
    starts: list[int] = []
    for index, character in enumerate(draft):
        joined = unicodedata.normalize("NFC", letters[-1] + character) if letters else ""
        if unicodedata.combining(character) and len(joined) == 1:
            letters[-1] = joined
            continue
        letters.append(_small(character))
        starts.append(index)
    return Lowercase(draft, "".join(letters), (*starts, len(draft)))


def _small(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return _UNREADABLE  # half a character, which no list can hold
    small = _SAME.get(character) or character.lower()
    return small if len(small) == 1 else character
