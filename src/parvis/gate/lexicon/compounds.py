"""Words in several parts, with the hyphens that they want: « vis à vis », « demi finale », « lampe-de-poche »."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from parvis.gate.lexicon.sentences import Sentence, sentences

Parts = tuple[tuple[str, bool], ...]
"""Words in small letters, and whether each is tied to the one before by a hyphen."""

_TIED_TO_NEXT = frozenset({"demi", "mi", "semi"})


def compound_at(sentence: Sentence, rank: int) -> tuple[int, str] | None:
    """Return the last rank of a compound that is written wrongly from this one on, and what should stand there."""
    for parts, right in _listed().get(sentence.low(rank), ()):
        last = rank + len(parts) - 1
        if sentence[rank].hyphen or sentence[last + 1].hyphen:
            continue
        if all((sentence.low(rank + i), sentence[rank + i].hyphen) == part for i, part in enumerate(parts)):
            return last, right
    return _half(sentence, rank)


def _half(sentence: Sentence, rank: int) -> tuple[int, str] | None:
    """« la demi finale », « demie-journée »: « demi » is tied to the noun after it, and does not change."""
    word, noun = sentence[rank], sentence[rank + 1]
    if word.low in _TIED_TO_NEXT and noun.nouns and not noun.hyphen and not noun.may_be("PREP", "ADV"):
        return rank + 1, f"{word.low}-{noun.low}"
    if word.low in {"demie", "demies", "demis"} and noun.hyphen:
        return rank + 1, f"demi-{noun.low}"
    first, _, rest = word.low.partition("-")
    return (rank, f"demi-{rest}") if rest and first in {"demie", "demies", "demis"} else None


@cache
def _listed() -> dict[str, list[tuple[Parts, str]]]:
    known: dict[str, list[tuple[Parts, str]]] = {}
    for line in files("parvis.gate.lexicon").joinpath("compounds.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            wrong, _, right = line.partition(" > ")
            parts = tuple((word.low, word.hyphen) for one in sentences(wrong) for word in one.words)
            known.setdefault(parts[0][0], []).append((parts, right))
    for found in known.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return known
