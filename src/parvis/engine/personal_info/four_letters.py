"""The shape shared by the health insurance number, the CP-12 and the permanent code: four letters, eight digits.

Facts: NAM is YY MM(+50 for women) DD; the permanent code and the CP-12 are taken to be DD MM(+50) YY. The
check digit of the NAM is not public, so it is never used to refuse a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, digits

_SHAPE = re.compile(r"(?<![a-z0-9])([a-z]{4})([ -]{0,2})(\d{2})(\d{2})[ -]?(\d{2})[ -]?(\d{2})(?![a-z0-9]|-\d)")
_HEALTH = re.compile(r"\bn\.?a\.?m\b|assurance[ -]?maladie|\bramq\b|carte[ -]soleil")
_ASSISTANCE = re.compile(
    r"\bcp[ -]?12\b|carnet|reclamation|aide sociale|assistance|solidarite sociale|dossier|code permanent"
)


def find_of(page: Page, wanted: str) -> Iterator[Found]:
    """Yield the values of one subtype, "nam" or "cp12"."""
    for match in _SHAPE.finditer(page.text):
        before = page.before(match.start())
        context = "nam" if _HEALTH.search(before) else "cp12" if _ASSISTANCE.search(before) else ""
        letters, gap = match.group(1), match.group(2)
        shape = _by_date(digits(match.group()))
        capitals = page.as_written(match.start(), match.start() + len(letters)).isupper()
        if not context and (not shape or (gap and not capitals)):
            continue
        if (context or shape) == wanted:
            yield Found(*match.span(), wanted, SURE if context and shape else LIKELY)


def _by_date(number: str) -> str:
    first, month, third = int(number[:2]), int(number[2:4]), int(number[4:6])
    if not (1 <= month <= 12 or 51 <= month <= 62):
        return ""
    if 1 <= third <= 31:
        return "nam"
    return "cp12" if 1 <= first <= 31 else ""
