"""The noun group that is the subject of the verb right after it, wherever its clause begins."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.agreement_words import INVARIABLE
from parvis.gate.rules.grammar.clauses import is_surely_finite
from parvis.gate.rules.grammar.groups import Group, after_complements, is_determiner, noun_group

_OPENS = listed("que qu' si quand lorsque lorsqu' comme puisque puisqu' car mais donc où dont ,")
_LONGEST = 10
_BREAKS = listed(", et ou mais car donc ; s' si que qu'")


def clause_subject(sentence: Sentence, rank: int) -> Group | None:
    """Return the group that opens a clause and, with its complements, ends right before this rank."""
    for start in range(rank - 1, max(-1, rank - _LONGEST), -1):
        if start and sentence.low(start - 1) not in _OPENS:
            continue
        if sentence.low(start) in {"du", "des", "au", "aux"} or sentence.low(start).startswith("quel"):
            continue
        group = noun_group(sentence, start)
        if group and after_complements(sentence, group) == rank:
            return group if start == 0 or is_determiner(sentence, start) or group.end == rank else None
    return None


def verb_since_clause(sentence: Sentence, rank: int) -> bool:
    """Tell whether a verb stands between the last word that opens a clause and this one, no relative being open."""
    for position in range(rank - 1, -1, -1):
        word = sentence[position]
        if word.may_be("REL", "SUB", "CO") or word.low in _BREAKS or word.low.startswith("quel"):
            return False
        if word.hyphen and word.may_be("SUJ", "CLI") and sentence[position - 1].is_finite:
            return not any(sentence[i].may_be("REL", "SUB") for i in range(position))
        if is_surely_finite(sentence, position) or _agreeing(sentence, position):
            return not any(sentence[i].may_be("REL", "SUB") or sentence.low(i) == "s'" for i in range(position))
    return False


def _agreeing(sentence: Sentence, rank: int) -> bool:
    """Tell whether a subject ends right before this verb and has its number."""
    if not sentence[rank].is_finite or sentence[rank].low in INVARIABLE or sentence[rank].adjectives:
        return False  # « la date limite », « la liste complète »
    group = clause_subject(sentence, rank)
    third = {r.number for r in sentence[rank].readings if r.is_finite and r.person == "3"}
    return group is not None and bool(third & {number for _, number in group.features})


def verb_until_clause_ends(sentence: Sentence, rank: int) -> bool:
    """Tell whether something that may be a verb stands from this word to the next that opens a clause."""
    for position in range(rank, len(sentence)):
        word = sentence[position]
        if word.may_be("REL", "SUB") or word.low == ",":
            return False
        if word.is_finite and not (word.may_be("N", "A", "PREP") and not word.is_only_finite):
            return True
    return False
