"""« après que vous avez reçu », « nous espérons que vous allez bien »: turns that do not take the subjunctive."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import subjects

_INDICATIVE = "Après « {} que », le verbe se met à l'indicatif."
_BEFORE = listed("après parce dès aussitôt depuis pendant tandis alors fois tant")
_ALONE = listed("puisque puisqu' lorsque lorsqu' quand")


def indicative(sentence: Sentence) -> Iterator[Fault]:
    """Yield the subjunctives after « après que », « parce que », « espérer que »."""
    for subject in subjects(sentence):
        verb, que = sentence[subject.verb], subject.start - 1
        if verb.moods != {"S"} or not (subject.tied or verb.is_only_finite or verb.low == "soit"):
            continue
        opening = sentence.low(que) if sentence.low(que) in _ALONE else _opening(sentence, que)
        if opening:
            number = next(iter(subject.numbers)) if len(subject.numbers) == 1 else ""
            right = conjugated(verb.low, subject.person, number, "P") if number else ""
            yield mark(verb, verb, _INDICATIVE.format(opening), right)


def _opening(sentence: Sentence, que: int) -> str:
    word = sentence[que - 1]
    if sentence.low(que) not in {"que", "qu'"}:
        return ""
    if word.low in _BEFORE and not (word.low == "fois" and sentence.low(que - 2) != "une"):
        return word.low
    denied = any(sentence[rank].may_be("NEG") for rank in range(que))
    return word.low if word.lemmas == {"espérer"} and word.is_finite and not denied else ""
