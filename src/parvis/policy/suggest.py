"""What somebody meant to write."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LONGEST = 80  # difflib is quadratic


def closest(written: str, known: Iterable[str]) -> str | None:
    """Return the known word nearest to what was written, or None when nothing is near."""
    by_fold = {word.casefold(): word for word in known}
    near = difflib.get_close_matches(written[:_LONGEST].casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else None


def did_you_mean(written: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return a French hint that names the nearest known word, or another hint."""
    word = closest(written, known)
    return f"vouliez-vous dire « {word} »?" if word else otherwise
