"""The short name of an approved answer, which its address in the journal keeps for ever: « date-versement »."""

from __future__ import annotations

from collections.abc import Collection
from itertools import count

from django.utils.text import slugify

_LONGEST = 72  # of the 80 that are kept, so that a number fits behind
_APART = str.maketrans({"’": " ", "'": " ", "œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def slug_of(subject: str, taken: Collection[str]) -> str:
    """The subject's own words, without accents; numbered when another answer has them already."""
    words = slugify(subject.translate(_APART))
    slug = _cut(words) or "reponse"
    if slug not in taken:
        return slug
    return next(numbered for number in count(2) if (numbered := f"{slug}-{number}") not in taken)


def _cut(words: str) -> str:
    """At a whole word, where there is one."""
    if len(words) <= _LONGEST:
        return words
    return words[: words.rfind("-", 0, _LONGEST + 1)] if "-" in words[:_LONGEST] else words[:_LONGEST]
