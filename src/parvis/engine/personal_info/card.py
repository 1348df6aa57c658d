"""Payment cards: thirteen to nineteen digits, an issuer's prefix and a Luhn check."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, digits, luhn

_SHAPE = re.compile(r"(?<![\d.,-])\d{4}[ -]?\d{4,6}[ -]?\d{4,5}(?:[ -]?\d{1,7})?(?!\d|[-.,]\d)")
# Visa; Mastercard, old and new ranges; American Express; Diners; Discover; UnionPay and Interac debit.
_ISSUER = re.compile(r"4|5[1-5]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3[47]|30[0-5]|3[68]|6(?:011|4|5|2)|6[0-9]")
_NAMED = re.compile(
    r"\b(?:visa|master ?card|amex|american express|cartes? (?:de (?:credit|debit|guichet)|bancaire))\b[^\d\n]{0,25}"
    r"(\d{4}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4})(?!\d|[-.,]\d)"
)


def find(page: Page) -> Iterator[Found]:
    for match in _SHAPE.finditer(page.text):
        number = digits(match.group())
        if _ISSUER.match(number) and luhn(number) and len(set(number)) > 1:
            yield Found(*match.span(), "card", SURE)
    for match in _NAMED.finditer(page.text):  # mistyped, but said to be one
        yield Found(*match.span(1), "card", LIKELY)
