"""« nous pouvont », « voyagés », « orignals »: a form that no word has, made as if the word were regular."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.meant import misspellings
from parvis.gate.lexicon.readings import readings
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.lexicon.words import is_name
from parvis.gate.rules.grammar.marking import mark

_NO_FORM = "Cette forme n'existe pas."
_MEANT = "Cette forme n'existe pas : on écrit « {} »."
# What ends a form that does not exist, what ends the one that does, and what the second must be.
_ENDINGS = (
    ("és", "er", "W"), ("ées", "er", "W"), ("ée", "er", "W"), ("ants", "ant", "G"), ("ante", "ant", "G"),
    ("antes", "ant", "G"), ("ont", "ons", "P"), ("als", "aux", ""), ("ails", "aux", ""),
    ("aus", "aux", ""), ("eus", "eux", ""), ("é", "ez", "P"), ("ent", "e", "W"), ("s", "", "W"), ("iez", "ez", "S"),
    ("é", "ez", "I"), ("és", "ez", "P"),
)  # fmt: skip
_SHORTEST, _LONG = 3, 5


def ill_formed(sentence: Sentence) -> Iterator[Fault]:
    """Yield the unknown words that are a known word with an ending that it does not take."""
    for word in sentence.words:
        if word.readings or len(word.low) < _SHORTEST or not word.text.islower() or is_name(word.text):
            continue
        right = "" if word.low in misspellings() else _regular(word)
        if right:
            yield mark(word, word, _MEANT.format(right), right)


def _regular(word: Word) -> str:
    for wrong, right, mood in _ENDINGS:
        if not word.low.endswith(wrong) or (len(word.low) < _LONG and wrong != "é"):
            continue
        candidate = word.low[: len(word.low) - len(wrong)] + right
        found = readings(candidate)
        if mood and any(reading.mood == mood for reading in found):
            return candidate
        if not mood and any(reading.is_noun_like and reading.number == "p" for reading in found):
            return candidate
    return ""
