"""Whether the institution should answer: asked with or without a question mark, and not rhetorical."""

from __future__ import annotations

import re

from parvis.engine.reading import Reading

# Joual asks with "-tu" after any verb, whoever the subject is: "ça marche-tu", "c'est-tu bon".
_TU = re.compile(r"\b(?:ca|c'|on|j'|je|il|y|ils|elle|faut|y'a|ya|a|va|est|peut|marche|prend|existe)[a-z']{0,12}[ -]tu\b(?! (?:es|as|vas|peux|dois|sais|veux|fais))")
_INVERTED = re.compile(r"\b[a-z]{2,14}-(?:t-)?(?:il|elle|ils|elles|on|vous|nous|je|ce)\b")
_LEADING = re.compile(r"^(?:bonjour|bonsoir|allo|svp|salut|hello|ok|et|mais|pis|merci)?[ ,!.:-]*(?:quand|combien|comment|ou |quel|quelle|quels|quelles|qui|pourquoi|est-ce|c'est quoi|koi|how|what|when|where|who|can |do |is |are )")
_MARK = re.compile(r"\?")
_SHORT = 160


def is_question(reading: Reading) -> bool:
    """Tell whether the comment asks something that the institution should answer."""
    text = reading.text.strip()
    kinds = {hit.category for hit in reading.question_hits}
    marked = _MARK.search(text) is not None and any(character.isalpha() for character in text)
    asking = "asking" in kinds or _TU.search(text) is not None or _INVERTED.search(text) is not None
    if "rhetorical" in kinds and not _asks_besides(reading):
        return False
    if marked:
        return asking or "business" in kinds or len(text) < _SHORT
    return "business" in kinds and (_announced(reading) or (_LEADING.match(text) is not None and len(text) < _SHORT))


def _announced(reading: Reading) -> bool:
    """Tell a question asked in so many words: « j'aimerais savoir si… », « ça prend-tu… »."""
    if _TU.search(reading.text):
        return True
    openings = ("je voudrais", "j'aimerais", "je veux savoir", "je souhaite savoir", "quelqu'un", "dites-moi", "dites moi",
                "je me demand", "j'me demande", "est-ce que", "y'a-tu", "y a-t-il", "pouvez-vous", "pourriez-vous",
                "savez-vous", "peut-on", "puis-je", "j'ai une question", "ca prend combien", "c'est quand", "on aimerait", "on voudrait")  # fmt: skip
    return any(hit.category == "asking" and hit.term.startswith(openings) for hit in reading.question_hits)


def _asks_besides(reading: Reading) -> bool:
    """Tell whether another sentence than the rhetorical one asks about the institution's business."""
    rhetorical = [hit for hit in reading.question_hits if hit.category == "rhetorical"]
    asking = [hit for hit in reading.question_hits if hit.category == "asking"]
    business = any(hit.category == "business" for hit in reading.question_hits)
    apart = [hit for hit in asking if not any(_same_sentence(reading, hit.start, other.start) for other in rhetorical)]
    return business and bool(apart) and "?" in reading.text


def _same_sentence(reading: Reading, first: int, second: int) -> bool:
    low, high = sorted((first, second))
    return not any(mark in reading.text[low:high] for mark in ".!?\n")
