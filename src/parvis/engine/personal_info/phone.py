"""Telephone numbers of people; toll-free lines, the institution's own and the government's are public."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parvis.engine.personal_info.candidate import LIKELY, SURE, Found, Page, digits

_NORTH_AMERICAN = re.compile(
    r"(?<![\d$])(?<!\d[.-])(?:\+?1[ .-]{0,2})?\(?\d{3}\)?[ ./-]{0,3}\d{3}[ .-]{0,3}\d{2}[ .-]?\d{2}"
    r"(?![\d$]|[.-]\d| ?\$)"
)
_ABROAD = re.compile(r"(?<![\d+])\+(?!1\D)\d{1,3}(?:[ .()-]{0,2}\d){7,13}(?!\d)")
_EUROPEAN = re.compile(
    r"(?<![\d.,$-])0[1-9](?:[ .]\d{2}){4}(?![\d%$]|[ .,-]\d)|(?<![\d.,$-])0\d{2} \d{3} \d{2} \d{2}(?!\d)"
)
_LOCAL = re.compile(r"(?<![\d$])(?<!\d[ .-])(?<![a-z]-)[2-9]\d{2}(?P<apart>[ -]?)\d{4}(?![\d$]|[ .-]\d| ?\$)")
CALLING = re.compile(
    r"\b(?:tel|telephone|cell?|cellulaire|portable|gsm|appel\w*|rappel\w*|rejoin\w*|texte\w*|compose\w*|call|phone"
    r"|num(?:ero)?)\b|\bmon #"
)
_SAID_TO_BE_ONE = re.compile(
    r"\b(?:tel|telephone|cell?|cellulaire|texte[rz]?|(?:r?appele[rz]?|rejoindre|joindre)[ -]moi)\b"
)
PUBLIC_LINE = re.compile(
    r"\b(?:bureau|ministere|services? (?:canada|quebec)|revenu (?:canada|quebec)|retraite quebec|rqap|cnesst|ramq|saaq"
    r"|cle|clsc|hopital|hotel de ville|municipalite|ville|renseignements|ligne|centre|organisme|assistance"
    r"|urgence|agence|911|811|211)\b"
)
_OWN = re.compile(r"\b(?:mon|ma|mes|notre|moi|me|son|sa)\b")
_CALLED = re.compile(r"\b(?:j'ai|on a|faut|fallu) appele[rz]?\b")  # the number of whom one called, not one's own
_TOLL_FREE = frozenset({"800", "822", "833", "844", "855", "866", "877", "888", "900"})
# Fact: these exchanges are those of the government of Québec, in Québec and in Montréal.
_GOVERNMENT = frozenset({"418643", "418644", "418646", "418528", "514864", "514873"})


def find(page: Page) -> Iterator[Found]:
    for match in _NORTH_AMERICAN.finditer(page.text):
        number = digits(match.group())[-10:]
        if not is_public(page, *match.span(), number) and is_dialled(number):
            start = match.start() + (match.group()[0] == "(" and ")" not in match.group())
            yield Found(start, match.end(), "phone", SURE)
    for match in _ABROAD.finditer(page.text):
        if _exists("+" + digits(match.group())):
            yield Found(*match.span(), "phone", SURE)
    for match in _EUROPEAN.finditer(page.text):
        if not PUBLIC_LINE.search(page.before(match.start())):
            yield Found(*match.span(), "phone", LIKELY)
    for match in _LOCAL.finditer(page.text):
        before = page.before(match.start(), 30)
        calling = CALLING.search(before) if match["apart"] else _SAID_TO_BE_ONE.search(before)
        if calling and not PUBLIC_LINE.search(before):
            yield Found(*match.span(), "phone", LIKELY)


def is_public(page: Page, start: int, end: int, number: str) -> bool:
    """Tell whether ten digits, and the words around them, are a line that anybody may publish."""
    if number in page.institution.phones or number[:3] in _TOLL_FREE:
        return True
    before, after = page.before(start), page.after(end)
    if _OWN.search(before):
        return False
    line = PUBLIC_LINE.search(before) or (_CALLED.search(before) and PUBLIC_LINE.search(after))
    return line is not None or number[:6] in _GOVERNMENT


def is_dialled(number: str) -> bool:
    """Tell whether ten digits, or eleven with the 1 before, can be a number of North America."""
    return (
        _exists(f"+1{number}")
        if len(number) == 10
        else len(number) == 11 and number[0] == "1" and _exists(f"+{number}")
    )


@lru_cache(maxsize=4096)
def _exists(number: str) -> bool:
    """Tell whether a number written in full, with its country, can be dialled."""
    import phonenumbers  # its tables take time to load: only when a text holds a number

    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number, "CA"))
    except phonenumbers.NumberParseException:
        return False
