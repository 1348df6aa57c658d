"""Confused: what cannot be read at all. Short but clear, badly spelt or in another language stays."""

from __future__ import annotations

import re
from collections import Counter

from parvis.engine.evidence import finding
from parvis.engine.findings import Disposition, Finding
from parvis.engine.reading import Reading

CODE = "confused"
LEARNT = "Propos difficile à comprendre"
_WORD = re.compile(r"[a-z]{2,}")
_UNSAYABLE = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|[aeiou]{5}|^[^aeiouy]{3,}$|q(?!u)[a-z]|[bcdfghjkmnpqrtvwxz]{4}$")
_LATIN_LETTERS = 0.5  # below this share, the text is in another script: a language is no ground
LEAST_WORDS = 4
ENOUGH = 2_000  # characters looked at


def find(reading: Reading) -> list[Finding]:
    text = reading.text[:ENOUGH]
    words = _WORD.findall(text)
    if len(words) < LEAST_WORDS or sum(map(len, words)) < _LATIN_LETTERS * len(text.replace(" ", "")):
        return []
    if reading.language == "und" and _unsayable(words):
        reason = "Suite de lettres qui ne forme pas de mots."
    elif _one_word_over_and_over(words):
        reason = "Répétition d'un même mot, sans propos."
    else:
        return []
    end = len(reading.text.rstrip())
    return finding(CODE, 0.55, [reading.span(0, end)], reason, Disposition.REVIEW)


def _unsayable(words: list[str]) -> bool:
    return 2 * sum(_UNSAYABLE.search(word) is not None for word in words) >= len(words)


def _one_word_over_and_over(words: list[str]) -> bool:
    return len(words) >= 12 and Counter(words).most_common(1)[0][1] >= 0.8 * len(words)
