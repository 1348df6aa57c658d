"""English words that French never borrowed, and French endings put on them: « forwardez », « le best deal »."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.readings import readings
from parvis.gate.lexicon.words import is_name
from parvis.gate.lists import written_words
from parvis.gate.lists.listed_words import CLITICS
from parvis.gate.rules.exempt import without_addresses
from parvis.gate.rules.expressions import spoken_of
from parvis.gate.rules.lowercase import in_small_letters
from parvis.gate.rules.words import Token, words_of

LIST, VERBS = "english.txt", "english_verbs.txt"
_ENDING = re.compile(
    r"(?:er|ez|e|es|ons|ent|ée?s?|ais|ait|aient|ant|era|erai|erez|eront|erons|eur|eurs|euse|euses|age|ages)$"
)
_DOUBLED = re.compile(r"([bdfgklmnprt])\1$")
_SHORTEST = 3
_SMALL = listed("up in on to by off out outs ups ins of a the")


def english_words(draft: str) -> Iterator[tuple[int, int]]:
    """Yield where English words stand. Names, quoted words and halves of French compounds are left alone."""
    bare = without_addresses(draft)
    reading = in_small_letters(bare)
    tokens = words_of(reading.text, reading.text if reading.starts is not None else bare)
    english = [_is_english(token) for token in tokens]
    at = 0
    while at < len(tokens):
        if not english[at]:
            at += 1
            continue
        first = at
        while at + 1 < len(tokens) and (english[at + 1] or (tokens[at + 1].joined and tokens[at + 1].word in _SMALL)):
            at += 1
        start, end = tokens[first].start, tokens[at].end
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        half = tokens[first].joined or (after is not None and after.joined and after.word not in CLITICS)
        at += 1
        if not half and not spoken_of(reading.text, start, end):
            yield reading.span(start, end)


def _is_english(token: Token) -> bool:
    word = token.word
    if len(word) < _SHORTEST or (token.capital and not token.opens) or not word.isalpha():
        return False
    if word in _english():
        return True
    return not readings(word) and _borrows(word) and not is_name(word)


def _borrows(word: str) -> bool:
    """Tell whether an unknown word is an English one with an s or an ending of a French verb."""
    if word.endswith("s") and word[:-1] in _english():
        return True
    ending = _ENDING.search(word)
    if not ending:
        return False
    stem = word[: ending.start()]
    undoubled = _DOUBLED.sub(r"\1", stem)
    return len(stem) >= _SHORTEST and bool({stem, undoubled, f"{stem}e"} & _stems())


@cache
def _english() -> frozenset[str]:
    return frozenset(written_words(LIST))


@cache
def _stems() -> frozenset[str]:
    return _english() | frozenset(written_words(VERBS))
