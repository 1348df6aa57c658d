"""Civic addresses: number, kind of street, name; with what follows of apartment, city and postal code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, TENUOUS, Found, Page

_CLEAR = "rue|avenue|av\\.?|ave\\.?|boulevard|boul\\.?|bd|blvd|chemin|ch\\.|croissant|impasse|ruelle|terrasse|montee"
_DOUBTFUL = "rang|route|rte|place|cote|allee|quai|square|chaussee|domaine|carre"  # also said of other things
_PARTICLE = r"(?:de la |de l'|des |du |de |d'|la |le |les |l'|saint-?e?[ -]|ste?\.?[ -]|notre-dame-)"
_NAME = rf"(?:{_PARTICLE}){{0,2}}[a-z0-9][a-z0-9'-]{{1,30}}"
_STREET = re.compile(
    rf"(?<![\d.,$#/-])(\d{{1,5}}(?:[ -]?[a-d](?![a-z]))?,? (?:de la |du |sur la )?)"
    rf"(?:(?:\d{{1,3}}(?:e|re|er|ere|eme|ieme) (?:rue|avenue|av\.?|ave\.?|rang|boulevard)\b)|({_CLEAR}"
    rf"|{_DOUBTFUL})(?![a-z])\.? {_NAME})"
)
_ENGLISH = re.compile(
    r"(?<![\d.,$#/-])\d{1,5} (?:[a-z][a-z'.-]{1,20} ){1,2}(?:street|st\.|avenue|road|rd|drive|boulevard|blvd"
    r"|lane|crescent)(?![a-z])"
)
_MORE_NAME = re.compile(r"(?: |-)(?:(?:de|du|des|la|le|l'|d') ?){0,2}([A-ZÀ-Ý][a-zA-ZÀ-ÿ'’-]{1,30})(?![\w])")
_UNIT = re.compile(r",? ?(?:(?:app(?:t|art(?:ement)?)?|apt|unite|suite|porte)\.? ?#? ?|# ?)\d{1,5}[a-z]?(?![a-z0-9])")
_CITY = re.compile(
    r",? (?:a |à )?([A-ZÀ-Ý][a-zA-ZÀ-ÿ'’-]{2,30}(?:[ -](?:(?:de|du|des|la|le"
    r"|sur) )?[A-ZÀ-Ý][a-zA-ZÀ-ÿ'’-]{1,30}(?!\w)){0,4})(?!\w)"
)
_PROVINCE = re.compile(r",? ?(?:\((?:quebec|qc|québec)\)|(?:quebec|qc|québec)(?![a-z]))", re.IGNORECASE)
_COMMA = re.compile(r",? {0,2}")
_POSTAL = re.compile(r"(?<![a-z0-9])[ghj]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?![a-z0-9])")
_LIVES = re.compile(
    r"\b(?:j'?habit\w*|habit\w+|j'?rest\w*|rest(?:e|ent|ait)|demeur\w+|mon adresse|son adresse|adresse"
    r"|loge\w*|chez (?:moi|lui|elle|nous)|vit|vis|code postal|demenag\w+)\b"
)
_PUBLIC_PLACE = re.compile(
    r"\b(?:bureau|clsc|hopital|centre local|cle|services? quebec|ministere|palais|bibliotheque|organisme"
    r"|ecole|manifestation|rassemblement|travaux|accident|feu)\b"
)
_STOP = re.compile(
    r"et|aux?|a|pour|pis|mais|qui|que|est|sont|depuis|car|je|tu|ils?|elles?|on|nous|vous|puis|dans|par|avec|sans|ou"
    r"|cause|libre|fermee"
)


def find(page: Page) -> Iterator[Found]:
    text = page.text
    streets = [found for match in _STREET.finditer(text) if (found := _street(page, match))]
    streets += [Found(match.start(), _tail(page, match.end()), "address", LIKELY) for match in _ENGLISH.finditer(text)]
    yield from streets
    for match in _POSTAL.finditer(text):
        if _LIVES.search(page.before(match.start())):
            yield Found(*match.span(), "address", TENUOUS)


def _street(page: Page, match: re.Match[str]) -> Found | None:
    before = page.before(match.start())
    lives = _LIVES.search(before)
    if not lives and _PUBLIC_PLACE.search(before):
        return None
    kind = match.group(2)
    name = match.group()[len(match.group(1)) :].rpartition(" ")[2] if kind else "ordinal"
    if _STOP.fullmatch(name):
        return None
    end = _tail(page, match.end())
    doubtful = kind is not None and re.fullmatch(_DOUBTFUL, kind) is not None
    capital = any(letter.isupper() for letter in page.as_written(match.end() - len(name), match.end()))
    if doubtful and not (capital or lives or end > match.end()):
        return None
    if not (lives or capital or end > match.end() or kind is None or len(match.group(1).strip(" ,")) >= 2):
        return None
    return Found(match.start(), end, "address", SURE if lives or end > match.end() else LIKELY)


def _tail(page: Page, end: int) -> int:
    """Return where the address ends, once its other parts are read from the verbatim spelling."""
    while (end_of_part := _one_more(page, end)) > end:
        end = end_of_part
    return end


def _one_more(page: Page, end: int) -> int:
    """Return the end of the next part of an address, or `end` when nothing more belongs to it."""
    written = _written(page, end)
    if match := _MORE_NAME.match(written):
        return end + match.end()
    for pattern, text in ((_UNIT, page.text), (_PROVINCE, page.text)):
        if match := pattern.match(text, end):
            return match.end()
    if (match := _COMMA.match(page.text, end)) and (postal := _POSTAL.match(page.text, match.end())):
        return postal.end()
    if match := _CITY.match(written):
        return end + match.end()
    return end


def _written(page: Page, start: int, size: int = 90) -> str:
    """Return the verbatim characters, one for each folded one, so that capitals can be seen."""
    folded = page.folded
    if folded.starts is None:
        return folded.verbatim[start : start + size]
    return "".join(folded.verbatim[index] for index in folded.starts[start : start + size])
