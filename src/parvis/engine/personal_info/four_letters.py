"""The shape shared by the health insurance number, the CP-12 and the permanent code: four letters, eight digits.

Facts: NAM is YY MM(+50 for women) DD; the permanent code and the CP-12 are taken to be DD MM(+50) YY. The
check digit of the NAM is not public, so it is never used to refuse a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, digits

_SHAPE = re.compile(
    r"(?<![a-z0-9])([a-z]{4})([ -]{0,2})\d{4}[ -]?\d{2}[ -]?\d{2}(?![a-z0-9]|-\d)"
    r"|(?<![a-z0-9])([a-z](?:[ .-][a-z]){3})([ .-]{1,2})\d(?:[ .-]?\d){7}(?![a-z0-9])"  # letter by letter
)
_HEALTH = re.compile(r"\bn\.?a\.?m\b|assur\w*[ -]?maladie|\bramq\b|carte[ -]soleil")
_ASSISTANCE = re.compile(
    r"\bcp[ -]?12\b|carnet|reclamation|aide sociale|assistance|solidarite sociale|dossier|code permanent"
)
_FOUR_BY_FOUR = re.compile(r"[a-z]{4} \d{4} \d{4}")
_ACRONYMS = frozenset({"rqap", "ramq", "saaq", "isbn", "issn", "visa", "iban", "siret", "mess", "caaf", "tele", "fact"})


def find_of(page: Page, wanted: str) -> Iterator[Found]:
    """Yield the values of one subtype, "nam" or "cp12"."""
    for match in _SHAPE.finditer(page.text):
        if kind := _kind(page, match):
            subtype, score = kind
            if subtype == wanted:
                yield Found(*match.span(), wanted, score)


def _kind(page: Page, match: re.Match[str]) -> tuple[str, float] | None:
    letters, gap = match[1] or match[3], match[2] or match[4]
    if letters in _ACRONYMS:
        return None
    before = page.before(match.start())
    context = _context(before)
    shape = _by_date(digits(match.group()))
    capitals = page.as_written(match.start(), match.start() + len(letters)).isupper()
    spelled = match[3] is not None
    if context:
        return context, SURE if shape else LIKELY
    if spelled or (capitals and _FOUR_BY_FOUR.fullmatch(match.group())):
        return shape or "cp12", LIKELY
    return (shape, LIKELY) if shape and not (gap and not capitals) else None


def _context(before: str) -> str:
    """Return the subtype named last before the value."""
    health = max((match.end() for match in _HEALTH.finditer(before)), default=0)
    assistance = max((match.end() for match in _ASSISTANCE.finditer(before)), default=0)
    if not health and not assistance:
        return ""
    return "nam" if health > assistance else "cp12"


def _by_date(number: str) -> str:
    first, month, third = int(number[:2]), int(number[2:4]), int(number[4:6])
    if not (1 <= month <= 12 or 51 <= month <= 62):
        return ""
    if 1 <= third <= 31:
        return "nam"
    return "cp12" if 1 <= first <= 31 else ""
