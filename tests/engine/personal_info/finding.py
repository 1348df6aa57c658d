"""What the finders yield for a text, without the judge."""

from __future__ import annotations

from parvis.engine.institution import institution_of
from parvis.engine.personal_info import find_personal_info
from parvis.engine.text.normalise import fold_text
from parvis.policy.load import shipped_policy


def found(text: str) -> list[tuple[str, str]]:
    """Return the types and the verbatim values, in the order of the text."""
    items = find_personal_info(fold_text(text), institution_of(shipped_policy()))
    return [(item.type, text[item.start : item.end]) for item in items]
