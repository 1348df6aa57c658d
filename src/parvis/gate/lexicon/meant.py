"""The word that was meant by one that does not exist: the nearest that is common, by one slip of the pen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from parvis.gate.lexicon.dela import entries, fold, spelt_like
from parvis.gate.lexicon.words import own_entries

_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_SAME, _DOUBLED, _SWAPPED, _LOST, _ADDED, _CHANGED = 0.0, 1.0, 1.2, 1.5, 1.8, 2.0
_ACCENT = 0.3
_RARE = 1.5  # what a word that is not common adds
LIMIT = 3.4
SMALL_SLIP = 1.8
_SHORTEST = 4  # letters under which too many words are near


@cache
def misspellings() -> dict[str, str]:
    """Frequent misspellings and what they stand for, the ones that a dictionary would accept among them."""
    text = files("parvis.gate.lexicon").joinpath("misspellings.txt").read_text("utf-8")
    parts = (line.partition(" ") for line in text.splitlines() if line and not line.startswith("#"))
    return {wrong: right for wrong, _, right in parts}


@lru_cache(maxsize=2048)
def meant(word: str, most: float = LIMIT) -> str:
    """Return the word that was most likely meant by this one, in small letters; "" when none is near enough."""
    known = misspellings().get(word)
    if known is not None:
        return known
    elided = _without_apostrophe(word)
    if elided:
        return elided
    best, best_cost = "", most
    for folded, cost in _slips(fold(word)):
        if cost >= best_cost:
            continue
        for form, common in _forms(folded):
            total = cost + _accents(word, form) * _ACCENT + (0 if common else _RARE)
            if total < best_cost:
                best, best_cost = form, total
    return best


def meant_with_accents(word: str) -> str:
    """Return the common word that this one is, but for its accents; "" when there is none."""
    return next((form for form, common in _forms(fold(word)) if common and form != word and form.islower()), "")


def _without_apostrophe(word: str) -> str:
    """ "lemployeur": the article is tied to a word that begins with a vowel."""
    for elided in ("qu", "l", "d", "j", "n", "s", "c"):
        rest = word[len(elided) :]
        if word.startswith(elided) and len(rest) > _SHORTEST and fold(rest)[0] in "aeiouh" and entries(rest):
            return f"{elided}'{rest}"
    return ""


def _forms(folded: str) -> Iterator[tuple[str, bool]]:
    for form, _, codes in (*spelt_like(folded), *own_entries(folded)):
        yield form, "z1" in codes or "z2" in codes or codes.startswith(("V:", "N:", "A:"))


def _accents(word: str, form: str) -> int:
    """How many accents only one of two words has."""
    mine, theirs = (Counter(letter for letter in text if letter > "z") for text in (word, form))
    return sum((mine - theirs).values()) + sum((theirs - mine).values())


def _slips(folded: str) -> Iterator[tuple[str, float]]:
    """Every way of writing that one slip would turn into this word, and how unlikely the slip is.

    The first letter is taken to be right: people seldom miss it.
    """
    yield folded, _SAME
    if len(folded) < _SHORTEST:
        return
    for i in range(1, len(folded)):
        head, tail = folded[:i], folded[i + 1 :]
        doubled = folded[i] in (head[-1:], tail[:1])
        yield head + tail, _DOUBLED if doubled else _ADDED
        if tail and tail[0] != folded[i]:
            yield head + tail[0] + folded[i] + tail[1:], _SWAPPED
    for i in range(1, len(folded) + 1):
        head, tail = folded[:i], folded[i:]
        for letter in _ALPHABET:
            yield head + letter + tail, _DOUBLED if letter in (head[-1:], tail[:1]) else _LOST
    for i in range(1, len(folded)):
        for letter in _ALPHABET:
            yield folded[:i] + letter + folded[i + 1 :], _CHANGED
