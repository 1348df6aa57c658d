"""Noun groups: « les trois nouvelles mesures d'aide », its head, its gender and its number."""

from __future__ import annotations

from dataclasses import dataclass

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence, Word

Feature = tuple[str, str]
"""A gender and a number: ("f", "p")."""

_PLURAL: frozenset[Feature] = frozenset({("m", "p"), ("f", "p")})
ALL: frozenset[Feature] = frozenset({("m", "s"), ("f", "s"), ("m", "p"), ("f", "p")})
BEFORE = listed(
    """
    grand petit nouveau nouvel ancien premier dernier prochain bon meilleur autre même seul divers différent
    certain second deuxième troisième quatrième cinquième principal simple vrai long court gros jeune vieux
    mauvais nombreux précieux éventuel propre futur double haut présent rare moindre tel beau bref cher
    excellent fameux faux joli large léger lourd plein pire possible pur véritable vif vaste énième important
    chaleureux
    """
)
_COMPLEMENT = listed("de d' du des à au aux en pour sur avec dans par sans contre entre")
_DEGREE = listed("mal très plus moins trop bien mieux peu assez aussi si non tout toute le la les")
CLITICS_THAT_ARE_DETERMINERS = listed("le la l' les leur")


@dataclass(frozen=True, slots=True)
class Group:
    """A noun group: its head's rank, the rank after its last word, and the genders and numbers it may have."""

    start: int
    head: int
    end: int
    features: frozenset[Feature]


def number_of(possible: frozenset[Feature]) -> str:
    """ "s" or "p", "" when it may be either."""
    numbers = {number for _, number in possible}
    return numbers.pop() if len(numbers) == 1 else ""


def features(word: Word, *kinds: str) -> frozenset[Feature]:
    """The genders and numbers that a word may have with these kinds; K stands for past participle."""
    found: set[Feature] = set()
    for reading in word.readings:
        if reading.kind in kinds or (reading.mood == "K" and "K" in kinds):
            for gender in (reading.gender,) if reading.gender else ("m", "f"):
                for number in (reading.number,) if reading.number else ("s", "p"):
                    found.add((gender, number))
    return frozenset(found)


def is_determiner(sentence: Sentence, rank: int) -> bool:
    """Tell whether a word can only be a determiner here. « le, la, les, leur » may be pronouns before a verb."""
    word, after, before = sentence[rank], sentence[rank + 1], sentence[rank - 1]
    if not word.may_be("DET") or after.low in {"", ","} or word.hyphen:
        return False
    if word.low in {"ce", "un", "une", "aucun", "aucune", "certains", "certaines", "plusieurs"}:
        un_suivit = word.low in {"un", "une"} and after.is_only_finite and before.low != "l'"
        return after.may_be("N", "A") or "K" in after.moods or un_suivit
    if word.low not in CLITICS_THAT_ARE_DETERMINERS or not after.may_be("V"):
        return True
    if not after.may_be("N", "A") or "W" in after.moods or "G" in after.moods:
        return False
    if before.low in {"tout", "toute", "tous", "toutes"}:
        return True
    if before.low in {"mais", "car"} and sentence.low(rank + 2) in {"que", "qu'", "qui", "dont"}:
        return True  # « mais la somme que »
    if before.low in {"et", "ou"}:  # « et les toilettes »: « tu toilettes » needs its « tu »
        return not any(r.is_finite and (r.person, r.number) != ("2", "s") for r in after.readings)
    if not after.is_finite and before.low in {"que", "qu'", "si", "dont", "où"}:
        return True
    if before.low in {"", ",", "par", "dans", "sur", "avec", "sous", "chez", "dès", "depuis", "selon"}:
        return True
    return (before.may_be("PREP") and before.low != "en") or (before.is_only_finite and not before.hyphen)


def noun_group(sentence: Sentence, start: int) -> Group | None:
    """Return the group that a determiner or a number opens at this rank, its complements left out."""
    rank = start
    if sentence.low(rank) in {"tous", "toutes", "tout", "toute"} and sentence[rank + 1].may_be("DET"):
        rank += 1
    opening = sentence[rank]
    if start == 0 and opening.low in {"de", "d'"} and _goes_before(sentence, 1):
        return _opened_by_de(sentence)
    if not opening.may_be("DET", "NUM") or opening.hyphen:
        return None
    allowed = features(opening, "DET") if opening.may_be("DET") else _PLURAL
    if opening.text in {"0", "1"}:
        allowed = ALL - _PLURAL
    rank += 1
    if opening.low == "quelque" and sentence[rank].may_be("NUM"):
        allowed = _PLURAL
    while sentence[rank].may_be("NUM") and not sentence[rank].may_be("N"):
        rank += 1
    while _goes_before(sentence, rank):
        rank += 1
    head = sentence[rank]
    if not head.may_be("N") or head.low == "@":
        return None
    possible = features(head, "N") & allowed or allowed
    return Group(start, rank, _after_adjectives(sentence, rank + 1, possible), possible)


def _opened_by_de(sentence: Sentence) -> Group | None:
    """« De nombreux emplois »"""
    rank = 1
    while _goes_before(sentence, rank):
        rank += 1
    possible = features(sentence[rank], "N") & _PLURAL
    return Group(0, rank, _after_adjectives(sentence, rank + 1, possible), possible) if possible else None


def _goes_before(sentence: Sentence, rank: int) -> bool:
    word, after = sentence[rank], sentence[rank + 1]
    lemmas = {reading.lemma for reading in word.readings if reading.kind in {"A", "DET"}}
    return bool(lemmas & BEFORE) and (after.may_be("N") or _goes_before_noun(sentence, rank + 1))


def _goes_before_noun(sentence: Sentence, rank: int) -> bool:
    lemmas = {reading.lemma for reading in sentence[rank].readings if reading.kind == "A"}
    return bool(lemmas & BEFORE) and sentence[rank + 1].may_be("N")


def _after_adjectives(sentence: Sentence, rank: int, possible: frozenset[Feature]) -> int:
    """Return the rank after the adjectives and names that follow a noun."""
    while True:
        word, after = sentence[rank], sentence[rank + 1]
        if word.hyphen and word.nouns and not word.may_be("SUJ", "CLI"):  # « l'assurance-emploi »
            rank += 1
        elif word.low in _DEGREE and after.adjectives and not after.is_finite:
            rank += 2
        elif _qualifies(word, after, possible):
            rank += 1
        else:
            return rank


def _qualifies(word: Word, after: Word, possible: frozenset[Feature]) -> bool:
    if (word.hyphen and word.low in {"ci", "là"}) or (word.text[:1].isupper() and word.is_name):
        return True
    agrees = bool(features(word, "A", "K") & possible)
    return bool(word.adjectives) and (not word.is_finite or (agrees and after.is_finite))


def after_complements(sentence: Sentence, group: Group) -> int:
    """Return the rank after a group's complements: « la demande | d'aide de votre conjoint »."""
    return after_prepositions(sentence, group.end)


def after_prepositions(sentence: Sentence, rank: int) -> int:
    """Return the rank after the prepositions that begin here, and what they govern."""
    while sentence.low(rank) in _COMPLEMENT:
        after = _after_complement(sentence, rank)
        if after is None:
            return rank
        rank = after
    return rank


def _after_complement(sentence: Sentence, rank: int) -> int | None:
    if sentence.low(rank) == "sur" and sentence[rank + 1].may_be("NUM"):  # « un accident sur cinq »
        return rank + 2
    inner = noun_group(sentence, rank if sentence[rank].may_be("DET") else rank + 1)
    if inner:
        return inner.end
    rank += 1
    if "W" in sentence[rank].moods and not sentence[rank].may_be("N"):  # « le délai pour faire une demande »
        governed = noun_group(sentence, rank + 1)
        return governed.end if governed else rank + 1
    while _goes_before(sentence, rank):
        rank += 1
    word = sentence[rank]
    if word.may_be("N") and "W" not in word.moods:
        return _after_adjectives(sentence, rank + 1, features(word, "N"))
    if word.is_name or word.low in {"@", "#"}:
        return _after_adjectives(sentence, rank + 1, ALL)
    return None


def antecedent(sentence: Sentence, rank: int) -> frozenset[Feature]:
    """The genders and numbers of what a relative pronoun at this rank may stand for; none when that is not certain."""
    before = sentence.low(rank - 1)
    if before in _PRONOUNS:
        return _PRONOUNS[before]
    found: set[Feature] = set()
    position = rank - 2 if before == "," else rank - 1
    while position >= 0:
        word = sentence[position]
        if word.low in {"et", "ou", ",", "ni"} or word.is_name or word.low in {"@", "#"}:
            return frozenset()
        group = noun_group(sentence, position)
        if group and group.end <= rank and (is_determiner(sentence, position) or word.may_be("NUM")):
            if sentence.low(position - 1) in {"comme", "que", "qu'", "c'est"}:
                return frozenset()
            found |= group.features
            if (
                sentence.low(position) not in {"du", "des", "au", "aux"}
                and sentence.low(position - 1) not in _COMPLEMENT
            ):
                return frozenset(found)
        elif (
            word.may_be("N") and sentence.low(position - 1) in _COMPLEMENT and not sentence[position - 1].may_be("DET")
        ):
            found |= features(word, "N")
        elif not (word.adjectives or word.may_be("N", "DET", "NUM", "ADV") or word.low in _COMPLEMENT):
            return frozenset()
        position -= 1
    return frozenset(found) if found and noun_group(sentence, 0) else frozenset()


_PRONOUNS: dict[str, frozenset[Feature]] = {
    "ceux": frozenset({("m", "p")}), "celles": frozenset({("f", "p")}), "celui": frozenset({("m", "s")}),
    "eux": frozenset({("m", "p")}), "elles": frozenset({("f", "p")}), "lui": frozenset({("m", "s")}),
    "celle": frozenset({("f", "s")}), "ce": frozenset({("m", "s")}), "quelqu'un": frozenset({("m", "s")}),
}  # fmt: skip
