"""« quatre cents objets », « quatre-vingts bénévoles »: « cent » and « vingt » multiplied take -s."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.agreement_words import NOUN
from parvis.gate.rules.grammar.forms import inflected
from parvis.gate.rules.grammar.marking import mark

_PLURAL = "« {} », multiplié et sans rien qui le suive, prend un s."
_SINGULAR = "« {} » ne prend pas de s devant un autre nombre."
_ALONE = "« {} » ne prend de s que dans « quatre-vingts »."
_MULTIPLIERS = listed("deux trois quatre cinq six sept huit neuf quelques plusieurs")
_AFTER_RANK = listed("page paragraphe article numéro chapitre an mil mille")


_MONTHS_AND_STREETS = listed(
    """
    janvier février mars avril mai juin juillet août septembre octobre novembre décembre rue boulevard avenue chemin
    rang place route h min km m cm kg g ml l minuit midi
    """
)
_NUMBERED = listed(
    "le du au article page numéro case étape zone route autoroute ligne lot section volet année an en de"
)


def counted(sentence: Sentence) -> Iterator[Fault]:
    """Yield the singular nouns after a number: « 12 500 hectare »."""
    for rank in range(len(sentence) - 1):
        number, noun = sentence[rank], sentence[rank + 1]
        digits = "".join(letter for letter in number.text if letter.isdigit())
        if number.low != "#" or not digits or "," in number.text or int(digits) < 2 or 1900 <= int(digits) <= 2100:
            continue
        if sentence.low(rank - 1) in _NUMBERED or noun.low in _MONTHS_AND_STREETS or not noun.text.islower():
            continue
        only = noun.nouns and not noun.may_be("V", "A", "ADV", "PREP") and {r.number for r in noun.nouns} == {"s"}
        if only and len(noun.low) > 3:
            yield mark(noun, noun, NOUN.format(number.text, noun.text), inflected(noun.low, "", "p"))


def number_words(sentence: Sentence) -> Iterator[Fault]:
    """Yield « cent » and « vingt » without their -s, or with one too many."""
    for rank in range(1, len(sentence)):
        word, before, after = sentence[rank], sentence.low(rank - 1), sentence[rank + 1]
        if sentence.low(rank - 2) in _AFTER_RANK:
            continue
        multiplied = before in _MULTIPLIERS if word.low.startswith("cent") else before == "quatre"
        if word.low in {"cent", "vingt"} and multiplied and not after.hyphen:
            if after.nouns and not after.may_be("NUM", "PREP", "ADV"):
                yield mark(word, word, _PLURAL.format(word.text), word.low + "s")
        elif word.low == "vingts" and not multiplied and not word.hyphen and after.nouns:
            yield mark(word, word, _ALONE.format(word.text), "vingt")
        elif word.low in {"cents", "vingts"} and multiplied and (after.may_be("NUM") and after.low != "#"):
            yield mark(word, word, _SINGULAR.format(word.text), word.low[:-1])
