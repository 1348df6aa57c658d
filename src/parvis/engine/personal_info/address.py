"""Civic addresses: number, kind of street, name; with what follows of apartment, city and postal code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, SURE, TENUOUS, Found, Page
from parvis.engine.personal_info.number_words import COMMON, WORDS, value_of

_CLEAR = (
    r"rue|avenue|av\.?|ave\.?|boulevard|boul\.?|bd|blvd|chemin|ch\.|ch(?= d[eu])|croissant"
    r"|impasse|ruelle|terrasse|montee"
)
_DOUBTFUL = (
    "rang|route|rte|place|cote|allee|quai|square|chaussee|domaine|carre|tour|villa|cour"  # also said of other things
)
_POSTAL_CODE = r"(?<![a-z0-9])[ghj]\d[abceghj-nprstv-z][ -]?\d[abceghj-nprstv-z]\d(?![a-z0-9])"
_PARTICLE = r"(?:de la |de l'|des |du |de |d'|a |la |le |les |l'|saint-?e?[ -]|ste?\.?[ -]|notre-dame-)"
_NAME = rf"(?:{_PARTICLE}){{0,2}}[a-z0-9][a-z0-9'-]{{0,30}}"
_STREET = re.compile(
    rf"(?<![\d.,$#/-])(\d{{1,5}}(?: bis|[ -]?[a-d](?![a-z]))?,? (?:de la |du |sur la )?)"
    rf"(?:(?:\d{{1,3}}(?:e|re|er|ere|eme|ieme) (?:rue|avenue|av\.?|ave\.?|rang|boulevard)\b)|({_CLEAR}"
    rf"|{_DOUBTFUL})(?![a-z])\.? {_NAME})"
)
_IN_WORDS = re.compile(rf"(?<![a-z])({WORDS}),? ({_CLEAR})(?![a-z])\.? {_NAME}")
_ENGLISH = re.compile(
    r"(?<![\d.,$#/-])\d{1,5} (?:[a-z][a-z'.-]{1,20} ){1,2}(?:street|st\.|avenue|road|rd|drive|boulevard|blvd"
    r"|lane|crescent)(?![a-z])"
)
# The kind of street left out: only where one says to live, and the name has its capital.
_NO_KIND = re.compile(
    rf"\b(?:habite|reste|demeure|vis|vit|adresse(?: est| c'est)?|loge|livre[rz]?)(?: a[u]?| au \d)? ?:? ?"
    rf"((\d{{2,5}}[a-d]?,? ){_NAME})"
)
# Nothing but an apartment or a postal code after tells these.
_WITH_UNIT = re.compile(
    rf"(?<![\d.,$#/-])\d{{1,5}}[a-d]?,? {_NAME}(?: [a-z'-]{{2,20}})?,? "
    rf"(?:app(?:t|art(?:ement)?)?|apt|logement)\.? ?#? ?\d{{1,5}}(?!\d)"
)
_WITH_CODE = re.compile(
    rf"(?<![\d.,$#/-])\d{{2,5}}[a-d]?,? {_NAME}(?: [a-z'-]{{2,20}})?(?:,? [a-z'-]{{3,30}})?,? (?={_POSTAL_CODE})"
)
_BOX = re.compile(r"\b(?:case postale?|c\.p\.|boite postale|b\.p\.) \d{1,6}(?![\d$-])")
_NUMBER_AFTER = re.compile(
    rf"\b(?:chemin|rang|route|rue) {_NAME}(?:, [a-z ]{{3,20}})?,? (?:numero|no|#) ?\d{{1,5}}(?!\d)"
)
_MORE_NAME = re.compile(r"(?: |-)(?:(?:de|du|des|la|le|l'|d') ?){0,2}([A-ZÀ-Ý][a-zA-ZÀ-ÿ'’-]{1,30})(?![\w])")
_UNIT = re.compile(
    r",? ?(?:(?:(?:app(?:t|art(?:ement)?)?|apt|unite|suite|porte|logement|log|boite|batiment|bat|bureau|local"
    r"|chambre)\.? ?#? ?|# ?)"
    r"(?:\d{1,5}[ -]?[a-z]?|[a-h])(?![a-z0-9])|\d{1,2}(?:e|er|eme|ieme) etage(?: gauche| droite)?"
    r"|(?:sous-sol|porte (?:d[eu'] ?\w+|en arriere|arriere)|en arriere))"
)
_CITY = re.compile(
    r",? (?:a |à )?((?:L[ae]s? |L['’])?[A-ZÀ-Ý][a-zA-ZÀ-ÿ'’-]{2,30}(?:[ -](?:(?:de|du|des|la|le"
    r"|sur) )?[A-ZÀ-Ý][a-zA-ZÀ-ÿ'’-]{1,30}(?!\w)){0,4})(?!\w)"
)
_PROVINCE = re.compile(r",? ?(?:\((?:quebec|qc|québec)\)|(?:quebec|qc|québec)(?![a-z]))", re.IGNORECASE)
_POSTAL = re.compile(_POSTAL_CODE)
# Of the end of an address, the code: with one, the town before it needs no capital. The last is French or Swiss.
_CODE = re.compile(
    rf"(?:,? ?[a-z' -]{{3,30}}?)?,? {{0,2}}{_POSTAL.pattern}|,? (?:ch-)?\d{{4,5}} (?=[a-z]{{3}})(?!piasses|dollars)"
)
_LIVES = re.compile(
    r"\b(?:j'?habit\w*|habit\w+|j'?rest\w*|rest(?:e|ent|ait)|demeur\w+|mon adresse|son adresse|adresse"
    r"|loge\w*|chez (?:moi|lui|elle|nous)|vit|vis|code postal|demenag\w+)\b"
)
_PUBLIC_PLACE = re.compile(
    r"\b(?:bureau|clsc|hopital|centre local|cle|services? quebec|ministere|palais|bibliotheque|organisme"
    r"|ecole|manifestation|rassemblement|travaux|accident|feu)\b"
)
_NUMBERS = (*COMMON, "cent", "mille", "dix", "vingt", "trente", "quarante", "cinquante", "soixante")
_ABBREVIATED = frozenset({"ch.", "av.", "ave.", "boul."})
# What follows a street without being a town, in a comment all in capitals.
_END = re.compile(
    r",? (?:nas|nam|tel|cell?|je|j'|c'est|il|elle|mon|ma|allez|pour|depuis|dossier|nee?|app|apt|logement)\b"
)
_OFFICE = re.compile(r"\b(?:bureau|local|suite) ?#? ?\d")
_STOP = re.compile(
    r"et|aux?|a|pour|pis|mais|qui|que|est|sont|depuis|car|je|tu|ils?|elles?|on|nous|vous|puis|dans|par|avec|sans|ou"
    r"|cause|libre|fermee"
)


def find(page: Page) -> Iterator[Found]:
    text = page.text
    for match in _STREET.finditer(text):
        if found := _street(page, match):
            yield found
    for pattern in (_ENGLISH, _BOX, _NUMBER_AFTER, _WITH_UNIT, _WITH_CODE):
        for match in pattern.finditer(text):
            yield Found(match.start(), _tail(page, match.end()), "address", LIKELY)
    if any(word in text for word in _NUMBERS):
        yield from _in_words(page)
    for match in _NO_KIND.finditer(text):
        if found := _without_kind(page, match):
            yield found
    for match in _POSTAL.finditer(text):
        if _LIVES.search(page.before(match.start())):
            yield Found(*match.span(), "address", TENUOUS)


def _in_words(page: Page) -> Iterator[Found]:
    for match in _IN_WORDS.finditer(page.text):
        if (value_of(match[1]) or 0) > 9:  # « un chemin », « deux rues »
            yield Found(match.start(), _tail(page, match.end()), "address", LIKELY)


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
    if kind in _ABBREVIATED and not (lives or end > match.end() or match.group(1).strip().endswith(",")):
        return None  # « 95 Ch. Auteur » is a note
    capital = any(letter.isupper() for letter in page.as_written(match.end() - len(name), match.end()))
    if doubtful and not (capital or lives or end > match.end()):
        return None
    if not (lives or capital or end > match.end() or kind is None or len(match.group(1).strip(" ,")) >= 2):
        return None
    if not lives and _OFFICE.search(page.text, match.end(), end):
        return None
    return Found(match.start(), end, "address", SURE if lives or end > match.end() else LIKELY)


def _without_kind(page: Page, match: re.Match[str]) -> Found | None:
    """« j'habite au 1432 des Lilas »: nothing but the capital tells it from an amount or a year."""
    name_at = match.start(1) + len(match[2])
    if not any(letter.isupper() for letter in page.as_written(name_at, match.end())):
        return None
    return Found(match.start(1), _tail(page, match.end()), "address", LIKELY)


def _tail(page: Page, end: int) -> int:
    """Return where the address ends, once its other parts are read from the verbatim spelling."""
    while match := _MORE_NAME.match(_written(page, end)):
        if _END.match(page.text, end):
            break
        end += match.end()
    end = _units(page, end)
    code = _CODE.match(page.text, end)
    if not code and not _END.match(page.text, end) and (match := _CITY.match(_written(page, end))):
        end += match.end()
    for _ in range(2):
        if match := _PROVINCE.match(page.text, end):
            end = match.end()
        if match := _CODE.match(page.text, end):
            end = match.end()
            if match.group().endswith(" ") and (town := _CITY.match(" " + _written(page, end))):  # 72100 Town
                end += town.end() - 1
    return _units(page, end)


def _units(page: Page, end: int) -> int:
    for _ in range(3):
        if match := _UNIT.match(page.text, end):
            end = match.end()
    return end


def _written(page: Page, start: int, size: int = 90) -> str:
    """Return the verbatim characters, one for each folded one, so that capitals can be seen."""
    folded = page.folded
    if folded.starts is None:
        return folded.verbatim[start : start + size]
    return "".join(folded.verbatim[index] for index in folded.starts[start : start + size])
