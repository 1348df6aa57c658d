"""« les mêmes critères », « la même semaine »: « même » agrees with the noun when a determiner stands before it."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.agreement_words import NOUN
from parvis.gate.rules.grammar.groups import features
from parvis.gate.rules.grammar.marking import mark

_PLURALS = listed("les des ces mes ses nos vos leurs aux")
_SINGULARS = listed("le la un une ce cette du au")


def _is_plural(word: Word) -> bool:
    return bool(word.nouns) and {number for _, number in features(word, "N")} == {"p"}


def same(sentence: Sentence) -> Iterator[Fault]:
    """Yield « même » and « mêmes » that do not have the number of their determiner."""
    for rank in range(1, len(sentence)):
        word, before = sentence[rank], sentence[rank - 1]
        if word.hyphen or before.hyphen:
            continue
        if word.low == "même" and before.low in _PLURALS and sentence[rank + 1].may_be("N"):
            yield mark(word, word, NOUN.format(before.text, word.text), "mêmes")
        elif word.low == "autre" and before.low == "d'" and _is_plural(sentence[rank + 1]):
            yield mark(word, word, NOUN.format(sentence[rank + 1].text, word.text), "autres")
        elif word.low == "mêmes" and before.low in _SINGULARS:
            yield mark(word, word, NOUN.format(before.text, word.text), "même")
