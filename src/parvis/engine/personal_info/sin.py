"""Social insurance numbers: nine digits with a Luhn check, 0… and 8… included.

Fact: the first digit tells the place of issue; 0 and 8 are not issued to people, yet the official specimen
046 454 286 is one, and a number published is a number to hide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, TENUOUS, Found, Page, digits, luhn

_SHAPE = re.compile(
    r"(?<![\d$#])(?<!\d[ .,-])\d{3}[ .-]{0,3}\d{3}[ .-]{0,3}\d{3}(?![\d%$]|[ .,-]\d| ?\$)"
    # The same sign twice holds the groups together: another number may come just before or after.
    r"|(?<![\d$#])(?<!\d[.,-])\d{3}(?P<sign>[.-])\d{3}(?P=sign)\d{3}(?![\d%$]|[.,-]\d| ?\$)"
)
CONTEXT = re.compile(r"\bn\.?a\.?s\b|assurance[ -]?sociale|\bsin\b|social insurance")
_SAID_TO_BE_ONE = re.compile(rf"(?:{CONTEXT.pattern})[^\d\n]{{0,20}}(\d(?:[ ./-]?\d){{8}})(?!\d|[ .-]\d)")
_OTHER = re.compile(
    r"\b(?:dossier|reference|ref|confirmation|demande|facture|neq|commande|billet|matricule)\b[^.!?]{0,20}$"
)


def find(page: Page) -> Iterator[Found]:
    for match in _SAID_TO_BE_ONE.finditer(page.text):  # however its digits are grouped
        yield Found(*match.span(1), "sin", SURE)
    for match in _SHAPE.finditer(page.text):
        number = digits(match.group())
        before = page.before(match.start())
        named = CONTEXT.search(before) or CONTEXT.search(page.after(match.end()))
        if len(set(number)) == 1 or (not named and _OTHER.search(before)):
            continue
        if luhn(number):
            spaced = len(match.group()) > 9
            yield Found(*match.span(), "sin", SURE if named else LIKELY if spaced else TENUOUS)
        elif named:  # mistyped, but said to be one
            yield Found(*match.span(), "sin", LIKELY)
