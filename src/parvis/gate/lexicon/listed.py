"""Lists of words, written as text."""

from __future__ import annotations


def listed(text: str) -> frozenset[str]:
    """Return the words of a text that lists them."""
    return frozenset(text.split())


def in_order(text: str) -> tuple[str, ...]:
    """Return the words of a text that lists them, in its order."""
    return tuple(text.split())
