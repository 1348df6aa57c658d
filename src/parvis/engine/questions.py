"""Whether the institution should answer: asked with or without a question mark, and not rhetorical."""

from __future__ import annotations

import re
from bisect import bisect
from itertools import islice

from parvis.engine.reading import Reading

# Joual asks with "-tu" after any verb, whoever the subject is: "ça marche-tu", "c'est-tu bon".
_TU = re.compile(
    r"\b(?:ca|c'|on|j'|je|il|y|ils|elle|faut|y'a|ya|a|va|est|peut|marche|prend|existe)[a-z']{0,12}[ -]tu\b"
    r"(?! (?:es|as|vas|peux|dois|sais|veux|fais))"
)
_INVERTED = re.compile(r"\b[a-z]{2,14}-(?:t-)?(?:il|elle|ils|elles|on|vous|nous|je|ce)\b")
_LEADING = re.compile(
    r"^ *(?:bonjour|bonsoir|allo|svp|salut|hello|ok|et|mais|pis|merci)?[ ,!.:-]*(?:quand|combien|comment|ou"
    r"|quel(?:le)?s?"
    r"|qui|que|quoi|pourquoi|est-ce|c'est quoi|koi|how|what|when|where|who|can|do|is|are) "
)
_PLAIN = re.compile(
    r"^(?:bonjour|bonsoir|allo|svp|salut|merci|et|mais|pis)?[ ,!.:-]*(?:(?:comment|ou|a qui|aupres de qui"
    r"|de quoi|quoi|que) [a-z']{2,14}(?:er|ir|re|oir)\b"
    r"|quel(?:le)?s? (?:est|sont|sera|serait|seront)\b|(?:dans |a |pour |de |par |avec |pendant )?(?:comment"
    r"|combien|ou|pourquoi|quand|qui|que|qu'|quel(?:le)?s?|quoi)\b[^.,;]{0,60}?-(?:t-)?(?:je|il|elle|on|ils"
    r"|elles|ce)\b"
    r"|(?:est-ce|puis-je|peut-on|dois-je|faut-il|doit-on|ai-je|suis-je|y a-t-il|a-t-on|est-il|combien (?:de"
    r"|coute)|qu'est-ce|quand est))"
)
_SENTENCE_END = re.compile(r"[.!?\n]")
MOST_SENTENCES = 300  # asked in one comment


def is_question(reading: Reading) -> bool:
    """Tell whether the comment asks something that the institution should answer."""
    text = reading.text
    ends = [match.start() for match in _SENTENCE_END.finditer(text)]
    kinds: dict[int, set[str]] = {}  # of words, by sentence
    for hit in (*reading.question_hits, *reading.stance_hits):
        kinds.setdefault(bisect(ends, hit.start), set()).add(hit.category)
    marked = islice((number for number, end in enumerate(ends) if text[end] == "?"), MOST_SENTENCES)
    if any(
        _asks(text[ends[number - 1] + 1 if number else 0 : ends[number]], kinds.get(number, set())) for number in marked
    ):
        return True
    if "?" in text or any("rhetorical" in found for found in kinds.values()):
        return False
    return _asks_without_a_mark(text.strip(), {kind for found in kinds.values() for kind in found})


def _asks(sentence: str, kinds: set[str]) -> bool:
    """Tell whether one sentence that ends with a question mark wants an answer.

    A rhetorical question does not; nor does a bitter one, unless it names the institution's business.
    """
    if "rhetorical" in kinds:
        return False
    business, sour = "business" in kinds, "against" in kinds
    asking = bool(kinds & {"asking", "announcing"}) or any(form.search(sentence) for form in (_TU, _INVERTED, _LEADING))
    return (asking and (business or not sour)) or (business and not sour)


def _asks_without_a_mark(text: str, kinds: set[str]) -> bool:
    if _PLAIN.match(text):
        return True
    return "business" in kinds and ("announcing" in kinds or _TU.search(text) is not None)
