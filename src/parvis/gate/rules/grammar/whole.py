"""« tout les services », « tous les demandes »: « tout » agrees with the noun of the group that it opens."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.listed import listed
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.agreement_words import NOUN
from parvis.gate.rules.grammar.groups import is_determiner, noun_group
from parvis.gate.rules.grammar.marking import mark

WHOLE = {"tout": ("m", "s"), "toute": ("f", "s"), "tous": ("m", "p"), "toutes": ("f", "p")}

_AFTER_WHOLE = listed("le la l' les ce cet cette ces mon ma mes son sa ses notre nos votre vos leur leurs")


def whole(sentence: Sentence, rank: int) -> Iterator[Fault]:
    """« tout les services », « tous les demandes »."""
    word, group = sentence[rank], noun_group(sentence, rank + 1)
    before = sentence.low(rank - 1)
    certain = before != "du" and sentence.low(rank + 1) in _AFTER_WHOLE
    if group is None or not certain or not is_determiner(sentence, rank + 1):
        return
    wanted = group.features
    if WHOLE[word.low] in wanted or sentence.low(rank + 1) == "un":
        return
    right = [form for form, feature in WHOLE.items() if feature in wanted]
    numbers = {n for _, n in wanted}
    if word.low in {"tous", "toutes"} and numbers == {"p"} and len(right) > 1:
        return
    yield mark(word, word, NOUN.format(word.text, sentence[group.head].text), right[0] if right else "")
