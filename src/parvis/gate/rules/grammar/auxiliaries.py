"""« être » and not « avoir » with the verbs that want it: « je suis arrivé »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import (
    Subject,
    skip_adverbs,
    subjects,
)

_AUXILIARY = "Le verbe « {} » se conjugue avec « être »."

_WITH_ETRE = listed(
    """
    arriver aller venir partir rester naître décéder devenir tomber revenir parvenir intervenir survenir mourir
    """
)


def auxiliary(sentence: Sentence) -> Iterator[Fault]:
    """« a arrivé », « avez venu »."""
    for rank in range(len(sentence)):
        word = sentence[rank]
        if word.lemmas != {"avoir"} or word.may_be("N") or not word.is_finite:
            continue
        place = skip_adverbs(sentence, rank + 1)
        verb = sentence[place]
        noun = verb.may_be("N") and verb.low in {"parti", "revenu", "revenus", "venue", "tombée", "entrée"}
        if "K" in verb.moods and verb.lemmas <= _WITH_ETRE and not noun:
            subject = next((found for found in subjects(sentence) if found.verb == rank), None)
            right = _of_etre(sentence, rank, subject)
            yield mark(word, word, _AUXILIARY.format(next(iter(verb.lemmas))), right)


def _of_etre(sentence: Sentence, rank: int, subject: Subject | None) -> str:
    if subject is None or len(subject.numbers) != 1:
        return ""
    moods = [reading.mood for reading in sentence[rank].readings if reading.is_finite]
    return conjugated("être", subject.person, next(iter(subject.numbers)), moods)
