"""anglicism: English words, calques and false friends, by a list that a person may edit."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.overlaps import apart_from
from parvis.gate.rules.english import english_words
from parvis.gate.rules.expressions import Hit, expressions_of
from parvis.gate.rules.foreign_phrases import without_quoted
from parvis.gate.rules.frames import frames_of
from parvis.policy.model import Policy
from parvis.policy.prose import set_type

CODE = "anglicism"
LIST = "anglicisms.toml"
FRAMES = "calques.toml"
_ENGLISH = set_type("Ce mot est anglais : dites-le en français.")


def anglicism(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each expression of the list, when the policy asks for French."""
    if policy.outgoing_language != "fr":
        return
    listed = [_fault(hit) for hit in expressions_of(LIST, draft)]
    listed += apart_from(listed, map(_fault, frames_of(FRAMES, draft)))
    yield from listed
    english = (Fault(start, end, CODE, _ENGLISH) for start, end in english_words(without_quoted(draft)))
    yield from apart_from(listed, english)


def _fault(hit: Hit) -> Fault:
    return Fault(hit.start, hit.end, CODE, _message(hit), hit.suggestion)


def _message(hit: Hit) -> str:
    advice = f"; écrivez plutôt « {hit.entry.advice} »" if hit.entry.advice else ""
    return set_type(f"« {hit.entry.written} » est {hit.entry.why}{advice}.")
