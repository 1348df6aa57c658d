"""Licence plates, which only their context tells from any other code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, Found, Page

_NAMED = re.compile(
    r"\b(?:plaques?|immatricul\w{1,8}|licence plate|license plate)\b[^\n.!?]{0,30}?"
    r"(?<![a-z0-9])([a-z]\d{2}[ -]?[a-z]{3}|\d{3}[ -]?[a-z]{3}|[a-z]{3}[ -]?\d{3}|[a-z]{2}[ -]?\d{5}"
    r"|[a-z]\d{6})(?![a-z0-9])"
)


def find(page: Page) -> Iterator[Found]:
    for match in _NAMED.finditer(page.text):
        yield Found(*match.span(1), "plate", LIKELY)
