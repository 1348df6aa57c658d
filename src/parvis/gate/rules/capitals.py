"""Capitals keep their accents: « À compter de lundi », « École », « ÉTAT »."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from parvis.gate.lexicon.dela import fold, spelt_like
from parvis.gate.lexicon.readings import readings
from parvis.gate.lexicon.words import is_name
from parvis.gate.lists import written_words

# « A » alone opens a sentence as a preposition, save before a participle: « A été reçu ».
_ALONE = re.compile(
    r"(?:^|(?<=[.!?…\n:»«•(\u2013-]\s)|(?<=[.!?…»]\s\s)|(?<=[\n(]))A(?=[ \u00a0]"
    r"(?!(?:été|eu|fait|reçu|pris|dû|pu|mis|dit|vu|priori|posteriori|contrario|capella)\b)[a-zà-ÿ0-9«])"
)
_CEDILLA = re.compile(r"(?:^|(?<=[.!?…\n:»•]\s)|(?<=\n))Ca(?=[ \u00a0][a-zà-ÿ])")
_WORD = re.compile(
    r"(?<![\w.@#/])[AEIO][A-Za-zà-ÿÀ-Ý]*(?:-vous)?(?![\w@])|(?<![\w.@#/])[A-ZÀ-Ý]{2,30}(?:-[A-ZÀ-Ý]{2,30})?(?![\w@])"
)
# Days and months take none: « le 6 janvier », « lundi prochain ». Feasts do: « le Vendredi saint ».
_MONTH = re.compile(
    r"(?<=[\dr][ \u00a0])(?:Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|Novembre|Décembre)(?!\w)"
)
_DAY = re.compile(
    r"(?<=[a-zà-ÿ,][ \u00a0])(?:Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche)(?!\w| (?:saint|fou|gras"
    r"|de Pâques|des Rameaux|des Cendres))"
)
_SHORTEST = 4


@lru_cache(maxsize=1)
def _right() -> dict[str, str]:
    """What each word without its accents should be."""
    right = {}
    for word in written_words("capitals.txt"):
        written = word[0].upper() + word[1:]
        right[_plain(written[0]) + written[1:]] = written
        right[_plain(written)] = written
    for word in written_words("shouted.txt"):
        right[_plain(word.upper())] = word.upper()
    return right


@lru_cache(maxsize=4_000)
def _accented(word: str) -> str:
    """The only word that the dictionary has when this one, which it has not, lost the accents of its capitals."""
    low = word.lower()
    if (
        len(word) < _SHORTEST
        or "-" in word
        or readings(low)
        or is_name(word)
        or (low != fold(low) and not word.isupper())
    ):
        return ""
    known = {form for form, _, codes in spelt_like(fold(low)) if form.islower() and "z3" not in codes}
    if word.isupper():
        return known.pop().upper() if len(known) == 1 else ""
    return next((form[0].upper() + form[1:] for form in known if form[1:] == low[1:] and form[0] != low[0]), "")


def _plain(text: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))


def wrong_capitals(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where a capital lost its accent or should be a small letter, and what should stand there."""
    right = _right()
    for match in _WORD.finditer(text):
        written = right.get(match.group()) or _accented(match.group())
        if written:
            yield match.start(), match.end(), written
    for pattern in (_MONTH, _DAY):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), match.group().lower()
    for match in _ALONE.finditer(text):
        yield match.start(), match.end(), "À"
    for match in _CEDILLA.finditer(text):
        yield match.start(), match.end(), "Ça"
