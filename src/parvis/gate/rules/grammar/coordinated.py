"""« la voie et la bretelle seront fermées »: two nouns joined by « et » make a plural subject."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated, inflected
from parvis.gate.rules.grammar.groups import (
    Feature,
    after_complements,
    features,
    is_determiner,
    noun_group,
)
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.participles import one
from parvis.gate.rules.grammar.subjects import Subject, after_clitics, complement_of_etre

_VERB = "Le verbe « {} » s'accorde avec tous ses sujets : il se met au pluriel."
_SAID = "« {} » s'accorde avec tous les sujets du verbe."
_OPENS = listed("que qu' si quand lorsque lorsqu' puisque puisqu' mais car donc")
_NOT_COUNTED = listed("chaque aucun aucune nul nulle tout toute")


def coordinated(sentence: Sentence) -> Iterator[Fault]:
    """Yield the verbs, and what they say, that do not agree with subjects joined by « et »."""
    for rank in range(len(sentence)):
        if not _may_open(sentence, rank):
            continue
        found = _joined(sentence, rank)
        if found is None:
            continue
        end, possible = found
        place = after_clitics(sentence, end)
        verb = sentence[place]
        third = [r for r in verb.readings if r.is_finite and r.person == "3"]
        if verb.hyphen or not third or not _is_verb(sentence, place):
            continue
        if all(reading.number == "s" for reading in third):
            yield mark(verb, verb, _VERB.format(verb.text), conjugated(verb.low, "3", "p"))
        subject = Subject(rank, rank, place, "3", possible, frozenset("p"), tied=True, is_noun=True)
        yield from _said(sentence, subject)


def _is_verb(sentence: Sentence, rank: int) -> bool:
    """Tell whether this is a verb: « demeure » is one too when the sentence has no other."""
    verb = sentence[rank]
    if verb.is_only_finite or verb.lemmas & {"être", "avoir"}:
        return True
    alone = not any(other.is_only_finite or other.lemmas & {"être", "avoir"} for other in sentence.words)
    return alone and bool(verb.nouns) and not verb.adjectives and not verb.may_be("PREP", "ADV")


def _may_open(sentence: Sentence, rank: int) -> bool:
    """At the head of a clause, or after a first complement: « Jusqu'à nouvel ordre, la porte… »."""
    if rank == 0 or sentence.low(rank - 1) in _OPENS:
        return True
    before = sentence.words[: rank - 1]
    opening = sentence.low(rank - 1) == "," and (sentence[0].may_be("PREP") or sentence.low(0) == "jusqu'")
    return opening and not any(word.is_finite or word.low == "," for word in before)


def _joined(sentence: Sentence, rank: int) -> tuple[int, frozenset[Feature]] | None:
    """The rank after « le bureau (de X) et la salle (de Y) », and the genders that the whole may have."""
    genders: set[str] = set()
    joined = False
    while True:
        group = noun_group(sentence, rank)
        opening = sentence.low(rank)
        sure = is_determiner(sentence, rank) or (genders and sentence[rank].may_be("DET"))
        if group is None or not sure or opening in _NOT_COUNTED:
            return None
        if opening in {"au", "aux", "du", "des"} or opening.startswith("quel"):
            return None
        own = {gender for gender, _ in group.features}
        genders |= {"m"} if own != {"f"} else {"f"}
        end = after_complements(sentence, group)
        if any(word.low in {"entre", "par"} for word in sentence.words[group.end : end]):
            return None  # « la différence entre un certificat et une copie », « offertes par les villes et les clubs »
        step = _joint(sentence, end, joined=joined)
        if not step:
            break
        if not sentence[end + step].may_be("DET"):
            return None
        rank, joined = end + step, sentence.low(end) != ","
    return (end, frozenset({("m" if "m" in genders else "f", "p")})) if joined else None


def _joint(sentence: Sentence, rank: int, *, joined: bool) -> int:
    """How many words join the next noun: « et », « ainsi que », and a comma when « et » comes before the verb."""
    if sentence.low(rank) == "et":
        return 1
    if (sentence.low(rank), sentence.low(rank + 1)) == ("ainsi", "que"):
        return 2
    return 1 if sentence.low(rank) == "," and not joined else 0


def _said(sentence: Sentence, subject: Subject) -> Iterator[Fault]:
    found = complement_of_etre(sentence, subject)
    if not found or found[1]:
        return
    word = sentence[found[0]]
    hidden = word.nouns and "K" not in word.moods
    if not word.adjectives or hidden or word.may_be("ADV", "PREP", "DET") or word.hyphen:
        return
    possible = features(word, "A", "K")
    if not possible & (subject.features | {("m", "p")}) or (
        ("f", "p") in subject.features and not possible & {("f", "p")}
    ):
        yield mark(word, word, _SAID.format(word.text), inflected(word.low, *one(subject.features)))
