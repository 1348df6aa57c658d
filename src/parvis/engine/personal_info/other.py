"""Identifiers with no type of their own: passport, driver's licence, password, answer to a transfer."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, Found, Page

_PASSPORT = re.compile(r"\bpasse?port\b[^\n.!?]{0,25}?(?<![a-z0-9])([a-z]{2}\d{6}|[a-z]\d{6}[a-z]{2})(?![a-z0-9])")
_LICENCE = re.compile(r"(?<![a-z0-9])[a-z]\d{4}[ -]\d{6}[ -]\d{2}(?![a-z0-9])")
_LICENCE_NAMED = re.compile(r"\bpermis\b[^\n.!?]{0,25}?(?<![a-z0-9])([a-z]\d{4}[ -]?\d{6}[ -]?\d{2})(?![a-z0-9])")
_SECRET = re.compile(
    r"\b(?:mon|le) (?:mot de passe|mdp|nip|password)(?: (?:est|c'est))? ?(?:est|:|=) ?((?=\S{0,39}\d)\S{4,40})"
)
_TRANSFER = re.compile(r"\breponse (?:du|au|de mon) virement(?: interac)?(?: est)? ?(?:est|:|=) ?(\S{2,40})")


def find(page: Page) -> Iterator[Found]:
    for pattern in (_PASSPORT, _LICENCE_NAMED, _SECRET, _TRANSFER):
        for match in pattern.finditer(page.text):
            end = match.end(1) - (page.text[match.end(1) - 1] in ".,!?")
            yield Found(match.start(1), end, "other", LIKELY)
    for match in _LICENCE.finditer(page.text):
        yield Found(*match.span(), "other", LIKELY)
