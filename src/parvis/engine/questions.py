"""Whether the institution should answer: asked with or without a question mark, and not rhetorical."""

from __future__ import annotations

import re
from bisect import bisect

from parvis.engine.reading import Reading

# Joual asks with "-tu" after any verb, whoever the subject is: "ça marche-tu", "c'est-tu bon".
_TU = re.compile(
    r"\b(?:ca|c'|on|j'|je|il|y|ils|elle|faut|y'a|ya|a|va|est|peut|marche|prend|existe)[a-z']{0,12}[ -]tu\b"
    r"(?! (?:es|as|vas|peux|dois|sais|veux|fais))"
)
_INVERTED = re.compile(r"\b[a-z]{2,14}-(?:t-)?(?:il|elle|ils|elles|on|vous|nous|je|ce)\b")
_LEADING = re.compile(
    r"^(?:bonjour|bonsoir|allo|svp|salut|hello|ok|et|mais|pis|merci)?[ ,!.:-]*(?:quand (?:est|sera|seront"
    r"|sont|arrive|va|vont|sort)|combien|comment|quel|quelle|quels|quelles|est-ce|c'est quoi|koi|how|what"
    r"|when|where|who|can |do |is |are )"
)
_MARK = re.compile(r"\?")
_SENTENCE_END = re.compile(r"[.!?\n]")
_PLAIN = re.compile(
    r"^(?:bonjour|bonsoir|allo|svp|salut|merci|et|mais|pis)?[ ,!.:-]*(?:(?:comment|ou|a qui|aupres de qui"
    r"|de quoi|quoi|que) [a-z']{2,14}(?:er|ir|re|oir)\b"
    r"|quel(?:le)?s? (?:est|sont|sera|serait|seront)\b|(?:dans |a |pour |de |par |avec |pendant )?(?:comment"
    r"|combien|ou|pourquoi|quand|qui|que|qu'|quel(?:le)?s?|quoi)\b[^.,;]{0,60}?-(?:t-)?(?:je|il|elle|on|ils"
    r"|elles|ce)\b"
    r"|(?:est-ce|puis-je|peut-on|dois-je|faut-il|doit-on|ai-je|suis-je|y a-t-il|a-t-on|est-il|combien (?:de"
    r"|coute)|qu'est-ce|quand est))"
)
_SHORT = 160


def is_question(reading: Reading) -> bool:
    """Tell whether the comment asks something that the institution should answer."""
    text = reading.text.strip()
    kinds = {hit.category for hit in reading.question_hits}
    marked = _MARK.search(text) is not None and any(character.isalpha() for character in text)
    asking = (
        bool(kinds & {"asking", "announcing"}) or _TU.search(text) is not None or _INVERTED.search(text) is not None
    )
    if "rhetorical" in kinds and not _asks_besides(reading):
        return False
    if marked:
        return asking or "business" in kinds or len(text) < _SHORT
    if _PLAIN.match(text):
        return True
    return "business" in kinds and (_announced(reading) or (_LEADING.match(text) is not None and len(text) < _SHORT))


def _announced(reading: Reading) -> bool:
    """Tell a question asked in so many words: « j'aimerais savoir si… », « ça prend-tu… »."""
    if _TU.search(reading.text):
        return True
    return any(hit.category == "announcing" for hit in reading.question_hits)


def _asks_besides(reading: Reading) -> bool:
    """Tell whether another sentence than the rhetorical one asks about the institution's business."""
    ends = [match.start() for match in _SENTENCE_END.finditer(reading.text)]
    sentences: dict[str, set[int]] = {kind: set() for kind in ("asking", "announcing", "rhetorical", "business")}
    for hit in reading.question_hits:
        sentences[hit.category].add(bisect(ends, hit.start))
    apart = (sentences["asking"] | sentences["announcing"]) - sentences["rhetorical"]
    return "?" in reading.text and bool(sentences["business"]) and bool(apart)
