"""Numbers of files, requests and claims: five digits or more after a word that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parvis.engine.personal_info.candidate import LIKELY, Found, Page, digits

_NAMED = re.compile(
    r"\b(?:dossiers?|demandes?|reclamations?|reference|ref|confirmation|prestataire|client|matricule|cnesst|rqap|rrq|file|case|suivi)\b"
    r"[^\d\n.!?$]{0,22}?(?:\b(?:no|num)\. ?)?((?:\b[a-z]{1,4}-?)?\d(?:[ -]?\d){4,14})(?![\d$%]|[.,]\d| ?\$)"
)
_DATE = re.compile(
    r"(?:19|20)\d{2}[- ](?:19|20)\d{2}|\d{4}[ -]\d{1,2}[ -]\d{1,2}|\d{1,2}[ -]\d{1,2}[ -]\d{2,4}|(?:19|20)\d{2} \d+"
)
_NOT_A_NUMBER_OF = re.compile(
    r"\b(?:depuis|pour|de plus de|environ|dossiers traites|tel|telephone|appel\w*|au|population)\b"
)


def find(page: Page) -> Iterator[Found]:
    for match in _NAMED.finditer(page.text):
        value = match.group(1)
        between = page.text[match.start() : match.start(1)]
        if _DATE.fullmatch(value) or _NOT_A_NUMBER_OF.search(between):
            continue
        grouped = re.fullmatch(r"\d{1,3}(?: \d{3})+", value)  # "10 000 demandes" said the other way round
        if grouped and len(digits(value)) <= 6:
            continue
        yield Found(*match.span(1), "file_number", LIKELY)
