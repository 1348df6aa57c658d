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
    dob,
    email,
    file_number,
    nam,
    name_with_case,
    other,
    phone,
    plate,
    sin,
)
from parvis.engine.personal_info.candidate import Found, Kind, Page
from parvis.engine.text.normalise import Normalised

# The most specific first: of two equally long values, the first listed wins.
OF_DIGITS: tuple[Kind, ...] = (
    card.find, bank.find, sin.find, nam.find, cp12.find, phone.find, plate.find, dob.find, address.find,
    file_number.find, other.find,
)  # fmt: skip
OF_WORDS: tuple[Kind, ...] = (email.find, name_with_case.find)
_DIGIT = re.compile(r"\d")


def find_personal_info(folded: Normalised, institution: Institution) -> tuple[PersonalInfo, ...]:
    """Return the values found, in the order of the verbatim text, never overlapping.

    Of two values that overlap the longer one wins.
    """
    page = Page(folded, institution)
    kinds = (*OF_DIGITS, *OF_WORDS) if _DIGIT.search(folded.text) else OF_WORDS
    found = [value for kind in kinds for value in kind(page)]
    if not found:
        return ()
    kept = _without_overlaps(found)
    spans = ((folded.span(value.start, value.end), value) for value in kept)
    return tuple(PersonalInfo(span.start, span.end, value.type, value.score) for span, value in spans)


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    taken = bytearray(max(value.end for value in found))
    for value in sorted(found, key=lambda value: value.start - value.end):
        if not any(taken[value.start : value.end]):
            taken[value.start : value.end] = b"\x01" * (value.end - value.start)
            kept.append(value)
    return sorted(kept)
