"""register: the draft speaks as an institution does not: tu, slang, contempt, promises, forms the State gave up."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.overlaps import apart_from
from parvis.gate.rules.exempt import without_addresses
from parvis.gate.rules.expressions import Hit, expressions_of, spoken_of
from parvis.gate.rules.familiarity import familiar_grammar
from parvis.gate.rules.frames import frames_of
from parvis.gate.rules.imperatives import orders_to_one
from parvis.gate.rules.inclusive import forms_no_longer_used
from parvis.gate.rules.lowercase import in_small_letters
from parvis.gate.rules.promises import promises
from parvis.policy.model import Policy
from parvis.policy.prose import set_type

CODE = "register"
LIST = "familiar.toml"
FRAMES = "tones.toml"


def register(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each passage that is not in the register of the institution."""
    if policy.outgoing_language != "fr":
        return
    listed = [_fault(hit) for hit in expressions_of(LIST, draft)]
    yield from listed
    yield from apart_from(listed, map(_fault, frames_of(FRAMES, draft)))
    reading = in_small_letters(without_addresses(draft))
    for rule in (familiar_grammar, orders_to_one, promises, forms_no_longer_used):
        for start, end, why in rule(reading.text):
            if not spoken_of(reading.text, start, end) and not (
                rule in (familiar_grammar, orders_to_one) and _in_a_title(reading.text, start)
            ):
                yield Fault(*reading.span(start, end), CODE, set_type(why))


def _in_a_title(text: str, at: int) -> bool:
    """The project « Prends ta place » is not the institution's voice; a whole sentence between guillemets is."""
    opening, closing = text.rfind("«", max(0, at - 100), at), text.find("»", at, at + 100)
    if opening < 0 or closing < 0 or "»" in text[opening:at]:
        return False
    return not text[opening:closing].rstrip().endswith((".", "!", "?", "…"))


def _fault(hit: Hit) -> Fault:
    return Fault(hit.start, hit.end, CODE, _message(hit), hit.suggestion)


def _message(hit: Hit) -> str:
    advice = f"; écrivez plutôt « {hit.entry.advice} »" if hit.entry.advice else ""
    return set_type(f"« {hit.entry.written} » est {hit.entry.why}{advice}.")
