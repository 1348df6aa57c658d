"""A draft word by word, and what each word may stand for in a frame: itself, its lemmas, its kinds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from parvis.gate.lexicon.readings import Reading, readings
from parvis.gate.lists.listed_words import DETERMINERS, NUMBERS, PERIODS, POSSESSIVES, SUBJECTS

_WORD = re.compile(r"[^\W_]+(?:')?|[.!?…]{1,50}|[,;:«»()\n\ue000%$]")
_STOPS = frozenset(".!?…\n:«")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, with its apostrophe, or one sign. `joined`: to the word before, by a hyphen."""

    start: int
    end: int
    word: str
    joined: bool
    opens: bool  # a sentence
    capital: bool = False


def words_of(text: str, draft_letters: str) -> tuple[Token, ...]:
    """Return the words of a text in small letters. `draft_letters`: the same characters, as they are written."""
    tokens: list[Token] = []
    opens = True
    last = -2
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        sign = not word[0].isalnum()
        word = word[0] if sign and word[0] in ".!?…" else word
        joined = start == last + 1 and text[last] == "-"
        tokens.append(Token(start, end, word, joined, opens and not sign, draft_letters[start : start + 1].isupper()))
        opens = (word in _STOPS or (word == "»" and opens)) if sign else False
        last = end
    return tuple(tokens)


def labels(word: str, before: str) -> frozenset[str]:
    """What a word answers to in a frame, after this other word: « une demande » is no form of « demander »."""
    return _labels(word, before in SUBJECTS or _is_a_noun(before))


@lru_cache(maxsize=20_000)
def _is_a_noun(word: str) -> bool:
    known = readings(word)
    return word not in DETERMINERS and (
        any(reading.kind in {"N", "A"} for reading in known) or (not known and word.isalpha())
    )


@lru_cache(maxsize=20_000)
def _labels(word: str, after_a_subject: bool) -> frozenset[str]:
    known = readings(word)
    if not after_a_subject and any(reading.kind == "N" for reading in known):
        known = tuple(reading for reading in known if not reading.is_finite) or known
    found = {word}
    found.update(f"{reading.lemma}*" for reading in known)
    found.update(_kinds(word, known))
    return frozenset(found)


def _kinds(word: str, known: tuple[Reading, ...]) -> set[str]:
    kinds: set[str] = set()
    if word in DETERMINERS:
        kinds.add("DET")
    if word in POSSESSIVES:
        kinds.add("POSS")
    if word in NUMBERS or word.isdigit():
        kinds.add("NUM")
    if word in PERIODS:
        kinds.add("PERIOD")
    if word[0].isalpha():
        kinds.add("ANY")
    for reading in known:
        kinds.update(_kinds_of(reading))
    if not known and word[0].isalpha():
        kinds.add("N")
    return kinds


def _kinds_of(reading: Reading) -> tuple[str, ...]:
    if reading.kind in {"N", "A"}:
        return ("N",) if reading.kind == "N" else ("ADJ", "N")
    if reading.kind != "V":
        return ("ADV",) if reading.kind == "ADV" else ()
    if reading.mood == "F":
        return ("FUT", "V")
    if reading.mood in {"W", "K"}:
        return ("INF",) if reading.mood == "W" else ("PP",)
    return ("V", "TU") if reading.mood == "Y" and reading.person == "2" and reading.number == "s" else ("V",)
