"""Whether a clause has its verb already: a second one, without a word to join them, is another word misspelt."""

from __future__ import annotations

from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence

JOINS = listed("et ou mais que qu' qui où dont si quand lorsque comme car puisque , lorsqu' puisqu'")


def has_verb_before(sentence: Sentence, rank: int) -> bool:
    """Tell whether the clause has its verb already, so that no other may follow."""
    seen = False
    for position in range(rank):
        word = sentence[position]
        if word.low in JOINS or word.hyphen or word.may_be("REL"):
            seen = False
            if word.may_be("REL"):
                return False
        elif is_surely_finite(sentence, position):
            seen = True
    return seen


def is_surely_finite(sentence: Sentence, rank: int) -> bool:
    word, before = sentence[rank], sentence[rank - 1]
    if not word.is_finite:
        return False
    return (
        word.is_only_finite
        or (before.low in {"il", "elle", "on", "ils", "nous", "vous", "je", "j'", "tu", "ne", "n'", "se", "s'"})
        or (bool(word.lemmas & {"devoir", "pouvoir", "falloir", "être", "avoir"}) and not before.may_be("DET"))
    )
