"""Licence plates: what is said to be one, or looks like one beside a vehicle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, Found, Page

_NAMED = re.compile(
    r"\b(?:plaques?|immatricul\w{1,8}|licence plate|license plate)\b[^\n.!?]{0,50}?"
    r"(?<![a-z0-9])([a-z]\d{2}[ -]?[a-z]{3}|\d{3}[ -]?[a-z]{3}|[a-z]{3}[ -]?\d{3}|[a-z]{3}[ -]?\d{4}|[a-z]{2}[ -]?\d{5}"
    r"|[a-z]\d{6})(?![a-z0-9])"
)
_SHAPE = re.compile(
    r"(?<![a-z0-9-])(?:[a-z]\d{2}[ -]?[a-z]{3}|[a-z]{3}[ -]?\d{3}|\d{3} ?[a-z]{3})(?![a-z0-9]|[ ,.-]?\d| ?[$%])"
)
_VEHICLE = re.compile(
    r"\b(?:auto|char|truck|camion\w{0,6}|vehicule|voiture|minivan|van|vus|suv|pick-?up|taxi|bus|moto|remorque|civic"
    r"|corolla|mazda|honda|toyota|hyundai|kia|nissan|subaru|jeep|dodge|ford|chevrolet|chev|gmc|ram|silverado|sierra"
    r"|bmw?|audi|tesla|tucson|elantra|rav4|caravan|sentra|rogue|altima|camry|matrix|accent|jetta|golf|volks\w*|mitsubishi|chrysler|buick"
    r"|pontiac|cadillac|lexus|acura|mercedes|volvo|f-?\d50|cr-?v|berline|familiale|quatre-roues|ski-?doo|stationn\w{1,6}|parke[er]?s?|gar[ee]{1,2}s?|roul\w{1,4}|conduit\w{0,4}"
    r"|conduis\w{0,4}|chauffeu\w{1,3}|vignette|vitesse|klaxonn\w{1,3})\b"
)
_WORD = re.compile(
    r"(?:les|des|une|mes|ses|ces|tes|que|qui|par|sur|est|car|pas|aux|son|mon|ton|ils|moi|toi|lui|eux|nos|vos|ete|ont"
    r"|ans|min|max|nas|nam|tel|ref|cas|fin|art|rtc|stm|cad|bus|ram|gmc|bmw|suv|vus|age|km|kms|usd|ave|rue|rte|apt|app|num|sae)"
)
_CAPITALS = re.compile(r"[A-Z]{3} ?\d{3}|[A-Z]\d\d[ -]?[A-Z]{3}|\d{3} ?[A-Z]{3}")
_AROUND = 45


def find(page: Page) -> Iterator[Found]:
    for match in _NAMED.finditer(page.text):
        yield Found(*match.span(1), "plate", LIKELY)
    if not _CAPITALS.search(page.folded.verbatim):
        return
    for match in _SHAPE.finditer(page.text):
        if _is_beside_a_vehicle(page, match):
            yield Found(*match.span(), "plate", LIKELY)


def _is_beside_a_vehicle(page: Page, match: re.Match[str]) -> bool:
    digits_first = match.group()[0].isdigit()
    if _WORD.search(match.group()) or not page.as_written(*match.span()).isupper():
        return False
    if digits_first and page.folded.verbatim.isupper():  # « CHAR 300 PAR MOIS »
        return False
    before, after = page.before(match.start(), _AROUND), page.after(match.end(), _AROUND)
    return (_VEHICLE.search(before) or _VEHICLE.search(after)) is not None
