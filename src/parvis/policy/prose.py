"""The French words of a policy: one paragraph, safe to show, set the way Québec sets type."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

NBSP = "\u00a0"

# Whoever edits the file types plain spaces; the non-breaking ones are put back here (OQLF, table of spacing).
_SPACING = (
    (re.compile(r"[ \t\r\n]+"), " "),
    (re.compile(r" (?=[:%$»])"), NBSP),
    (re.compile(r"(?<=«) "), NBSP),
    (re.compile(r"(?<=\d) h\b(?: (?=\d\d\b))?"), lambda match: NBSP + "h" + NBSP * match.group().endswith(" ")),
)
# Marks that reorder what a reader sees: a clause must read as it is written.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def set_type(text: str) -> str:
    """Return the paragraph on one line, with non-breaking spaces where French typography wants them."""
    for pattern, replacement in _SPACING:
        text = pattern.sub(replacement, text)
    return unicodedata.normalize("NFC", text.strip(" "))


def _clean(text: str) -> str:
    for character in text:
        if character not in "\t\r\n" and (unicodedata.category(character) in {"Cc", "Cs"} or character in _BIDI):
            raise PydanticCustomError(
                "invisible_character",
                "ce texte contient un caractère invisible (U+{code})",
                {"code": f"{ord(character):04X}", "hint": "retirez ce caractère et retapez le mot"},
            )
    written = set_type(text)
    if not written.strip(NBSP):
        raise PydanticCustomError("blank_text", "ce texte est vide", {"hint": "écrivez au moins un mot"})
    return written


def shaped(pattern: str, form: str) -> AfterValidator:
    """Demand a text of that pattern; `form` tells people, in French, what to write."""
    compiled = re.compile(pattern)

    def _check(text: str) -> str:
        if not compiled.fullmatch(text):
            raise PydanticCustomError("form", "ce texte n'a pas la forme attendue", {"hint": form})
        return text

    return AfterValidator(_check)


Prose = Annotated[str, StringConstraints(max_length=5000), AfterValidator(_clean)]
"""One paragraph of French. Line breaks and indentation of the file are formatting, not content."""

Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(_clean)]
"""A title or a name, on one line."""
