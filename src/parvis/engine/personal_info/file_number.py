"""Numbers of files, requests, complaints and claims: after a word that says so, or shaped like nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, Found, Page, digits

_WORD = (
    r"dossiers?|demandes?|reclamations?|reference|ref|confirmation|prestataire|client|matricule|cnesst|rqap|rrq|file"
    r"|case|suivi|plain?tes?|revision|avis|fiche|lettre|commande|releve|declaration|employee?|cause|piece"
    r"|certificat|allocataire|usag\w{2,3}"
    r"|numero famille|ticket"
)
CONTEXT = re.compile(rf"\b(?:{_WORD})\b")
# Letters before, between or after the digits: AS-301-775, 2018-AF-3306, R-88214-K, RC 30-4471.
_LETTERS = r"(?<![\w/_])(?:\b[a-z]{1,4}(?:-[a-z]{1,4}){0,2}-|\b[a-z]{1,4} ?)?"
_VALUE = rf"{_LETTERS}\d(?:[ .-]?\d|-[a-z]{{1,3}}-\d){{3,14}}(?:[ -][a-z](?![a-z']))?"
_NAMED = re.compile(rf"\b(?:{_WORD})\b[^\d\n.!?$]{{0,40}}?(?:\b(?:no|num)\. ?)?({_VALUE})(?![\d$%]|[.,]\d| ?[$%])")
# « le mien, no AS 20 118 7745 »: a number that is somebody's, whatever it counts.
_OWN = re.compile(
    rf"\b(?:mon|ma|le mien|la mienne|c'?est l[ea]?|cest la?|(?:no|num|numero)(?: d[e']? ?\w{{3,12}})?)"
    rf"(?: \w{{4,12}})?,? ?(?:no|num|numero|#|:)?:? ?({_VALUE})(?![\d$%a-z]|[.,]\d| ?[$%])"
)
_CODE = re.compile(r"(?<![a-z0-9-])[a-z]{2,4}(?:-[a-z]{2,4})?-(?:\d{5,9}|\d{2,5}[-.]\d{2,6}(?:-\d{1,4})?)(?![a-z0-9-])")
_MINE = re.compile(r"\b(?:mon|ma|mes|mien(?:ne)?|moi|sa|son|notre)\b")
_DATE = re.compile(
    r"(?:19|20)\d{2}[- ](?:19|20)\d{2}|\d{4}[ -]\d{1,2}[ -]\d{1,2}|\d{1,2}[ -]\d{1,2}[ -]\d{2,4}|(?:19|20)\d{2} \d+"
)
_NOT_A_NUMBER_OF = re.compile(
    r"\b(?:depuis|pour|de plus de|environ|dossiers traites|tel|telephone|appel\w*|au|population|rue|compte"
    r"|colis|purolator|postes? canada|cerfa|norme|loi)\b"
)
_IS_ONE = re.compile(r"\b(?:dossier|numero|no\.?|#) ?(?:est |c'?est )?(?:le )?:? ?$")
_MIXED = re.compile(
    r"\bnumero (?:de |d')[\w-]{4,15}(?: est)?(?: le)?:? ([a-z0-9]{3,6}(?:-[a-z0-9]{2,6}){1,3})(?![a-z0-9-])"
)
# Letters apart from the digits that follow, and not a part of the number.
_NOT_LETTERS = frozenset(
    {
        "nas", "nam", "tel", "no", "num", "iso", "loi", "nbr", "norme", "mars", "mai", "juin", "cell", "est", "le",
        "la", "du", "de", "et", "en", "au", "ramq", "rqap", "rrq", "saaq", "dpj", "iuc", "uci",
    }
)  # fmt: skip


def find(page: Page) -> Iterator[Found]:
    for match in _NAMED.finditer(page.text):
        start, _ = _without_words(page, *match.span(1))
        between = CONTEXT.split(page.text[match.start() : start])[-1]
        if not _NOT_A_NUMBER_OF.search(between):
            yield from _kept(page, match, least=5)
    for match in _OWN.finditer(page.text):
        if any(letter.isalpha() for letter in match[1]):
            yield from _kept(page, match, least=6)
    for match in _MIXED.finditer(page.text):
        if len(digits(match[1])) >= 5 and not _NOT_A_NUMBER_OF.search(match.group()):
            yield Found(*match.span(1), "file_number", LIKELY)
    for match in _CODE.finditer(page.text):
        code = match.group()
        capitals = page.as_written(match.start(), match.start() + 2).isupper()
        if capitals and _MINE.search(page.before(match.start())) and len(digits(code)) >= 5:
            yield Found(*match.span(), "file_number", LIKELY)


def _kept(page: Page, match: re.Match[str], least: int) -> Iterator[Found]:
    start, end = _without_words(page, *match.span(1))
    value = page.text[start:end]
    lettered = any(letter.isalpha() for letter in value)
    if len(digits(value)) < least - lettered or _DATE.fullmatch(value):
        return
    grouped = re.fullmatch(r"\d{1,3}(?: \d{3})+", value)  # "10 000 demandes" said the other way round
    if not (grouped and len(digits(value)) <= 6) or _IS_ONE.search(page.before(start)):
        yield Found(start, end, "file_number", LIKELY)


def _without_words(page: Page, start: int, end: int) -> tuple[int, int]:
    """Return the span without a word before or after: letters apart from the digits count in capitals only."""
    value = page.text[start:end]
    first = re.match(r"[a-z]+(?= )", value)
    if first and (first.group() in _NOT_LETTERS or not page.as_written(start, start + first.end()).isupper()):
        start += first.end() + 1
    if re.search(r" [a-z]$", value) and not page.as_written(end - 1, end).isupper():
        end -= 2
    return start, end
