"""typography: the draft is not set as Québec sets French, or still holds what is not text.

Every correction is one click when it is sure. Addresses, hashtags, telephone numbers and faces are not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from parvis.gate.faults import Fault
from parvis.gate.rules.capitals import wrong_capitals
from parvis.gate.rules.conventions import CONVENTIONS, badly_written_numbers
from parvis.gate.rules.exempt import without_addresses
from parvis.gate.rules.figures import FIGURES
from parvis.gate.rules.hours import badly_written_hours
from parvis.gate.rules.leftovers import leftovers
from parvis.gate.rules.spacing import MARKS, SPACING, straight_quotes
from parvis.policy.model import Policy
from parvis.policy.prose import set_type

CODE = "typography"
_HOURS = "Les heures s'écrivent ainsi : « 8 h 30 », « 16 h », avec des espaces insécables."
_CAPITALS = "Les majuscules gardent leurs accents; les jours et les mois n'ont pas de majuscule."
Found = tuple[int, int, str, str]


def typography(draft: str, policy: Policy) -> Iterator[Fault]:
    """Yield one fault for each sign, space, figure or capital to put right, when the policy asks for French."""
    if policy.outgoing_language != "fr":
        return
    text = without_addresses(draft)
    for found in (
        _marks(text),
        straight_quotes(text, draft),
        _words(text),
        leftovers(draft),
        badly_written_numbers(draft),
    ):
        for start, end, suggestion, why in found:
            yield Fault(start, end, CODE, set_type(why), suggestion)


def _marks(text: str) -> Iterator[Found]:
    for pattern, right, why in (*SPACING, *MARKS, *FIGURES, *CONVENTIONS):
        for match in pattern.finditer(text):
            suggestion = right if isinstance(right, str) else right(match)
            start, end = _visible(text, *match.span())
            kept_before, kept_after = text[start : match.start()], text[match.end() : end]
            suggestion = f"{kept_before}{suggestion}{kept_after}" if suggestion else ""
            if suggestion != text[start:end]:
                yield start, end, suggestion, why


def _visible(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a passage that shows nothing, a place between two signs or a space, to the sign that follows it."""
    while end < len(text) and not text[start:end].strip():
        end += 1
    while start > 0 and not text[start:end].strip():
        start -= 1
    return start, end


def _words(text: str) -> Iterator[Found]:
    for start, end, right in badly_written_hours(text):
        yield start, end, right, _HOURS
    for start, end, right in wrong_capitals(text):
        yield start, end, right, _CAPITALS
