"""Addresses of electronic mail of people; the institution's domains and role mailboxes are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page

_ADDRESS = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9_%+-](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+-])?@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![a-z0-9@-])"
)
_SPELLED = re.compile(
    r"(?<![a-z0-9._-])([a-z0-9._-]{2,64})(?: ?(?:\[at\]|\(at\)|\[a\]|\(a\)|\barobase\b|\barobas\b) ?| @ ?| ?@ )"
    r"([a-z0-9-]{2,63}) ?(?:\.|\bpoint\b|\bdot\b|\[dot\]|\(dot\)) ?(com|ca|net|org|fr|qc\.ca)(?![a-z0-9])"
)
_ROLE = re.compile(
    r"(?:info|contact|service|services|plainte|plaintes|media|medias|support|bureau|admin|webmestre|renseignements"
    r"|communications?|accueil|reception|emploi|emplois|rh|cv)$"
)


def find(page: Page) -> Iterator[Found]:
    if not any(sign in page.text for sign in ("@", "(a", "[a", "arobas")):
        return
    for match in _ADDRESS.finditer(page.text):
        if not _ROLE.match(match.group().partition("@")[0]) and not page.institution.owns_domain(match.group(1)):
            yield Found(*match.span(), "email", SURE)
    for match in _SPELLED.finditer(page.text):
        if not _ROLE.match(match.group(1)) and not page.institution.owns_domain(f"{match.group(2)}.{match.group(3)}"):
            yield Found(*match.span(), "email", LIKELY)
