"""-é where -er or -ez was written: the participle after « être » and « avoir »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.forms import of_mood
from parvis.gate.rules.grammar.infinitives import AND_INFINITIVE
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import (
    is_subject_pronoun,
    skip_adverbs,
    subjects,
)

_PARTICIPLE = "Après « {} », on attend un participe passé."


def participle(sentence: Sentence) -> Iterator[Fault]:
    """Yield the infinitives and other forms after « être » and « avoir »: « a été inaugurer », « avez oubliez »."""
    for rank in range(len(sentence)):
        word = sentence[rank]
        if not word.lemmas or not word.lemmas <= {"être", "avoir"} or word.text == "A":
            continue
        if word.may_be("N") and not word.is_finite and sentence[rank - 1].may_be("DET"):
            continue
        place = skip_adverbs(sentence, rank + 1)
        verb, before = sentence[place], sentence[rank - 1]
        if not verb.may_be("V") or "K" in verb.moods or verb.hyphen or before.low in {"c'", "ce", "beau"}:
            continue
        if _breaks_auxiliary(sentence, rank, place):
            yield mark(verb, verb, _PARTICIPLE.format(word.text), _participle_of(sentence, rank, verb))


def after_noun(sentence: Sentence) -> Iterator[Fault]:
    """« Les personnes embaucher l'an dernier »: no infinitive follows the subject."""
    for subject in subjects(sentence):
        verb = sentence[subject.verb]
        asked = sentence.end == "?" or sentence.low(subject.start).startswith("quel")
        if (
            subject.is_noun
            and not asked
            and verb.moods == {"W"}
            and verb.low.endswith("er")
            and not verb.may_be("N", "A")
        ):
            yield mark(verb, verb, _PARTICIPLE.format(sentence[subject.head].text))


def _participle_of(sentence: Sentence, rank: int, verb: Word) -> str:
    return of_mood(verb.low, "K") if sentence[rank].lemmas == {"avoir"} or sentence.low(rank) == "été" else ""


def _breaks_auxiliary(sentence: Sentence, rank: int, place: int) -> bool:
    word, verb = sentence[rank], sentence[place]
    if "W" in verb.moods:
        subject_verb = {
            "rôle",
            "but",
            "objectif",
            "idéal",
            "mieux",
            "tout",
            "simple",
            "mission",
            "essentiel",
            "important",
        }
        before = {sentence.low(i) for i in range(rank)}
        if is_subject_pronoun(sentence, rank - 1) and word.lemmas == {"avoir"}:
            return verb.low.endswith("er")
        return (
            verb.low.endswith("er")
            and not verb.may_be("N", "A")
            and not (word.lemmas == {"être"} and before & subject_verb)
        )
    if verb.may_be("N", "A", "ADV", "PREP"):
        return False
    asked = sentence[rank + 1].hyphen and place == rank + 2 and verb.low.endswith("ez")
    if asked and verb.is_only_finite:
        return word.lemmas == {"avoir"}  # « avez-vous travaillez »
    if not verb.is_only_finite or (place != rank + 1 and sentence[place - 1].may_be("SUJ")):
        return False
    if word.lemmas == {"être"} and verb.moods <= {"J", "T", "P"}:
        had = word.low == "été" and sentence[rank - 1].lemmas == {"avoir"}
        return had or verb.moods <= {"J", "T"}
    if verb.low.endswith("ez"):
        return word.lemmas == {"avoir"} or (place == rank + 1 and word.low not in {"êtes", "est"}) or word.low == "été"
    return word.lemmas == {"avoir"} and bool({"I", "J", "P"} & verb.moods) and _same_sound(verb)


def _same_sound(verb: Word) -> bool:
    """« avez terminait », « a transmit »: a form that sounds like the participle."""
    known = of_mood(verb.low, "K")
    return bool(known) and (
        (verb.low.endswith(("ait", "ais", "aient", "ai")) and known.endswith("é")) or verb.low[:-1] == known[:-1]
    )


def second_verb(sentence: Sentence) -> Iterator[Fault]:
    """« nous vous tiendrons informez »: a verb in -ez right after a conjugated one."""
    for rank in range(1, len(sentence)):
        verb, before = sentence[rank], sentence[rank - 1]
        if not verb.low.endswith("ez") or not verb.is_only_finite or verb.hyphen or sentence[rank + 1].hyphen:
            continue
        if verb.low == "rendez" and sentence.low(rank + 1) == "vous":
            continue
        if before.is_only_finite and not before.lemmas & (AND_INFINITIVE | {"être", "avoir"}) and verb.text.islower():
            yield mark(verb, verb, _PARTICIPLE.format(before.text), of_mood(verb.low, "K"))
