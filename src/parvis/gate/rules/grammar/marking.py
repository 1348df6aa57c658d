"""How a rule of grammar says what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from parvis.gate.faults import Fault
from parvis.gate.lexicon.sentences import Sentence, Word
from parvis.policy.prose import set_type

CODE = "grammar"

GrammarRule = Callable[[Sentence], Iterator[Fault]]
"""Given one sentence, yields its faults of one kind."""


def mark(first: Word, last: Word, message: str, replacement: str = "") -> Fault:
    """Return the fault of what stands from one word to another. The replacement takes the capital of the first."""
    if replacement and first.text[:1].isupper():
        replacement = replacement[0].upper() + replacement[1:]
    return Fault(first.start, last.end, CODE, set_type(message), replacement)
