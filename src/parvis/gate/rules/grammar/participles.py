"""Participles and adjectives agree with the subject of « être »: « les allocations sont versées »."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.distant_subjects import distant_subjects
from parvis.gate.rules.grammar.forms import inflected
from parvis.gate.rules.grammar.groups import ALL, Feature, features
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import (
    Subject,
    complement_of_etre,
    subjects,
)

_WITH_ETRE = "« {} » doit s'accorder avec le sujet, « {} »."

_INVARIABLE = listed("bien mal mieux pire ensemble debout fort cher près loin tel vrai contre autre même tout")

# Reflexive verbs whose participle agrees with the subject, whatever follows.
_REFLEXIVE = listed(
    """
    inscrire classer tenir dérouler terminer produire engager améliorer poursuivre tromper déplacer plaindre
    abonner absenter qualifier présenter réunir adresser rendre rencontrer arrêter passer ouvrir retrouver
    joindre éloigner rétablir prolonger mobiliser
    """
)


def agreement_with_subject(sentence: Sentence) -> Iterator[Fault]:
    """Yield what follows « être » and does not agree with its subject."""
    for subject in (*subjects(sentence), *distant_subjects(sentence)):
        found = complement_of_etre(sentence, subject)
        if not found:
            continue
        rank, reflexive = found
        word = sentence[rank]
        if word.low in _INVARIABLE or not word.adjectives or not word.text.islower() or subject.features == ALL:
            continue
        if reflexive and sentence.low(rank + 1) == "compte":
            continue
        if reflexive and not (
            word.lemmas & _REFLEXIVE and sentence[rank + 1].low not in {"un", "une", "le", "la", "les"}
        ):
            continue
        if sentence.low(rank + 1) == "et" and not reflexive:
            yield from _second(sentence, rank + 2, subject)
        if _disagrees(word, subject):
            (gender, number) = one(subject.features)
            yield mark(
                word,
                word,
                _WITH_ETRE.format(word.text, sentence[subject.head].text),
                inflected(word.low, gender, number),
            )


def _second(sentence: Sentence, rank: int, subject: Subject) -> Iterator[Fault]:
    """« le service est gratuit et confidentielle »: the second of two adjectives."""
    word, after = sentence[rank], sentence[rank + 1]
    if word.nouns or not word.adjectives or word.is_finite or word.may_be("ADV", "PREP", "DET") or after.nouns:
        return
    if not features(word, "A", "K") & subject.features:
        right = inflected(word.low, *one(subject.features))
        yield mark(word, word, _WITH_ETRE.format(word.text, sentence[subject.head].text), right)


def _disagrees(word: Word, subject: Subject) -> bool:
    possible = features(word, "A", "K")
    if word.nouns and "K" not in word.moods:
        if word.may_be("A"):  # « la récolte a été meilleure »
            return not possible & subject.features
        possible |= features(word, "N")
        return not {number for _, number in possible} & {number for _, number in subject.features}
    if word.nouns:
        possible |= features(word, "N")
    return not possible & subject.features


def one(wanted: frozenset[Feature]) -> Feature:
    """The gender and number to write: the masculine where either would do."""
    genders, numbers = ({feature[i] for feature in wanted} for i in (0, 1))
    return ("f" if genders == {"f"} else "m", "p" if numbers == {"p"} else "s" if numbers == {"s"} else "")


def apposition(sentence: Sentence) -> Iterator[Fault]:
    """« Les postes, recherché par les jeunes, »: a participle between commas goes with the subject before it."""
    for subject in subjects(sentence):
        comma, word, after = (sentence[subject.verb + i] for i in range(3))
        opens = subject.is_noun and subject.start == 0 and comma.low == "," and subject.features != ALL
        if not opens or word.moods != {"K"} or word.nouns or after.low not in _AFTER_PARTICIPLE:
            continue
        between = (features(other, "N") for other in sentence.words[: subject.verb])
        if not features(word, "A", "K") & subject.features.union(*between):
            right = inflected(word.low, *one(subject.features))
            yield mark(word, word, _WITH_ETRE.format(word.text, sentence[subject.head].text), right)


_AFTER_PARTICIPLE = listed("par à dans en sur pour")


def may_be_done(sentence: Sentence) -> Iterator[Fault]:
    """« Votre demande peut-être faite en ligne »: a verb is missing, « peut être »."""
    for subject in subjects(sentence):
        word, after = sentence[subject.verb], sentence[subject.verb + 1]
        verbless = not any(other.is_only_finite for other in sentence.words[subject.verb + 2 :])
        if subject.is_noun and word.low == "peut-être" and verbless and features(after, "A", "K") & subject.features:
            yield mark(word, word, _CAN_BE, "peut être")


_CAN_BE = "« Peut-être » veut dire « sans doute » : ici, on écrit « peut être »."
