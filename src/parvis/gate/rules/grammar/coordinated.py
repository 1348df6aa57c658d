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
        if rank and sentence.low(rank - 1) not in _OPENS:
            continue
        found = _joined(sentence, rank)
        if found is None:
            continue
        end, possible = found
        place = after_clitics(sentence, end)
        verb = sentence[place]
        third = [r for r in verb.readings if r.is_finite and r.person == "3"]
        if verb.hyphen or not third or not (verb.is_only_finite or verb.lemmas & {"être", "avoir"}):
            continue
        if all(reading.number == "s" for reading in third):
            yield mark(verb, verb, _VERB.format(verb.text), conjugated(verb.low, "3", "p"))
        subject = Subject(rank, rank, place, "3", possible, frozenset("p"), tied=True, is_noun=True)
        yield from _said(sentence, subject)


def _joined(sentence: Sentence, rank: int) -> tuple[int, frozenset[Feature]] | None:
    """The rank after « le bureau (de X) et la salle (de Y) », and the genders that the whole may have."""
    genders: set[str] = set()
    joined = False
    while True:
        group = noun_group(sentence, rank)
        opening = sentence.low(rank)
        if group is None or not is_determiner(sentence, rank) or opening in _NOT_COUNTED:
            return None
        if opening in {"au", "aux", "du", "des"} or opening.startswith("quel"):
            return None
        own = {gender for gender, _ in group.features}
        genders |= {"m"} if own != {"f"} else {"f"}
        end = after_complements(sentence, group)
        if any(word.low == "entre" for word in sentence.words[group.end : end]):
            return None  # « la différence entre un certificat et une copie »
        if sentence.low(end) != "et":
            break
        if not is_determiner(sentence, end + 1):
            return None
        rank, joined = end + 1, True
    return (end, frozenset({("m" if "m" in genders else "f", "p")})) if joined else None


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
