"""Words that sound alike and are written for one another: « a » for « à », « ces » for « c'est »…

Each family is looked at by one function: what stands on either side tells which word is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.sentences import Sentence
from parvis.gate.rules.grammar.homophones_bare import BARE
from parvis.gate.rules.grammar.homophones_clauses import CLAUSES
from parvis.gate.rules.grammar.homophones_frames import FRAMES
from parvis.gate.rules.grammar.homophones_others import OTHERS
from parvis.gate.rules.grammar.homophones_pronouns import PRONOUNS
from parvis.gate.rules.grammar.homophones_turns import TURNS
from parvis.gate.rules.grammar.homophones_verbs import VERBS
from parvis.gate.rules.grammar.looks import Look
from parvis.gate.rules.grammar.marking import mark

_MESSAGE = "« {} » et « {} » se prononcent de même : ici, on écrit « {} »."


_REACH = {"parce que": 2, "quoique": 1}
_FAMILIES: dict[str, Look] = {**VERBS, **PRONOUNS, **OTHERS}


def homophones(sentence: Sentence) -> Iterator[Fault]:
    """Yield the words written for another that sounds the same."""
    for rank, word in enumerate(sentence.words):
        look = _FAMILIES.get(word.low)
        right = look(sentence, rank) if look else ""
        for more in (FRAMES, TURNS, CLAUSES, BARE):
            if not right and word.low in more:
                right = more[word.low](sentence, rank)
        if right:
            reach = 1 if word.low in {"c'", "s'", "qu'", "d'"} else _REACH.get(right, 0)
            last = sentence[rank + reach]
            said = " ".join(one.text for one in sentence.words[rank : rank + reach + 1]).replace("' ", "'")
            yield mark(word, last, _MESSAGE.format(said, right, right), right)
