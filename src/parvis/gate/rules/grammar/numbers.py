"""« quatre cents objets », « quatre-vingts bénévoles »: multiplied « cent » and « vingt » take -s when they end a number."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.marking import mark

_PLURAL = "« {} », multiplié et sans rien qui le suive, prend un s."
_SINGULAR = "« {} » ne prend pas de s devant un autre nombre."
_ALONE = "« {} » ne prend de s que dans « quatre-vingts »."
_MULTIPLIERS = listed("deux trois quatre cinq six sept huit neuf quelques plusieurs")
_AFTER_RANK = listed("page paragraphe article numéro chapitre an mil mille")


def number_words(sentence: Sentence) -> Iterator[Fault]:
    """Yield « cent » and « vingt » without their -s, or with one too many."""
    for rank in range(1, len(sentence)):
        word, before, after = sentence[rank], sentence.low(rank - 1), sentence[rank + 1]
        if sentence.low(rank - 2) in _AFTER_RANK:
            continue
        multiplied = before in _MULTIPLIERS if word.low.startswith("cent") else before == "quatre"
        if word.low in {"cent", "vingt"} and multiplied and not after.hyphen:
            if after.nouns and not after.may_be("NUM", "PREP", "ADV"):
                yield mark(word, word, _PLURAL.format(word.text), word.low + "s")
        elif word.low == "vingts" and not multiplied and not word.hyphen and after.nouns:
            yield mark(word, word, _ALONE.format(word.text), "vingt")
        elif word.low in {"cents", "vingts"} and multiplied and (after.may_be("NUM") and after.low != "#"):
            yield mark(word, word, _SINGULAR.format(word.text), word.low[:-1])
