"""Finds what identifies people: one file per kind, listed here."""

from __future__ import annotations

import re

from parvis.engine.findings import PersonalInfo
from parvis.engine.institution import Institution
from parvis.engine.personal_info import (
    address,
    bank,
    card,
    cp12,
    described,
    dob,
    email,
    file_number,
    nam,
    name_with_case,
    other,
    phone,
    plate,
    sin,
    spoken,
)
from parvis.engine.personal_info.candidate import Found, Kind, Page, Values
from parvis.engine.text.normalise import Normalised

# The most specific first: of two equally long values, the first listed wins.
OF_DIGITS: tuple[Kind, ...] = (
    card.find, bank.find, sin.find, nam.find, cp12.find, phone.find, plate.find, dob.find, address.find,
    other.find, file_number.find,
)  # fmt: skip
OF_WORDS: tuple[Kind, ...] = (email.find, spoken.find)
_DIGIT = re.compile(r"\d")
_NUMBER_IN_WORDS = (" cent ", " deux mil", ", rue ")  # a year of birth, a civic number


def find_personal_info(folded: Normalised, institution: Institution) -> tuple[PersonalInfo, ...]:
    """Return the values found, in the order of the verbatim text, never overlapping.

    Of two values that overlap the longer one gives its type, and covers the other: no end of it stays legible.
    """
    page = Page(folded, institution)
    kinds = (*OF_DIGITS, *OF_WORDS) if _may_hold_numbers(folded.text) else OF_WORDS
    found = [value for kind in kinds for value in kind(page)]
    found += name_with_case.find(page, Values(found))
    found += dob.beside(page, found)
    found = found or list(described.find(page))
    if not found:
        return ()
    kept = _without_overlaps(found)
    spans = ((folded.span(value.start, value.end), value) for value in kept)
    return tuple(PersonalInfo(span.start, span.end, value.type, value.score) for span, value in spans)


def _may_hold_numbers(text: str) -> bool:
    return _DIGIT.search(text) is not None or any(words in text for words in _NUMBER_IN_WORDS)


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Join the values that overlap under the type of the longest, as sure as the surest of them."""
    rank = {id(value): position for position, value in enumerate(found)}
    kept: list[Found] = []
    longest: list[Found] = []
    for value in sorted(found, key=lambda value: (value.start, value.start - value.end, rank[id(value)])):
        if not kept or value.start >= kept[-1].end:
            kept.append(value)
            longest.append(value)
            continue
        if value.end - value.start > longest[-1].end - longest[-1].start:
            longest[-1] = value
        score = max(kept[-1].score, value.score)
        kept[-1] = Found(kept[-1].start, max(kept[-1].end, value.end), longest[-1].type, score)
    return kept
