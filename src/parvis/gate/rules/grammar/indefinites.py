"""« chacun des jurés reçoit », « aucun de nos employés ne demande »: pronouns with a complement."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated
from parvis.gate.rules.grammar.groups import after_prepositions, is_determiner, noun_group
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import after_clitics

_VERB = "Le verbe s'accorde avec « {} », qui est au {}."
_NEGATION = "Avec « {} » pour sujet, il manque « ne » devant le verbe."
_SINGULAR = listed("chacun chacune aucun aucune celui celle lequel laquelle nul nulle")
_PLURAL = listed("certains certaines ceux celles plusieurs beaucoup quelques-uns quelques-unes")
_NEGATIVE = listed("aucun aucune nul nulle personne rien")
_OPENS = listed("que qu' si quand lorsque lorsqu' puisque puisqu' mais car donc")


def indefinite(sentence: Sentence) -> Iterator[Fault]:
    """Yield the verbs that do not agree with « chacun de », and those that miss « ne » after « aucun »."""
    for rank, word in enumerate(sentence.words):
        if rank and sentence.low(rank - 1) not in _OPENS | {","}:
            continue
        if word.low in _SINGULAR | _PLURAL and sentence.low(rank + 1) in {"de", "d'", "des", "du", "d'entre"}:
            yield from _agreement(sentence, rank, _end(sentence, rank))
        if word.low in _NEGATIVE:
            yield from _without_ne(sentence, rank)


def _end(sentence: Sentence, rank: int) -> int:
    place = rank + 1
    if sentence.low(place) in {"d'", "d'entre"} and sentence.low(place + 1) == "entre":
        return place + 3
    if (
        sentence.low(place) in {"d'", "de"}
        and sentence[place + 1].may_be("PRO")
        and not sentence[place + 1].may_be("DET")
    ):
        return place + 2
    return after_prepositions(sentence, place)


def _agreement(sentence: Sentence, rank: int, end: int) -> Iterator[Fault]:
    place = after_clitics(sentence, end)
    verb, word = sentence[place], sentence[rank]
    if place <= rank + 1 or verb.hyphen or not (verb.is_only_finite or verb.lemmas & {"être", "avoir"}):
        return
    number = "s" if word.low in _SINGULAR else "p"
    third = {reading.number for reading in verb.readings if reading.is_finite and reading.person == "3"}
    if third and number not in third:
        said = "singulier" if number == "s" else "pluriel"
        yield mark(verb, verb, _VERB.format(word.text, said), conjugated(verb.low, "3", number))


def _without_ne(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« Aucun employé vous demandera »"""
    word = sentence[rank]
    if sentence.end == "?" or any(sentence.low(i) in {",", "et", "sans", "avant"} for i in range(rank)):
        return
    if word.low in {"aucun", "aucune", "nul", "nulle"}:
        if sentence.low(rank + 1) in {"de", "d'", "des", "du"}:
            end = _end(sentence, rank)
        else:
            group = noun_group(sentence, rank) if is_determiner(sentence, rank) else None
            end = after_prepositions(sentence, group.end) if group else rank + 1
    else:
        end = rank + 1
    if end < 0:
        return
    place = end
    while sentence[place].may_be("CLI") and not sentence[place].hyphen:
        place += 1
    verb = sentence[place]
    if verb.is_only_finite or (verb.lemmas & {"être", "avoir"} and verb.is_finite):
        first = sentence[end]
        short = "n'" if first.low[0] in "aeéêiouyh" else "ne "
        yield mark(first, first, _NEGATION.format(word.text), short + first.low)
