"""Addresses of electronic mail of people; the institution's domains and role mailboxes are public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page

_ADDRESS = re.compile(
    r"(?<![a-z0-9._%+-])[a-z0-9_%+-](?:[a-z0-9._%+-]{0,62}[a-z0-9_%+-])?@((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![a-z0-9@-])"
)
# Written to slip past filters: the sign and the dots in words or in brackets. The sign is sought first.
_AT = re.compile(
    r" ?(?:\[(?:at|a|arobase?)\]|\((?:at|a|arobase?)\)|\barobas[eq]?\b|\ba commercial\b) ?| @ ?| ?@ "
    r"| chez (?=(?:gmail|hotmail|outlook|yahoo|videotron|live|icloud) ?(?:\.|point|dot))"
    r"| at (?=\S{2,30} dot (?:com|ca|net|org|fr|qc|example)\b)"
)
_DOT = r"(?:\.| \. | ?\[(?:point|dot|\.)\] ?| ?\((?:point|dot|\.)\) ?| (?:point|dot) )"
_BEFORE = re.compile(rf"(?<![a-z0-9._-])([a-z0-9_-]{{1,40}}(?:{_DOT}[a-z0-9_-]{{1,40}}){{0,3}})$")
_AFTER = re.compile(rf"([a-z0-9-]{{2,63}}(?:{_DOT}[a-z0-9-]{{2,40}}){{0,2}}){_DOT}([a-z]{{2,10}})(?![a-z0-9])")
_ANY_DOT = re.compile(_DOT)
_NO_DOT = re.compile(
    r"(?<![a-z0-9._%+-])([a-z0-9._-]{2,64})@(gmail|hotmail|outlook|yahoo|videotron|live|icloud) (com|ca|fr)(?![a-z])"
)
_ROLE = re.compile(
    r"(?:info|contact|service|services|plainte|plaintes|media|medias|support|bureau|admin|webmestre|renseignements"
    r"|communications?|accueil|reception|emploi|emplois|rh|cv)$"
)
_LONGEST = 64


def find(page: Page) -> Iterator[Found]:
    text = page.text
    if not any(sign in text for sign in ("@", "(a", "[a", "arobas", " dot ", " point ", "a commercial")):
        return
    for match in _ADDRESS.finditer(text):
        if _is_private(page, match.group().partition("@")[0], match.group(1)):
            yield Found(*match.span(), "email", SURE)
    for match in _NO_DOT.finditer(text):
        if _is_private(page, match[1], f"{match[2]}.{match[3]}"):
            yield Found(*match.span(), "email", LIKELY)
    for sign in _AT.finditer(text):
        if found := _spelled(page, sign):
            yield found


def _spelled(page: Page, sign: re.Match[str]) -> Found | None:
    least = max(0, sign.start() - _LONGEST)
    before = _BEFORE.search(page.text[least : sign.start()])
    after = _AFTER.match(page.text, sign.end(), sign.end() + 2 * _LONGEST)
    if not before or not after:
        return None
    domain = f"{_ANY_DOT.sub('.', after[1])}.{after[2]}"
    if not _is_private(page, before[1], domain):
        return None
    return Found(least + before.start(1), after.end(), "email", LIKELY)


def _is_private(page: Page, mailbox: str, domain: str) -> bool:
    return not _ROLE.match(mailbox) and not page.institution.owns_domain(domain)
