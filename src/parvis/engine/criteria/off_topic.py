"""Off topic: only when the comment itself says so. Relevance to a post is never read off a word list."""

from __future__ import annotations

import re

from parvis.engine.evidence import finding
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading

CODE = "off_topic"
LEARNT = "Propos sans lien avec la publication"
_SAID = re.compile(
    r"\b(?:(?:je sais que )?(?:c'est|ca n'a|ca a|y'a|ya|il n'y a|cela n'a|rien|aucun) (?:(?:pas|absolument"
    r"|vraiment|rien|complete?ment|totalement|un peu|aucun) ){0,3}"
    r"(?:hors[ -]sujet|(?:a voir|rapport|de rapport|aucun rapport) avec (?:le sujet|la publication|le post"
    r"|votre (?:publication|post|sujet)|ca|ceci))"
    r"|hors[ -]sujet,? mais|completement hors[ -]sujet|rien a voir(?: avec le (?:sujet|post))?,? mais)"
)
_ASKS = re.compile(r"\?|\b(?:dossier|demande|prestation|cheque|formulaire|savoir)\b")


def find(reading: Reading) -> list[Finding]:
    if not reading.comment.post or (
        "hors" not in reading.text and "a voir" not in reading.text and "rapport" not in reading.text
    ):
        return []
    match = _SAID.search(reading.text)
    if match is None or _ASKS.search(reading.text):
        return []  # a question to the institution deserves its answer, wherever it is asked
    reason = "Le commentaire dit lui-même être hors du sujet de la publication."
    return finding(CODE, 0.5, [reading.span(*match.span())], reason, Disposition.REVIEW)
