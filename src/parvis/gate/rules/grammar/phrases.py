"""Turns of phrase that are always a fault, listed in phrases.txt: « quelque soit », « grâce a », « des que »."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from parvis.gate.faults import Fault
from parvis.gate.lexicon.sentences import Sentence, sentences
from parvis.gate.rules.grammar.marking import mark

Phrase = tuple[tuple[str, bool], ...]
"""Words in small letters, and whether each is tied to the one before by a hyphen."""

_MESSAGE = "On n'écrit pas « {} », mais « {} »."


def phrases(sentence: Sentence) -> Iterator[Fault]:
    """Yield the turns of phrase of the list; those marked ^ only where a sentence begins."""
    for rank, word in enumerate(sentence.words):
        for wrong, right in _listed().get(word.low, ()):
            last = rank + len(wrong) - 1
            if sentence[last + 1].hyphen or word.hyphen or (rank and wrong in _at_the_start()):
                continue
            if all((sentence.low(rank + i), sentence[rank + i].hyphen) == part for i, part in enumerate(wrong)):
                said = " ".join(low for low, _ in wrong).replace("' ", "'")
                yield mark(word, sentence[last], _MESSAGE.format(said, right), right)
                break


@cache
def _listed() -> dict[str, list[tuple[Phrase, str]]]:
    """The phrases by their first word, the longest first."""
    listed: dict[str, list[tuple[Phrase, str]]] = {}
    for line in files("parvis.gate.rules.grammar").joinpath("phrases.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            wrong, _, right = line.partition(" > ")
            parts = _parts(wrong)
            listed.setdefault(parts[0][0], []).append((parts, right))
    for found in listed.values():
        found.sort(key=lambda pair: -len(pair[0]))
    return listed


@cache
def _at_the_start() -> frozenset[Phrase]:
    text = files("parvis.gate.rules.grammar").joinpath("phrases.txt").read_text("utf-8")
    return frozenset(_parts(line.partition(" > ")[0]) for line in text.splitlines() if line.startswith("^"))


def _parts(text: str) -> Phrase:
    return tuple((word.low, word.hyphen) for sentence in sentences(text.removeprefix("^ ")) for word in sentence.words)
