"""Finds comments that say the same in nearly the same words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Protocol, TypeVar


class Written(Protocol):
    """Anything that was written: a comment, a draft."""

    @property
    def text(self) -> str: ...


One = TypeVar("One", bound=Written)

NEAR = 0.7  # Jaccard similarity of the characters' 4-grams beyond which two comments are one
_SHARED = 4  # of their rarest members, that two near sets must share to be compared whole


def shingles(text: str) -> set[str]:
    """The 4-grams of the folded text: what makes two comments near-duplicates."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = re.sub(r"[\W_]+", " ", folded).strip() or text
    return {plain[at : at + 4] for at in range(max(1, len(plain) - 3))}


def near_duplicates(lines: Sequence[One]) -> Iterator[tuple[One, One]]:
    """Pairs of comments, or of drafts, that say the same in nearly the same words; the later one should go.

    Exact: two sets that share NEAR of what they hold have nearly one size, and share at least `_SHARED` of their
    rarest members (prefix filtering), so that few pairs are compared whole.
    """
    sets = [shingles(line.text) for line in lines]
    known = Counter(shingle for one in sets for shingle in one)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(sets):
        rarest = _rarest(mine, known)
        shared = Counter(other for shingle in rarest for other in holders[shingle])
        candidates = sorted(other for other, count in shared.items() if count >= min(_SHARED, ceil(NEAR * len(mine))))
        near = next((other for other in candidates if _alike(mine, sets[other])), None)
        if near is not None:
            yield lines[near], lines[at]
            continue
        for shingle in rarest:
            holders[shingle].append(at)


def _rarest(mine: set[str], known: Mapping[str, int]) -> list[str]:
    """As many as must hold `_SHARED` of what any near set shares with this one."""
    most = len(mine) - ceil(NEAR * len(mine)) + _SHARED
    return sorted(mine, key=lambda shingle: (known[shingle], shingle))[:most]


def _alike(mine: set[str], theirs: set[str]) -> bool:
    if not NEAR * len(mine) <= len(theirs) <= len(mine) / NEAR:
        return False
    both = len(mine & theirs)
    return both >= NEAR * (len(mine) + len(theirs) - both)
