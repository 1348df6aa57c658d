"""Finds comments that say the same in nearly the same words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from corpus.comments import Line

NEAR = 0.7  # Jaccard similarity of the characters' 4-grams beyond which two comments are one


def shingles(text: str) -> set[str]:
    """The 4-grams of the folded text: what makes two comments near-duplicates."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = re.sub(r"[\W_]+", " ", folded).strip() or text
    return {plain[at : at + 4] for at in range(max(1, len(plain) - 3))}


def near_duplicates(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    """Pairs of comments that say the same in nearly the same words; the later one should go.

    Exact: two sets that share NEAR of what they hold share one of their rarest members (prefix filtering).
    """
    sets = [shingles(line.text) for line in lines]
    known = Counter(shingle for one in sets for shingle in one)
    holders: dict[str, list[int]] = defaultdict(list)
    for at, mine in enumerate(sets):
        rarest = sorted(mine, key=lambda shingle: (known[shingle], shingle))[: len(mine) - ceil(NEAR * len(mine)) + 1]
        candidates = sorted({other for shingle in rarest for other in holders[shingle]})
        near = [other for other in candidates if len(mine & sets[other]) >= NEAR * len(mine | sets[other])]
        if near:
            yield lines[near[0]], lines[at]
            continue
        for shingle in rarest:
            holders[shingle].append(at)
