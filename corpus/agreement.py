"""How well two ways of grouping agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb


def adjusted_rand(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Hubert and Arabie's index (1985): 1 for the same groups, 0 for what chance gives."""
    together = sum(comb(count, 2) for count in Counter(zip(first, second, strict=True)).values())
    of_first = sum(comb(count, 2) for count in Counter(first).values())
    of_second = sum(comb(count, 2) for count in Counter(second).values())
    expected = of_first * of_second / max(1, comb(len(first), 2))
    most = (of_first + of_second) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)
