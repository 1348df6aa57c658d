"""Addresses that look official and are not: quebec.ca.example.com, québec-ca.net, letters of another alphabet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from parvis.policy.model import Policy

# A host as written in a text: labels of letters of any alphabet, digits and hyphens.
_HOST = re.compile(
    r"(?<![\w@.-])(?:https?://(?:[^\s/@]{1,100}@)?)?((?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62})(?![\w-])"
)
_OFFICIAL = ("quebec.ca", "gouv.qc.ca")
# An official host that goes on, or whose dots became hyphens: quebec.ca.example.com, quebec-ca.net, gouv-qc.info.
_IMITATES = re.compile(
    r"quebec(?:\.ca|-?ca)[.-]|gouv\.qc\.ca[.-]|gouv-?qc|gouv[.-]quebec"
    r"|(?:^|[.-])(?:quebec|gouvernement)-(?:[\w-]*-)?(?:login|secure|aide|remboursement|paiement|cheque|prestation)"
)


def look_alike_hosts(draft: str, policy: Policy) -> Iterator[tuple[int, int]]:
    """Yield where an address imitates an official one."""
    if "." not in draft:
        return
    official = (*_OFFICIAL, *(public.domain for public in policy.lists.domains))
    for match in _HOST.finditer(draft):
        if _imitates(match.group(1), official):
            yield match.span(1)


def _imitates(written: str, official: tuple[str, ...]) -> bool:
    host = unicodedata.normalize("NFKC", written).lower()
    if not re.search(r"[a-z]", host) and host.isalpha():
        return False
    plain = _without_accents(host)
    if any(plain == own or plain.endswith(f".{own}") for own in official):
        return False
    if not plain.isascii():
        return _mixes_alphabets(host)
    if "xn--" in plain:
        return True
    return _IMITATES.search(plain) is not None


def _without_accents(host: str) -> str:
    """« Québec.ca » is how the official address is written in a text, and works."""
    return "".join(part for part in unicodedata.normalize("NFD", host) if not unicodedata.combining(part))


def _mixes_alphabets(host: str) -> bool:
    """A host that ends in Latin letters and holds letters of another alphabet is made to be misread."""
    foreign = any(character.isalpha() and not unicodedata.name(character, "").startswith("LATIN") for character in host)
    return foreign and host.rpartition(".")[2].isascii()
