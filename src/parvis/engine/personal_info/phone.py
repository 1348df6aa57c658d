"""Telephone numbers of people; toll-free lines and the institution's own are public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, digits

_NORTH_AMERICAN = re.compile(
    r"(?<![\d$])(?<!\d[.-])(?:\+?1[ .-]{0,2})?\(?\d{3}\)?[ .-]{0,3}\d{3}[ .-]{0,3}\d{4}(?![\d$]|[.-]\d| ?\$)"
)
_ABROAD = re.compile(r"(?<![\d+])\+(?!1\D)\d{1,3}(?:[ .()-]{0,2}\d){7,13}(?!\d)")
_LOCAL = re.compile(r"(?<![\d$])(?<!\d[ .-])[2-9]\d{2}[ -]\d{4}(?![\d$]|[ .-]\d| ?\$)")
_CALLING = re.compile(
    r"\b(?:tel|telephone|cell?|cellulaire|appel\w*|rappel\w*|rejoin\w*|texte\w*|call|phone|num(?:ero)?)\b"
)
_PUBLIC_LINE = re.compile(
    r"\b(?:bureau|ministere|services? (?:canada|quebec)|revenu (?:canada|quebec)|retraite quebec|rqap|cnesst|ramq|saaq"
    r"|cle|clsc|hopital|hotel de ville|municipalite|ville|renseignements|ligne|centre|organisme|assistance"
    r"|urgence|agence|911|811|211)\b"
)
_OWN = re.compile(r"\b(?:mon|ma|mes|notre|moi|me|son|sa)\b")
_CALLED = re.compile(r"\b(?:j'ai|on a|faut|fallu) appele[rz]?\b")  # the number of whom one called, not one's own
_TOLL_FREE = frozenset({"800", "822", "833", "844", "855", "866", "877", "888", "900"})


def find(page: Page) -> Iterator[Found]:
    for match in _NORTH_AMERICAN.finditer(page.text):
        number = digits(match.group())[-10:]
        if _is_private(page, match, number) and _exists(f"+1{number}"):
            start = match.start() + (match.group()[0] == "(" and ")" not in match.group())
            yield Found(start, match.end(), "phone", SURE)
    for match in _ABROAD.finditer(page.text):
        if _exists("+" + digits(match.group())):
            yield Found(*match.span(), "phone", SURE)
    for match in _LOCAL.finditer(page.text):
        before = page.before(match.start(), 30)
        if _CALLING.search(before) and not _PUBLIC_LINE.search(before):
            yield Found(*match.span(), "phone", LIKELY)


def _is_private(page: Page, match: re.Match[str], number: str) -> bool:
    if number in page.institution.phones or number[:3] in _TOLL_FREE:
        return False
    before, after = page.before(match.start()), page.after(match.end())
    public = _PUBLIC_LINE.search(before) or (_CALLED.search(before) and _PUBLIC_LINE.search(after))
    return not public or _OWN.search(before) is not None


@lru_cache(maxsize=4096)
def _exists(number: str) -> bool:
    """Tell whether a number written in full, with its country, can be dialled."""
    import phonenumbers  # its tables take time to load: only when a text holds a number

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "CA"))
    except phonenumbers.NumberParseException:
        return False
