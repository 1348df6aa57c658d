"""Participles with « avoir »: they agree with a complement that stands before, and with nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import inflected
from parvis.gate.rules.grammar.groups import (
    ALL,
    Feature,
    after_complements,
    antecedent,
    features,
    is_determiner,
    noun_group,
)
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.participles import one
from parvis.gate.rules.grammar.subjects import (
    after_clitics,
    is_subject_pronoun,
    skip_adverbs,
    subjects,
)

_WITH_OBJECT = "Avec « avoir », le participe « {} » s'accorde avec le complément qui le précède, « {} »."

ALONE = "Avec « avoir », le participe « {} » ne s'accorde pas quand son complément le suit."

_NEVER_AGREES = listed(
    "pouvoir devoir vouloir savoir falloir faire laisser être avoir croire coûter valoir dire parler"
)

_OBJECT_PRONOUNS = listed("me m' te t' se s' le la l' les nous vous en")


def agreement_with_object(sentence: Sentence) -> Iterator[Fault]:
    """Yield the participles after « avoir » that do not agree as their complement's place wants."""
    for rank in range(len(sentence)):
        auxiliary = sentence[rank]
        if (
            auxiliary.lemmas != {"avoir"}
            or auxiliary.may_be("SUJ")
            or not (auxiliary.is_finite or auxiliary.low == "avoir")
        ):
            continue
        place = skip_adverbs(sentence, rank + 1)
        if sentence.low(place) == "le" and sentence.low(place + 1) in {"plus", "moins", "mieux"}:
            place += 2  # « que le jury a le plus aimées »
        word = sentence[place]
        governs = word.lemmas & {"devoir", "pouvoir", "vouloir"} and "W" in sentence[place + 1].moods
        if governs and features(word, "K") and ("m", "s") not in features(word, "K"):
            yield mark(word, word, ALONE.format(word.text), inflected(word.low, "m", "s"))
        if "K" not in word.moods or word.lemmas & _NEVER_AGREES or _governs_infinitive(sentence, place + 1):
            continue
        wanted, complement = _object_before(sentence, rank)
        if wanted and not features(word, "K") & wanted:
            yield mark(word, word, _WITH_OBJECT.format(word.text, complement), inflected(word.low, *one(wanted)))
        elif not wanted and _is_alone(sentence, rank, place):
            yield mark(word, word, ALONE.format(word.text), inflected(word.low, "m", "s"))


def _governs_infinitive(sentence: Sentence, rank: int) -> bool:
    after = sentence[rank]
    return "W" in after.moods or (after.low in {"à", "de", "d'"} and "W" in sentence[rank + 1].moods)


def _object_before(sentence: Sentence, auxiliary: int) -> tuple[frozenset[Feature], str]:
    """Return the gender and number of the complement that stands before « avoir », when it is certain, and the word."""
    before = sentence[auxiliary - 1]
    if before.low == "les" and not before.hyphen:
        return frozenset({("m", "p"), ("f", "p")}), "les"
    start = auxiliary - 1
    while start > 0 and sentence[start].may_be("CLI", "NEG") and not is_subject_pronoun(sentence, start):
        start -= 1
    if any(sentence.low(rank) in _OBJECT_PRONOUNS - {"nous", "vous"} for rank in range(start + 1, auxiliary)):
        return frozenset(), ""
    que = start - 1 if is_subject_pronoun(sentence, start) else _que_before_noun(sentence, start)
    if que < 1 or sentence.low(que) not in {"que", "qu'"} or sentence[que - 1].may_be("ADV"):
        return frozenset(), ""
    if sentence[que - 1].may_be("V") and not _is_noun(sentence, que - 1):
        return frozenset(), ""
    found = antecedent(sentence, que)
    return (found, sentence[que - 1].text) if len(found) in {1, 2} and found != ALL else (frozenset(), "")


def _is_noun(sentence: Sentence, rank: int) -> bool:
    """« la somme que vous avez reçue »: nothing that could make « somme » a verb stands before « la »."""
    opening = sentence[rank - 1]
    spoken = sentence[rank - 2].may_be("SUJ", "CLI", "NEG", "REL")
    return bool(sentence[rank].nouns) and (is_determiner(sentence, rank - 1) or (opening.may_be("DET") and not spoken))


def _que_before_noun(sentence: Sentence, last: int) -> int:
    """The rank of « que » in « les panneaux que l'entrepreneur a installés », `last` being the subject's last word."""
    for start in range(last, max(-1, last - _LONGEST), -1):
        if sentence.low(start - 1) in {"que", "qu'"}:
            group = noun_group(sentence, start)
            whole = group and after_complements(sentence, group) == last + 1
            return start - 1 if whole or (start == last and sentence[start].is_name) else -1
    return -1


_LONGEST = 8


def _is_alone(sentence: Sentence, auxiliary: int, place: int) -> bool:
    """« nous avons reçue votre lettre »: the complement follows, and nothing before can be one."""
    word, after = sentence[place], sentence[place + 1]
    if any(gender == "m" and number == "s" for gender, number in features(word, "K", "A")):
        return False
    if not (
        (after.may_be("DET") and after.low not in {"l'", "le", "la", "les", "un", "une"})
        or after.low in {"la", "le", "les", "une", "un"}
    ):
        return False
    earlier = {sentence.low(rank) for rank in range(auxiliary)}
    objects = {
        "que",
        "qu'",
        "quel",
        "quelle",
        "quels",
        "quelles",
        "combien",
        "les",
        "l'",
        "la",
        "le",
        "se",
        "s'",
        "en",
        "nous",
    }
    return not earlier & (objects - {"la", "le", "les", "l'"}) and (
        sentence.low(auxiliary - 1) == "y" or not sentence[auxiliary - 1].may_be("CLI")
    )


def plain_subject_with_avoir(sentence: Sentence) -> Iterator[Fault]:
    """« les employés ont reçus leur avis »: with « avoir », the participle does not agree with the subject."""
    for subject in subjects(sentence):
        verb = sentence[subject.verb]
        if verb.lemmas != {"avoir"} or (subject.verb - 1 > subject.start and sentence[subject.verb - 1].may_be("CLI")):
            continue
        place = skip_adverbs(sentence, subject.verb + 1)
        word = sentence[place]
        before = sentence.low(subject.start - 1)
        if "K" not in word.moods or before in {"que", "qu'"} or sentence.low(subject.start) == "qui":
            continue
        last = sentence[place + 1].may_be("DET", "PREP") or sentence[place + 1].low == ""
        if last and ("m", "s") not in features(word, "K") and after_clitics(sentence, place) == place:
            yield mark(word, word, ALONE.format(word.text), inflected(word.low, "m", "s"))
