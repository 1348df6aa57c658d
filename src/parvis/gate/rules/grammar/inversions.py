"""« Parmi les invités figurent deux maires »: a verb agrees with its subject, even when the subject comes after it."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.forms import conjugated
from parvis.gate.rules.grammar.groups import after_complements, is_determiner, noun_group, number_of
from parvis.gate.rules.grammar.marking import mark
from parvis.gate.rules.grammar.subjects import is_subject_pronoun, skip_adverbs

_MESSAGE = "Le verbe « {} » s'accorde avec son sujet, qui le suit : « {} »."
_COME_FIRST = listed("figurer apparaître suivre manquer rester subsister venir arriver paraître exister")
_PLURALS = listed("les des vos nos ces ses mes leurs plusieurs quelques certains certaines différents différentes")
_RELATIVES = listed("laquelle lequel lesquels lesquelles auquel auxquels auxquelles où")


def inversion(sentence: Sentence) -> Iterator[Fault]:
    """Yield the singular verbs whose subject, right after them, is plural."""
    for rank in range(1, len(sentence)):
        word = sentence[rank]
        third = {r.number for r in word.readings if r.is_finite and r.person == "3"}
        if third != {"s"} or word.hyphen or sentence[rank + 1].hyphen:
            continue
        found = _after_que(sentence, rank) or _after_opening(sentence, rank)
        if found:
            yield mark(word, word, _MESSAGE.format(word.text, found), conjugated(word.low, "3", "p"))


def _after_que(sentence: Sentence, rank: int) -> str:
    """« les délais que prévoit les règlements »: « que » is the object, what follows can only be the subject."""
    word, noun, first = sentence[rank], sentence[rank - 2], sentence[rank + 1]
    relative = sentence.low(rank - 1) == "que" and noun.nouns and not noun.may_be("ADV", "SUB")
    compared = any(sentence.low(i) in {"ne", "n'", "plus", "moins", "aussi"} for i in range(rank))
    if not relative or compared or not word.is_only_finite or first.low not in _PLURALS:
        return ""
    group = noun_group(sentence, rank + 1)
    return sentence[group.head].text if group and number_of(group.features) == "p" else ""


def _after_opening(sentence: Sentence, rank: int) -> str:
    """« Parmi eux figure trois élues », « laquelle apparaît un homme et une femme »"""
    start, taken = _verb_that_comes_first(sentence, rank)
    if not taken or not _is_free(sentence, rank):
        return ""
    place = start
    if sentence.low(place) == ",":  # « apparaît, de gauche à droite, un homme… »
        place = next((i + 1 for i in range(place + 1, place + 8) if sentence.low(i) == ","), place)
    group = noun_group(sentence, place)
    opens = group and (is_determiner(sentence, place) or sentence[place].may_be("NUM"))
    if group is None or not opens or sentence.low(place) in {"du", "au", "aux"}:
        return ""
    if number_of(group.features) == "p" and (sentence.low(place) in _PLURALS or sentence[place].may_be("NUM")):
        return sentence[group.head].text
    return sentence[group.head].text if _is_joined(sentence, after_complements(sentence, group)) else ""


def _verb_that_comes_first(sentence: Sentence, rank: int) -> tuple[int, bool]:
    word = sentence[rank]
    if word.lemmas == {"avoir"} and sentence.low(rank + 1) == "lieu":
        return rank + 2, True
    return skip_adverbs(sentence, rank + 1), bool(word.lemmas & _COME_FIRST) and not word.may_be("PREP")


def _is_free(sentence: Sentence, rank: int) -> bool:
    """Tell whether no subject stands before: only a complement, or « lequel » after a preposition."""
    before = sentence[rank - 1]
    if before.low in _RELATIVES:
        return before.low == "où" or sentence[rank - 2].may_be("PREP") or before.low.startswith("au")
    if not (sentence[0].may_be("PREP") or sentence.low(0) in {"au", "aux"}) or "," in {before.low}:
        return False
    commas = any(sentence.low(i) == "," or is_subject_pronoun(sentence, i) for i in range(rank))
    group = noun_group(sentence, 0 if sentence[0].may_be("DET") else 1)
    if commas or before.may_be("CLI", "NEG", "SUJ", "DET") or group is None:
        return False
    after = after_complements(sentence, group)
    return after == rank or (sentence.low(after) == "qui" and sentence.low(0) in {"parmi", "à", "dans", "sur"})


def _is_joined(sentence: Sentence, rank: int) -> bool:
    """« un concert et une foire »: other nouns follow, then nothing that could be their own verb."""
    joined = False
    while sentence.low(rank) in {",", "et"}:
        group = noun_group(sentence, rank + 1)
        if group is None or not is_determiner(sentence, rank + 1):
            break
        joined = joined or sentence.low(rank) == "et"
        rank = after_complements(sentence, group)
    return joined and (sentence.low(rank) in {"", ","} or sentence[rank].may_be("REL", "PREP"))
