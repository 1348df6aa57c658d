"""Dates of birth: a real, full date that the words around say to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, Values
from parvis.engine.personal_info.dates import MONTHS, full_dates

_BORN = re.compile(
    r"(?:\bnee?s? (?:le|ce|un|en|:)|\bnee?\b|date de (?:ma |sa |votre )?(?:naissance|fete)|\bddn\b|\bd\.d\.n"
    r"|\bnaissance ?:|\bnaissance(?= $)|\bdob\b|\bborn(?: on)?\b|\bbirth(?:day)?\b|\bne\(e\)|\b(?:ma|sa) fete)"
    r"[^.!?]{0,22}$|\bnee? (?:a|au|en) [^.!?\d]{2,35} le $"
)
_COMPACT = re.compile(r"\b(?:ddn|dob|date de naissance)\b(?: est)?(?: le)?[ :]{0,3}(\d{6}|\d{8})(?![\d$])")
_SHORT = re.compile(rf"\bnee? (?:le |un )(\d{{1,2}}(?:er)? (?:{MONTHS}) '?\d{{2}})(?!\d| ?h)")
_MAY = re.compile(r"\bnee?|naissance|\bddn\b|d\.d\.n|\bdob\b|\bborn\b|\bbirth|\bfete")
_IDENTIFIERS = frozenset({"sin", "nam", "cp12", "name_with_case", "email", "other"})
_APART = frozenset(" ,;.:()\n-")
_TOUCHING = 5
_YEARS = range(1900, 2010)  # without a word that says so: later dates are those of letters and comments


def find(page: Page) -> Iterator[Found]:
    if not _MAY.search(page.text):
        return
    for pattern in (_COMPACT, _SHORT):
        for match in pattern.finditer(page.text):
            yield Found(*match.span(1), "dob", LIKELY)
    for start, end, value in full_dates(page.text):
        if 1900 <= value.year <= 2100 and _BORN.search(page.before(start)):
            yield Found(start, end, "dob", SURE)


def follows(page: Page, position: int) -> bool:
    """Tell whether a full date, of an adult's birth, is the next thing on the page."""
    window = page.after(position)
    return any(start < _TOUCHING and value.year in _YEARS for start, _, value in full_dates(window))


def beside(page: Page, others: Iterable[Found]) -> Iterator[Found]:
    """Yield the dates with nothing but signs between them and an identifier: « Prénom Nom, 2 août 1961 »."""
    identifiers = Values(value for value in others if value.type in _IDENTIFIERS)
    if not identifiers:
        return
    for start, end, value in full_dates(page.text):
        near = identifiers.near(start, end, _TOUCHING)
        if value.year in _YEARS and any(_touch(page.text, start, end, other) for other in near):
            yield Found(start, end, "dob", LIKELY)


def _touch(text: str, start: int, end: int, other: Found) -> bool:
    between = text[other.end : start] if other.end <= start else text[end : other.start]
    return _APART.issuperset(between)
