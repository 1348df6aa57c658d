"""The verb of a subject that stands far from it: « Les sommes que vous avez reçues en trop, y compris…, seront ».

Between the two, every word that opens a clause (« qui », « que », « dont », « si »…) takes one verb for itself: the
first verb that none of them has taken is the subject's. Whatever leaves a doubt ends the search.
"""

from __future__ import annotations

from functools import lru_cache

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.groups import Feature, Group, antecedent, is_determiner, noun_group
from parvis.gate.rules.grammar.subjects import (
    Subject,
    after_clitics,
    is_collective,
    is_subject_pronoun,
)

_CLAUSE = listed(
    """
    qui que qu' dont où quand lorsque lorsqu' puisque puisqu' lequel laquelle lesquels lesquelles auquel auxquels
    auxquelles duquel desquels desquelles
    """
)
_BEFORE_SUBJECT = listed("que qu' dont où quand lorsque lorsqu' puisque puisqu' si car")
# Words after which « que » or « si » brings no verb of its own, or may not.
_COMPARED = listed(
    "plus moins aussi autant autre autres même mêmes mieux tel telle tels telles si ne n' seul seule ainsi"
)
_TIMES = listed(
    """
    jour semaine mois année matin soir fois an après-midi nuit lundi mardi mercredi jeudi vendredi samedi dimanche
    heure minute printemps été automne hiver
    """
)
_QUANTITIES = listed("bien beaucoup peu plusieurs certains certaines tous toutes tout chacun chacune")
_JOINS = listed("et ou ni mais")
_CONTRACTED = listed("du des au aux de d'")
_BARE = listed("ne n' se s'")
_ONES: dict[str, frozenset[Feature]] = {
    "chacun": frozenset({("m", "s")}), "chacune": frozenset({("f", "s")}),
    "un": frozenset({("m", "s")}), "une": frozenset({("f", "s")}), "aucun": frozenset({("m", "s")}),
    "aucune": frozenset({("f", "s")}),
}  # fmt: skip


@lru_cache(maxsize=4)  # several rules ask again about the same sentence
def distant_subjects(sentence: Sentence) -> tuple[Subject, ...]:
    """Return the subjects that are certain, each with its verb, when the two do not touch."""
    found = (_relative(sentence, rank) or _head(sentence, rank) for rank in range(len(sentence)))
    return tuple(subject for subject in found if subject)


def _relative(sentence: Sentence, rank: int) -> Subject | None:
    """« un outil qui, s'il est tenu à jour, évite »: « qui », then a condition or a time between commas."""
    if sentence.low(rank) != "qui" or sentence.low(rank + 1) != "," or sentence[rank - 1].may_be("PREP"):
        return None
    possible = antecedent(sentence, rank)
    verb = _verb(sentence, rank + 1, alone=True) if possible else None
    if verb is None:
        return None
    return Subject(rank, rank, verb, "3", possible, frozenset(n for _, n in possible), tied=True)


def _head(sentence: Sentence, rank: int) -> Subject | None:
    if not _opens_clause(sentence, rank):
        return None
    group = _one_of(sentence, rank) or _group(sentence, rank)
    if group is None:
        return None
    numbers = frozenset(number for _, number in group.features)
    if len(numbers) != 1:
        return None
    verb = _verb(sentence, group.end, alone=numbers == {"s"})
    if verb is None:
        return None
    joined = any(word.low in _JOINS or word.low == "ainsi" for word in sentence.words[group.end : verb])
    possible = group.features | {("m", "p")} if joined and numbers == {"p"} else group.features
    return Subject(rank, group.head, verb, "3", possible, numbers, tied=True, is_noun=True)


def _opens_clause(sentence: Sentence, rank: int) -> bool:
    before = sentence.low(rank - 1)
    if rank == 0:
        return True
    if before == "," and rank > 1:
        opening = sentence[0].may_be("PREP") or sentence.low(0) in {"au", "aux", "jusqu'"}
        return opening and not any(word.is_finite or word.low == "," for word in sentence.words[: rank - 1])
    return before in _BEFORE_SUBJECT and not {sentence.low(rank - 2), sentence.low(rank - 3)} & _COMPARED


def _one_of(sentence: Sentence, rank: int) -> Group | None:
    """« L'une des personnes », « Chacun des dossiers »"""
    head = rank + 1 if sentence.low(rank) == "l'" else rank
    known = _ONES.get(sentence.low(head))
    if known is None or sentence.low(head + 1) not in {"des", "de", "d'"}:
        return None
    inner = noun_group(sentence, head + 1 if sentence.low(head + 1) == "des" else head + 2)
    return Group(rank, head, inner.end, known) if inner else None


def _group(sentence: Sentence, rank: int) -> Group | None:
    group = noun_group(sentence, rank)
    if group is None or sentence.low(rank) in _CONTRACTED or sentence.low(rank).startswith("quel"):
        return None
    head = sentence[group.head]
    after = sentence[rank + 1]
    plain = sentence[rank].may_be("DET") and not after.is_finite and "W" not in after.moods  # « dont le montant »
    sure = plain or is_determiner(sentence, rank) or (sentence[rank].may_be("NUM") and group.head > rank)
    if not sure or not head.text.islower() or {r.lemma for r in head.nouns} & _TIMES:
        return None
    definite = sentence.low(rank) == "le" and head.low == "nombre" and group.head == rank + 1
    return None if is_collective(sentence, group) and not definite else group


def _verb(sentence: Sentence, rank: int, *, alone: bool) -> int | None:
    """The rank of the first verb that no clause has taken; nothing when it is not certain, or right at hand.

    `alone`: another subject joined to this one would change the number of the verb.
    """
    start, waiting, taken = rank, 0, False
    while rank < len(sentence):
        word, before = sentence[rank], sentence[rank - 1]
        if word.low in _CLAUSE or _begins_condition(sentence, rank):
            opened = _clauses_opened(sentence, rank, alone=alone)
            if opened is None:
                return None
            waiting, taken = waiting + opened, taken or opened > 0
        elif waiting == 0 and _breaks(sentence, rank, alone=alone):
            return None
        elif _may_be_verb(sentence, rank):
            if waiting == 0 and before.low in _JOINS and taken:
                pass  # « les gens qui étudient et travaillent »
            elif waiting:
                if not _is_sure(sentence, rank) and word.adjectives:
                    return None
                waiting -= 1
            else:
                return rank if _is_main(sentence, rank, start) else None
        rank += 1
    return None


def _clauses_opened(sentence: Sentence, rank: int, *, alone: bool) -> int | None:
    """How many verbs this word keeps for itself; nothing when it leaves a doubt."""
    if sentence.low(rank) not in {"que", "qu'"}:
        return 1
    if sentence.low(rank - 1) == "ainsi":
        return None if alone else 0
    return None if _is_compared(sentence, rank) else 1


def _begins_condition(sentence: Sentence, rank: int) -> bool:
    low, after = sentence.low(rank), sentence[rank + 1]
    return (low == "si" and after.may_be("SUJ")) or (low == "s'" and after.low in {"il", "ils"}) or (
        low == "comme" and is_subject_pronoun(sentence, rank + 1)
    )  # fmt: skip


def _is_compared(sentence: Sentence, rank: int) -> bool:
    return any(sentence.low(rank - i) in _COMPARED for i in range(1, 5))


def _breaks(sentence: Sentence, rank: int, *, alone: bool) -> bool:
    """Tell whether another subject, or another clause, may begin here."""
    word, before, after = sentence[rank], sentence[rank - 1], sentence[rank + 1]
    if word.hyphen and word.may_be("SUJ", "CLI"):
        return True
    if is_subject_pronoun(sentence, rank) or word.low in {"c'", "ça", "car", "donc", "si", "parce", "@"}:
        return True
    if word.low == "mais" or (before.low == "," and word.low in _QUANTITIES):
        return True
    if word.low == "et" and after.low in {"que", "qu'", "dont", "qui"}:
        return False
    opens_group = word.may_be("DET", "NUM") and word.low not in _CONTRACTED and noun_group(sentence, rank) is not None
    if before.low == "," and (opens_group or word.is_name):
        return not _begins_condition(sentence, rank + 1)  # « , même si elle a… »
    if word.low in _JOINS or (word.low == "avec" and before.low == ",") or word.low == "comme":
        return alone and not (after.low in _CONTRACTED or _is_parallel(sentence, rank)) and word.low != "comme"
    return False


def _is_parallel(sentence: Sentence, rank: int) -> bool:
    """« offertes par les villes et les organismes »: what « et » joins has the determiner of a complement before."""
    after = sentence[rank + 1]
    if after.adjectives and not after.may_be("DET"):
        return True
    for position in range(rank - 1, max(0, rank - 5), -1):
        if sentence[position].may_be("DET") and position > 0:
            return sentence.low(position) == after.low == "les" and sentence.low(position - 1) == "par"
    return False


def _may_be_verb(sentence: Sentence, rank: int) -> bool:
    word, before = sentence[rank], sentence[rank - 1]
    if not word.is_finite or word.hyphen or not word.text.islower() or before.low in {"de", "d'"}:
        return False  # « le coût de revient »
    if _is_sure(sentence, rank):
        return True
    if word.may_be("PREP", "DET", "ADV", "CLI", "PRO", "CO", "SUB") or "K" in word.moods:
        return before.low in {"qui", "ne", "n'", "se"}
    if before.low in {"de", "d'", "en", "à", "par", "sur", "pour", "sans"} or before.may_be("DET", "NUM", "PREP"):
        return False
    return not (before.nouns and word.may_be("A"))


def _is_sure(sentence: Sentence, rank: int) -> bool:
    word, before = sentence[rank], sentence[rank - 1]
    if not word.is_finite:
        return False
    if before.may_be("DET") and before.low not in {"le", "la", "les", "l'", "leur"}:
        return False
    if before.low in _BARE or (before.may_be("SUJ") and not before.hyphen):
        return True
    if word.lemmas & {"être", "avoir", "pouvoir", "devoir"}:
        return not before.may_be("DET") and not (word.low == "est" and before.low in {"en", "à", "vers", "côté"})
    return word.is_only_finite


def _is_main(sentence: Sentence, rank: int, start: int) -> bool:
    """Tell whether this is the verb, and no noun: some words stand before it, and no surer verb after it."""
    third = any(reading.is_finite and reading.person == "3" for reading in sentence[rank].readings)
    if not third or after_clitics(sentence, start) == rank or sentence[rank + 1].hyphen:
        return False
    if _is_sure(sentence, rank):
        return True
    word = sentence[rank]
    return not word.may_be("A") and sentence.low(rank - 1) == "," and not any(
        other.is_finite and _is_sure(sentence, place) for place, other in enumerate(sentence.words) if place > rank
    )  # fmt: skip
