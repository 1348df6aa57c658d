"""« Ouvres les rideaux », « un enfant risques »: a form in -s that belongs to « tu », where nobody says « tu »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated
from parvis.gate.rules.grammar.marking import mark

_NOBODY = "« {} » est une forme qui va avec « tu » : rien ici ne la demande."


def second_person(sentence: Sentence) -> Iterator[Fault]:
    """Yield the verbs that can only go with « tu », in a sentence that has no « tu »."""
    lows = {word.low for word in sentence.words}
    if lows & {"tu", "t'", "te", "toi", "ton", "ta", "tes"}:
        return
    for rank, word in enumerate(sentence.words):
        if not word.is_only_finite or word.hyphen or not (word.text.islower() or rank == 0):
            continue
        own = {(reading.person, reading.number) for reading in word.readings}
        if own != {("2", "s")} or sentence.low(rank - 1) in {"je", "j'"}:
            continue
        first = rank == 0 and sentence.opens
        right = conjugated(word.low, "2", "p", "P") if first else conjugated(word.low, "3", "s")
        yield mark(word, word, _NOBODY.format(word.text), right)
