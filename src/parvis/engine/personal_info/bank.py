"""Bank accounts: transit of five digits, institution of three, account of seven to twelve; or said to be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, digits

_WHOLE = re.compile(
    r"(?<![\d-])(?:\d{5}[ -]{1,3}\d{3}|\d{3}-\d{5}|(?:815|0\d\d) \d{5})"
    r"[ -]{1,3}\d{2,3}[ -]?\d{2,3}[ -]?\d{1,6}(?!\d|-\d)"
)
_LABEL = (
    r"(?:transit|folio|succursale|caisse|institution|compte|(?:numero|no|num) de compte|compte (?:bancaire|cheques?"
    r"|desjardins|epargne|de banque)|bank account|account)"
)
# Each part with its label: « transit 12345, institution 815, compte 1234567 » is one value.
_LABELLED = re.compile(rf"\b{_LABEL}:? ?\d{{3,12}}(?:,? (?:et )?{_LABEL}:? ?\d{{3,12}}(?!\d)){{1,3}}")
CONTEXT = re.compile(
    r"\b(?:transit|folio|succursale|(?:numero|no|num) de compte|compte (?:bancaire|cheques?|desjardins"
    r"|epargne|de banque)|depot direct|bank account)\b"
)
_NAMED = re.compile(rf"{CONTEXT.pattern}[^\d\n$]{{0,15}}(\d(?:[ -]?\d){{4,16}})(?![\d$%]| ?\$)")


def find(page: Page) -> Iterator[Found]:
    for match in _WHOLE.finditer(page.text):
        if 15 <= len(digits(match.group())) <= 20:
            yield Found(*match.span(), "bank", SURE)
    for match in _LABELLED.finditer(page.text):
        if len(digits(match.group())) >= 10:
            yield Found(*match.span(), "bank", SURE)
    for match in _NAMED.finditer(page.text):
        yield Found(*match.span(1), "bank", LIKELY)
