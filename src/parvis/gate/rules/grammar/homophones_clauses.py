"""est and et, a and à, ou and où, son and sont, la and là: told by whether the clause has its subject and its verb."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.clause_subjects import clause_subject, verb_since_clause, verb_until_clause_ends
from parvis.gate.rules.grammar.clauses import is_surely_finite
from parvis.gate.rules.grammar.groups import after_complements, features, noun_group, number_of
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.subjects import after_clitics, skip_adverbs

_BEFORE_EST = listed(
    "c' n' ne qui il elle on s' l' y en que qu' ce tel où dont ça cela ceci quel quelle lequel laquelle"
)
_SINGULAR = frozenset({("m", "s"), ("f", "s")})


def _est(sentence: Sentence, rank: int) -> str:
    """est → et: the clause has its verb, or its plural subject ends further on"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if rank == 0 or before.low in _BEFORE_EST or sentence[rank].hyphen or after.hyphen or before.low == ",":
        return ""
    if before.low in _UNITS and after.low == "#":
        return "et"
    if not after.low or (after.low == "le" and sentence.low(rank + 2) == "#"):
        return ""  # « du côté est », « la ligne Aide Abus Aînés est le 1 888… »
    if before.low in {"celles", "ceux", "eux"} or _same_preposition(sentence, rank):
        return "et"
    group = noun_group(sentence, rank + 1)
    if group and clause_subject(sentence, rank):
        verb = after_clitics(sentence, after_complements(sentence, group))
        if is_surely_finite(sentence, verb) and "p" in {r.number for r in sentence[verb].readings if r.is_finite}:
            return "et"
    if before.is_name or before.hyphen or rank < 3:
        return ""
    open_clause = before.nouns or before.adjectives or before.is_name or before.low in {"#", "@", "vous", "nous"}
    return "et" if open_clause and verb_since_clause(sentence, rank) else ""


def _same_preposition(sentence: Sentence, rank: int) -> bool:
    """« aux personnes est aux familles »"""
    after = sentence.low(rank + 1)
    return after in {"aux", "au", "par", "pour", "dans", "sur"} and after in {
        sentence.low(rank - 2),
        sentence.low(rank - 3),
    }


_UNITS = listed("h heures # % $ ans jours mois")


def _et(sentence: Sentence, rank: int) -> str:
    """et → est: a singular subject, and no verb after it"""
    if sentence.low(rank - 1) in {"s'", "c'"}:
        return "est"
    group = clause_subject(sentence, rank)
    if group is None or number_of(group.features) != "s" or "W" in sentence[0].moods:
        return ""
    place = skip_adverbs(sentence, rank + 1)
    after = sentence[place]
    said = after.low in {"en", "à"} or "K" in after.moods or (after.may_be("A") and not after.nouns)
    if not said or (after.adjectives and not features(after, "A", "K") & group.features) or after.hyphen:
        return ""
    if (sentence[rank - 1].adjectives and not sentence[rank - 1].nouns) or after.may_be("DET", "NUM"):
        return ""
    return "" if verb_until_clause_ends(sentence, rank + 1) or (group.start == 0 and not sentence.opens) else "est"


def _a(sentence: Sentence, rank: int) -> str:
    """a → à: the clause has its verb, or two numbers surround it"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if sentence[rank].text == "A" or sentence[rank].hyphen or after.hyphen or rank == 0:
        return ""
    if before.low in _UNITS and (after.low in {"#", "midi", "minuit"} or after.may_be("NUM")):
        return "à"
    if before.low in _BEFORE_A or "K" in sentence[skip_adverbs(sentence, rank + 1)].moods:
        return ""
    if rank == 1 and before.low in {"merci", "félicitations", "bravo", "bienvenue", "bonjour"}:
        return "à"
    opens = after.may_be("DET", "NUM", "PRO") or after.nouns or after.is_name or after.low in {"@", "#"}
    if opens and before.adjectives and not before.nouns and not before.is_finite and not clause_subject(sentence, rank):
        near = sentence.words[max(0, rank - 7) : rank]
        if not any(word.may_be("REL") or "W" in word.moods for word in near):
            return "à"
    return "à" if opens and verb_since_clause(sentence, rank) else ""


_BEFORE_A = listed("il elle on qui ça cela ceci y l' m' t' n' en ne lui leur nous se s' que qu'")


def _a_grave(sentence: Sentence, rank: int) -> str:
    """à → a: a singular subject before, a participle or an adverb after, and no other verb"""
    group = clause_subject(sentence, rank)
    if group is None or "s" not in {number for _, number in group.features}:
        return ""
    place = skip_adverbs(sentence, rank + 1)
    after = sentence[place]
    if verb_until_clause_ends(sentence, rank + 1):
        return ""
    participle = "K" in after.moods and ("m", "s") in features(after, "K") and not after.may_be("N", "A")
    late = place > rank + 1 and sentence.low(rank + 1) in {"toujours", "déjà", "bien", "aussi", "souvent", "également"}
    return "a" if participle or late else ""


def _ou_grave(sentence: Sentence, rank: int) -> str:
    """où → ou: no clause follows"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if (
        rank == 0
        or before.may_be("PREP")
        or before.low in {"là", "d'", "que", "n'importe"}
        or after.low in {"que", "qu'"}
    ):
        return ""
    if after.may_be("SUJ", "CLI", "NEG") or after.low in {"", ",", "l'"}:
        return ""
    if after.may_be("PREP") and not after.is_finite and after.low != "en":
        return "ou"
    if after.is_only_finite:
        return "ou" if after.low.endswith("ez") and before.low not in {"savoir", "voici"} else ""
    if after.is_finite or "W" in after.moods:
        return ""
    group = noun_group(sentence, rank + 1)
    if group:
        rest = sentence.words[group.end :]
        return "" if any(word.is_finite for word in rest[:12]) else "ou"
    return "ou" if after.nouns and not any(word.is_finite for word in sentence.words[rank + 2 :]) else ""


def _ou(sentence: Sentence, rank: int) -> str:
    """ou → où: a place and its clause, or what somebody knows or says"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if after.low == "en" and sentence.low(rank + 2) in {"est", "sont", "était"}:
        return "où"
    if after.low in {"que", "qu'"} and before.low in {"", ","}:
        verb = sentence[after_clitics(sentence, rank + 3)]
        return "où" if verb.moods and verb.moods <= {"S", "I"} else ""
    if not after.may_be("SUJ") or after.hyphen or after.low in {"ce", "c'"}:
        return ""
    said = sentence[after_clitics(sentence, rank + 2)]
    if not said.is_finite or any(sentence.low(i) == after.low for i in range(rank)):
        return ""
    if before.hyphen and sentence[rank - 2].lemmas & _SAYS:
        return "où"
    if before.lemmas & _SAYS and (before.is_finite or "W" in before.moods):
        return "où"
    return "où" if before.nouns and _in_a_place(sentence, rank) else ""


_SAYS = listed("dire voir savoir regarder indiquer préciser demander expliquer vérifier ignorer")


def _in_a_place(sentence: Sentence, rank: int) -> bool:
    """« dans l'entrepôt ou elle »: the noun is a complement of place."""
    start = rank - 2
    while start > 0 and sentence[start].may_be("A"):
        start -= 1
    return sentence[start].may_be("DET") and sentence.low(start - 1) in {"dans", "vers"}


def _sont(sentence: Sentence, rank: int) -> str:
    """sont → son: a singular noun follows, and no plural subject stands before"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if before.low in _BEFORE_SONT or after.hyphen or sentence[rank].hyphen or not after.nouns:
        return ""
    singular = features(after, "N", "A") <= _SINGULAR and not after.may_be("ADV", "PREP", "PRO")
    if not singular or "K" in after.moods:
        return ""
    if rank == 0:
        return "son" if sentence.end != "?" or is_surely_finite(sentence, after_complements_of(sentence)) else ""
    return "son" if verb_since_clause(sentence, rank) or before.low in {"et", "ou", "ni", "si"} else ""


def after_complements_of(sentence: Sentence) -> int:
    """The rank after « sont » written for « son », its noun and the complements of it."""
    return 2 if sentence[2].is_finite else 3


_BEFORE_SONT = listed("ils elles qui ce n' ne se s' y en que qu' où dont quels quelles")


def _la_grave(sentence: Sentence, rank: int) -> str:
    """là → la: a feminine noun follows, or a verb that wants its object"""
    before, after = sentence[rank - 1], sentence[rank + 1]
    if sentence[rank].hyphen or after.hyphen or after.may_be("ADV", "PREP", "DET"):
        return ""
    if after.nouns and ("f", "s") in features(after, "N") and after.text.islower():
        free = rank == 0 or before.may_be("PREP", "REL", "SUB", "CO") or before.is_finite or before.low == ","
        return "la" if free or "W" in before.moods or not after.may_be("V") else ""
    return "la" if before.low in {"ne", "nous", "vous", "je", "tu"} and after.is_only_finite else ""


CLAUSES: dict[str, Look] = {
    "est": _est,
    "et": _et,
    "a": _a,
    "à": _a_grave,
    "où": _ou_grave,
    "ou": _ou,
    "sont": _sont,
    "là": _la_grave,
}
