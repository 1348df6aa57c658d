"""« Excusez-nous », « Rendez-vous sur », « Pouvez-vous »: the hyphen between a verb and the pronoun after it."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.gate.rules.grammar.marking import mark

_TIED = "Le pronom placé après le verbe se joint à lui par un trait d'union."
_OBJECTS = listed("nous vous les leur lui moi le la y en")
_SUBJECTS = listed("vous nous il elle on ils elles je")
_OPENS = listed("et ou mais puis ensuite alors donc")
_INTERROGATIVES = listed("comment quand où pourquoi combien quoi")


def hyphen(sentence: Sentence) -> Iterator[Fault]:
    """Yield the verbs and pronouns that a hyphen should tie."""
    for rank in range(len(sentence) - 1):
        verb, pronoun, after = sentence[rank], sentence[rank + 1], sentence[rank + 2]
        if verb.hyphen or pronoun.hyphen or not pronoun.text.islower():
            continue
        if (_orders(sentence, rank) and _is_object(pronoun, after, sentence[rank + 3])) or _asks(sentence, rank):
            yield mark(verb, pronoun, _TIED, f"{verb.low}-{pronoun.low}")


def inverted_subject(sentence: Sentence) -> Iterator[Fault]:
    """Yield the inverted pronouns that do not have the number of their verb: « sont-il »."""
    for rank in range(1, len(sentence)):
        verb, pronoun = sentence[rank - 1], sentence[rank]
        if not pronoun.hyphen or pronoun.low not in {"il", "elle", "ils", "elles", "on"} or not verb.is_finite:
            continue
        number = next(reading.number for reading in pronoun.readings if reading.kind == "SUJ")
        third = {reading.number for reading in verb.readings if reading.is_finite and reading.person == "3"}
        if number not in third and verb.text.lower() == verb.low:
            right = _OTHER_NUMBER.get(pronoun.low, "") if third else ""
            yield mark(pronoun, pronoun, _NUMBER.format(verb.text, pronoun.text), right)


_NUMBER = "« {} » et « {} » ne s'accordent pas."
_OTHER_NUMBER = {"il": "ils", "elle": "elles", "ils": "il", "elles": "elle"}


def _orders(sentence: Sentence, rank: int) -> bool:
    """Tell whether an imperative can stand here: « Excusez », « allons », at the head of a clause."""
    word, before = sentence[rank], sentence[rank - 1]
    opens = (rank == 0 and sentence.before not in {"«", '"'}) or before.low == "," or before.low in _OPENS
    asked = any(r.mood == "Y" and (r.number == "p" or word.low in {"va", "vas"}) for r in word.readings)
    if word.low in {"vas"} and sentence.low(rank + 1) == "y":
        return True
    return opens and asked and not word.nouns


def _is_object(pronoun: Word, after: Word, third: Word) -> bool:
    if pronoun.low not in _OBJECTS or after.hyphen:
        return False
    if pronoun.low in {"y", "moi", "lui"}:
        return True
    if pronoun.low == "en":
        return after.low in {"", ","}
    if pronoun.low in {"le", "la", "les", "leur"}:
        ends = after.low in {"", ","} or (after.may_be("PREP", "SUB", "CO") and not after.nouns)
        return ends and after.low not in {"de", "d'"}
    if "W" in after.moods:  # « Venez nous voir »
        return False
    return not (after.is_finite and not after.may_be("N", "PREP", "DET", "A")) or third.low == "vous"


def _asks(sentence: Sentence, rank: int) -> bool:
    """« Pouvez vous nous préciser…? »: an inverted subject, in a question."""
    word, pronoun = sentence[rank], sentence[rank + 1]
    if sentence.end != "?" or pronoun.low not in _SUBJECTS or not word.is_finite or word.may_be("N", "PREP", "ADV"):
        return False
    agrees = any(
        r.is_finite and mine.kind == "SUJ" and (r.person, r.number) == (mine.person, mine.number)
        for r in word.readings
        for mine in pronoun.readings
    )
    before = sentence.low(rank - 1)
    opens = rank == 0 or before in _INTERROGATIVES | {","} or sentence.low(rank - 2).startswith("quel")
    return agrees and opens
