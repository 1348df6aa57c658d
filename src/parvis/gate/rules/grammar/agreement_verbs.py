"""A verb agrees with its subject: « ils peuvent », « les employeurs qui offrent », « l'agente vous attend »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.distant_subjects import distant_subjects
from parvis.gate.rules.grammar.forms import conjugated, of_mood
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import Subject, subjects

_MESSAGE = "Le verbe « {} » ne s'accorde pas avec son sujet, « {} »."
_NO_VERB = "« {} » n'est pas une forme conjuguée : le sujet « {} » en demande une."
_PLURALS = {"il": "ils", "elle": "elles"}
# « vous deux », « nous tous », « elle seule »: something else may stand between the subject and its verb.
_BETWEEN = listed("tous toutes deux trois seul seule seuls seules même mêmes autres aussi qui et ou")


def verb_agreement(sentence: Sentence) -> Iterator[Fault]:
    """Yield the verbs that do not have the person and number of their subject."""
    for subject in (*subjects(sentence), *distant_subjects(sentence)):
        verb, head = sentence[subject.verb], sentence[subject.head]
        inverted = sentence[subject.verb + 1].hyphen and sentence[subject.verb + 1].may_be("SUJ")
        if not verb.readings or verb.hyphen or inverted or verb.low in _BETWEEN or not verb.text.islower():
            continue
        if verb.is_finite:
            certain = subject.tied or verb.is_only_finite or _is_auxiliary(verb) or _is_verb_anyway(sentence, subject)
            if _agrees(verb, subject) or not certain or _inverted(sentence, subject):
                continue
            yield _disagreement(sentence, subject)
        elif _needs_verb(sentence, subject, verb):
            yield mark(verb, verb, _NO_VERB.format(verb.text, head.text), _finite(verb, subject))


def _agrees(verb: Word, subject: Subject) -> bool:
    return any(
        reading.is_finite and reading.person == subject.person and reading.number in subject.numbers
        for reading in verb.readings
    )


def _inverted(sentence: Sentence, subject: Subject) -> bool:
    """« les outils que nous apporte la technique »: the pronoun is the object, and the subject follows."""
    head, before = sentence[subject.head], sentence.low(subject.head - 1)
    if head.low not in {"nous", "vous"} or before not in {"que", "qu'", "dont", "où", "comme"}:
        return False
    third = any(reading.is_finite and reading.person == "3" for reading in sentence[subject.verb].readings)
    return third and (sentence[subject.verb + 1].may_be("DET") or sentence[subject.verb + 1].is_name)


def _is_auxiliary(verb: Word) -> bool:
    return bool(verb.lemmas & {"être", "avoir"}) and not verb.may_be("N", "A")


def _is_verb_anyway(sentence: Sentence, subject: Subject) -> bool:
    """« les bureaux ferme à midi »: as an adjective, it would not agree either."""
    verb, after = sentence[subject.verb], sentence[subject.verb + 1]
    if (
        subject.numbers != {"p"}
        or not subject.is_noun
        or (verb.may_be("PREP", "CLI") and (verb.low, after.low) != ("entre", "en"))
        or "K" in verb.moods
    ):
        return False
    third = any(reading.is_finite and reading.person == "3" for reading in verb.readings)
    singular = all(reading.number == "s" for reading in (*verb.nouns, *verb.adjectives))
    return (
        third
        and singular
        and (after.low in {"à", "en", "dès", "dans", "sur", "pour", "votre", "vos", "les", "un", "une"})
    )


def _disagreement(sentence: Sentence, subject: Subject) -> Fault:
    verb, head = sentence[subject.verb], sentence[subject.head]
    message = _MESSAGE.format(verb.text, head.text)
    if head.low in _PLURALS and any(r.is_finite and r.person == "3" and r.number == "p" for r in verb.readings):
        between = "".join(
            f"{word.text}{'' if word.low.endswith(chr(39)) else ' '}"
            for word in sentence.words[subject.head + 1 : subject.verb]
        )
        return mark(head, verb, message, f"{_PLURALS[head.low]} {between}{verb.low}")
    return mark(verb, verb, message, _finite(verb, subject))


def _finite(verb: Word, subject: Subject) -> str:
    if len(subject.numbers) != 1:
        return ""
    (number,) = subject.numbers
    person = "2" if subject.person == "2" else subject.person
    if not verb.moods:
        return ""
    form = verb.low if verb.is_finite else of_mood(verb.low, "W")
    return conjugated(form, person, number) if form else ""


def _needs_verb(sentence: Sentence, subject: Subject, verb: Word) -> bool:
    """« il envoyé », « que vous recevoir »: the subject is certain, and no verb can follow."""
    head, before = sentence[subject.head], sentence[subject.head - 1]
    if subject.is_noun or head.low == "qui":
        return False
    if head.low in {"nous", "vous"}:
        if before.low in {"", ",", "et", "ou", "que", "qu'", "comme", "mais"}:
            return before.low in {"que", "qu'"} and "K" in verb.moods and not verb.may_be("N", "A")
        return bool(verb.moods)
    if head.low in {"elle", "elles", "ça", "cela", "ceci"}:
        return bool(verb.moods) and not verb.may_be("A", "N") and bool({"K", "W"} & verb.moods)
    return verb.text.islower() and not verb.may_be("ADV", "PREP", "PRO", "REL", "SUB", "CO", "NUM", "X", "DET", "CLI")
