"""Subjects and what they govern: the verb after a subject, past its pronouns, and what follows « être »."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.groups import (
    ALL,
    Feature,
    Group,
    after_complements,
    after_prepositions,
    antecedent,
    is_determiner,
    noun_group,
)

_ALWAYS_SUBJECTS = listed("je j' tu il ils on")
_PRONOUN_FEATURES: dict[str, frozenset[Feature]] = {
    "il": frozenset({("m", "s")}), "elle": frozenset({("f", "s")}), "ils": frozenset({("m", "p")}),
    "elles": frozenset({("f", "p")}), "ça": frozenset({("m", "s")}), "cela": frozenset({("m", "s")}),
    "ceci": frozenset({("m", "s")}), "nous": frozenset({("m", "p"), ("f", "p")}),
    "je": frozenset({("m", "s"), ("f", "s")}), "j'": frozenset({("m", "s"), ("f", "s")}),
}  # fmt: skip
_OPENS_CLAUSE = listed("que qu' si quand lorsque lorsqu' comme puisque puisqu' car mais donc où dont parce")
_BECOME = listed("devenir demeurer rester sembler paraître")
_MODALS = listed("pouvoir devoir sembler aller paraître vouloir savoir falloir")
_COLLECTIVE = listed(
    """
    ensemble majorité plupart nombre partie moitié tiers quart multitude foule série groupe totalité reste
    minorité dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine
    millier million milliard quantité poignée type sorte genre pourcentage tas paire couple total infinité plus
    peu lot
    """
)


_SHARES = listed("moitié majorité minorité tiers quart partie")  # of people spoken of before: « la moitié travaillent »


@dataclass(frozen=True, slots=True)
class Subject:
    """Who does what: the ranks of the subject and of its verb, and the person, gender and number that it may have."""

    start: int
    head: int
    verb: int
    person: str
    features: frozenset[Feature]
    numbers: frozenset[str]
    tied: bool  # a pronoun or a negation stands before the verb, which can then be nothing else
    is_noun: bool = False


@lru_cache(maxsize=4)  # every rule asks again about the same sentence
def subjects(sentence: Sentence) -> tuple[Subject, ...]:
    """Return the subjects that are certain, in order."""
    looked = (
        _pronoun(sentence, rank) or _relative(sentence, rank) or _other_pronoun(sentence, rank) or _noun(sentence, rank)
        for rank in range(len(sentence))
    )
    return tuple(found for found in looked if found)


def after_clitics(sentence: Sentence, rank: int) -> int:
    """Return the rank after « ne » and the pronouns that stand before a verb."""
    while sentence[rank].may_be("CLI", "NEG") and not sentence[rank].hyphen:
        rank += 1
    return rank


def is_subject_pronoun(sentence: Sentence, rank: int) -> bool:
    """Tell whether this pronoun is the subject of a verb that follows."""
    word, before = sentence[rank], sentence[rank - 1]
    if not word.may_be("SUJ") or word.hyphen or sentence[rank + 1].low in {"", ","}:
        return False
    if word.low in _ALWAYS_SUBJECTS:
        return True
    if word.low in {"ce", "c'", "ç'"}:
        return False
    if word.low in {"nous", "vous"}:
        if before.low == "qui" and sentence[rank - 2].may_be("PREP"):
            return True
        if before.low == "," and _speaks(sentence, rank):
            return True
        return before.low in _OPENS_CLAUSE or (before.low == "" and sentence.opens) or _after_opening(sentence, rank)
    return not before.may_be("PREP") and before.low not in {"et", "ou", "ni"} and not before.hyphen


def _speaks(sentence: Sentence, rank: int) -> bool:
    """Tell whether the verb after « nous » or « vous » is a form that goes with it."""
    person = "1" if sentence.low(rank) == "nous" else "2"
    verb = sentence[after_clitics(sentence, rank + 1)]
    return any(reading.is_finite and (reading.person, reading.number) == (person, "p") for reading in verb.readings)


def _after_opening(sentence: Sentence, rank: int) -> bool:
    """ "Si votre adresse change, vous…", "Dans ce cas, vous…": only the subject can follow this comma."""
    commas = [i for i in range(rank) if sentence.low(i) == ","]
    return commas == [rank - 1] and (sentence[0].may_be("PREP", "SUB") or sentence.low(0) in {"dès", "lorsqu'", "au"})


def _pronoun(sentence: Sentence, rank: int) -> Subject | None:
    if not is_subject_pronoun(sentence, rank):
        return None
    word = sentence[rank]
    reading = next(reading for reading in word.readings if reading.kind == "SUJ")
    verb = after_clitics(sentence, rank + 1)
    feats = _PRONOUN_FEATURES.get(word.low, ALL)
    return Subject(rank, rank, verb, reading.person, feats, frozenset({reading.number}), tied=True)


_PRONOUNS: dict[str, frozenset[Feature]] = {
    "chacun": frozenset({("m", "s")}), "chacune": frozenset({("f", "s")}), "celui": frozenset({("m", "s")}),
    "celle": frozenset({("f", "s")}), "ceux": frozenset({("m", "p")}), "celles": frozenset({("f", "p")}),
    "certains": frozenset({("m", "p")}), "certaines": frozenset({("f", "p")}), "tous": frozenset({("m", "p")}),
    "toutes": frozenset({("f", "p")}), "plusieurs": frozenset({("m", "p"), ("f", "p")}),
    "quelqu'un": frozenset({("m", "s"), ("f", "s")}),
}  # fmt: skip


def _other_pronoun(sentence: Sentence, rank: int) -> Subject | None:
    """« chacun », « ceux-ci », « certains » at the head of a clause, right before a verb."""
    known, before = _PRONOUNS.get(sentence.low(rank)), sentence[rank - 1]
    if sentence.low(rank) in {"tous", "toutes"} and sentence[rank + 1].may_be("DET"):
        return None
    if known is None or (before.low not in _OPENS_CLAUSE and before.low != ""):
        return None
    verb = after_clitics(sentence, rank + 2 if sentence[rank + 1].hyphen else rank + 1)
    tied = sentence[verb - 1].may_be("CLI", "NEG")
    if not sentence[verb].is_finite or (sentence[verb].may_be("N", "A") and not tied):
        return None
    return Subject(rank, rank, verb, "3", known, frozenset(number for _, number in known), tied=True)


def _relative(sentence: Sentence, rank: int) -> Subject | None:
    if sentence.low(rank) != "qui" or rank == 0 or sentence[rank - 1].may_be("PREP"):
        return None
    if sentence.low(rank - 2) == "entre":
        return None  # « ceux d'entre vous qui ont »
    verb = after_clitics(sentence, rank + 1)
    if sentence.low(rank - 1) == "moi" and sentence.low(rank - 3) == "c'":
        return Subject(rank, rank, verb, "1", ALL, frozenset("s"), tied=True)
    person = "3" if sentence[rank - 1].hyphen else {"vous": "2", "nous": "1"}.get(sentence.low(rank - 1), "3")
    if sentence.low(rank - 1) in {"et", "ou"}:
        return _second_relative(sentence, rank, verb)
    feats = frozenset({("m", "p"), ("f", "p")}) if person != "3" else antecedent(sentence, rank)
    feats = _one_of_few(sentence, rank) or feats
    numbers = frozenset(number for _, number in feats)
    return Subject(rank, rank, verb, person, feats if person == "3" else ALL, numbers, tied=True) if feats else None


def _one_of_few(sentence: Sentence, rank: int) -> frozenset[Feature]:
    """« l'un des rares films qui plaisent »: « qui » stands for the films."""
    for start in range(max(0, rank - 5), rank):
        few = sentence.low(start) in {"un", "une"} and sentence.low(start + 1) == "des"
        if few and sentence.low(start + 2) in {"rares", "seuls", "seules", "premiers", "premières"}:
            group = noun_group(sentence, start + 1)
            return group.features if group and group.end == rank else frozenset()
    return frozenset()


def _second_relative(sentence: Sentence, rank: int, verb: int) -> Subject | None:
    """« les gens qui attendent et qui appellent »: the second « qui » stands for the same noun as the first."""
    firsts = [i for i in range(1, rank - 1) if sentence.low(i) == "qui"]
    nouns = any(sentence.low(i) in {"que", "qu'", "dont", "si"} for i in range(firsts[0], rank)) if firsts else True
    first = _relative(sentence, firsts[0]) if len(firsts) == 1 and not nouns else None
    if first is None or first.person != "3":
        return None
    return Subject(rank, rank, verb, "3", first.features, first.numbers, tied=True)


def _noun(sentence: Sentence, rank: int) -> Subject | None:
    before = sentence[rank - 1]
    if (before.low not in _OPENS_CLAUSE and before.low not in {"", ",", "et"}) or sentence.low(rank) in {
        "au",
        "aux",
        "du",
    }:
        return None
    group = noun_group(sentence, rank) if not sentence.low(rank).startswith("quel") else None
    if not group:
        return None
    end = after_complements(sentence, group)
    auxiliary = sentence[after_clitics(sentence, end)]
    spoken = auxiliary.is_only_finite or (auxiliary.is_finite and auxiliary.lemmas & {"être", "avoir"})
    sure = spoken and group.end == end
    if not (is_determiner(sentence, rank) or sentence[rank].may_be("NUM") or before.low == "" or sure):
        return None
    if sentence.low(end) in {"aussi", "également"}:
        end += 1
    verb = after_clitics(sentence, _after_relative(sentence, end))
    if sentence.low(group.head) == "plupart" and sentence.low(group.end) == "des":
        return Subject(rank, group.head, verb, "3", ALL, frozenset("p"), tied=verb > end, is_noun=True)
    either = is_collective(sentence, group) and (end > group.end or sentence.low(group.head) in _SHARES)
    numbers = frozenset("sp") if either else frozenset(number for _, number in group.features)
    feats = ALL if len(numbers) == 2 else group.features
    if before.low == "et":
        if sentence.low(rank) in {"des", "de"} or not _has_finite(sentence, rank - 1):
            return None
        # "le père et les enfants": the whole is plural, or masculine
        numbers |= {"p"}
        feats = feats | {("m", "p")} | ({("f", "p")} if ("f", "s") in feats else frozenset())
    return Subject(rank, group.head, verb, "3", feats, numbers, tied=verb > end, is_noun=True)


def _after_relative(sentence: Sentence, rank: int) -> int:
    """Return the rank after a relative clause: « le montant | que vous recevez »; the same rank when it is not sure."""
    if sentence.low(rank) in {"que", "qu'", "dont"} and is_subject_pronoun(sentence, rank + 1):
        verb = after_clitics(sentence, rank + 2)
    elif sentence.low(rank) == "qui":
        verb = after_clitics(sentence, rank + 1)
    else:
        return rank
    if not sentence[verb].is_finite:
        return rank
    end = skip_adverbs(sentence, verb + 1)
    while "K" in sentence[end].moods or ("W" in sentence[end].moods and not sentence[end].may_be("N")):
        end = skip_adverbs(sentence, end + 1)
    inner = noun_group(sentence, end) if sentence.low(rank) == "qui" else None
    if inner:
        end = after_complements(sentence, inner)
    elif sentence[end].may_be("PREP") and sentence.low(rank) == "qui":
        end = after_prepositions(sentence, end)
    after = sentence[after_clitics(sentence, end)]
    return end if after.is_only_finite or (after.is_finite and sentence[end].may_be("NEG")) else rank


def _has_finite(sentence: Sentence, end: int) -> bool:
    return any(word.is_only_finite or word.lemmas & {"être", "avoir"} for word in sentence.words[:end])


def is_collective(sentence: Sentence, group: Group) -> bool:
    """Tell whether the verb may agree with the complement: « la majorité des gens pensent »."""
    return bool({reading.lemma for reading in sentence[group.head].nouns} & _COLLECTIVE)


def complement_of_etre(sentence: Sentence, subject: Subject) -> tuple[int, bool] | None:
    """Return the rank of what « être » says of a subject, and whether the verb is reflexive.

    « est », « a été », « doit être », « pourrait avoir été » are passed, and the adverbs after them.
    """
    start = rank = subject.verb
    for lemmas, mood in ((_MODALS, "W"), (frozenset({"avoir"}), "K")):
        if sentence[rank].lemmas & lemmas and (sentence[rank].is_finite or mood == "K"):
            rank = skip_adverbs(sentence, rank + 1)
    word = sentence[rank]
    if word.lemmas & _BECOME and word.is_finite and rank == start:
        return skip_adverbs(sentence, rank + 1), False
    if "être" not in word.lemmas or word.hyphen:
        return None
    if rank == start and not word.is_finite:
        return None
    own = {"se", "s'"} | ({sentence.low(subject.head)} if sentence.low(subject.head) in {"nous", "vous"} else set())
    reflexive = any(sentence.low(i) in own for i in range(subject.head + 1, rank) if sentence[i].may_be("CLI"))
    place = skip_adverbs(sentence, rank + 1)
    if sentence[place].lemmas & {"devenir", "rester", "demeurer"} and sentence[place + 1].adjectives:
        place = skip_adverbs(sentence, place + 1)
    return place, reflexive


def skip_adverbs(sentence: Sentence, rank: int) -> int:
    """Return the rank after « pas », « déjà », « automatiquement » and other adverbs, and after an inverted pronoun."""
    while True:
        word = sentence[rank]
        adverb = word.may_be("ADV") and not word.may_be("A", "V") and word.low not in {"là", "ici", "si"}
        if not (adverb or (word.hyphen and word.may_be("SUJ"))):
            return rank
        rank += 1
