"""What the list of the library can be narrowed to, read from the address and written back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from parvis.desk.records.verbatim import displayable, folded

from ..models import LibraryAnswer
from ..suggestions import is_stale

VIEWS = ("all", "stale", "to_validate", "redirections", "retired")
_APOSTROPHES = str.maketrans("’", "'")


@dataclass(frozen=True, slots=True)
class LibraryFilters:
    """`view`: all that may be suggested, those whose review is overdue, those that the institution has not validated,
    those that lead to another body; or those retired."""

    view: str = "all"
    theme: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> LibraryFilters:
        view = query.get("vue", "")
        return cls(
            view=view if view in VIEWS else "all",
            theme=displayable(query.get("theme", "")).strip()[:80],
            words=displayable(query.get("mots", "")).strip()[:200],
        )

    def address(self, **changes: str) -> str:
        """The query string of these filters, with some changed."""
        changed = replace(self, **changes)
        pairs = {"vue": changed.view if changed.view != "all" else "", "theme": changed.theme, "mots": changed.words}
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def narrowed(self) -> bool:
        return bool(self.theme or self.words)

    def keeps(self, answer: LibraryAnswer, today: date) -> bool:
        """The library is a few hundred texts: they are read here, so that accents and case count for nothing."""
        if not in_view(answer, self.view, today) or (self.theme and answer.theme != self.theme):
            return False
        words = searchable(self.words).split()
        return not words or all(word in _said(answer) for word in words)


def in_view(answer: LibraryAnswer, view: str, today: date) -> bool:
    if view == "retired" or answer.retired_at is not None:
        return view == "retired" and answer.retired_at is not None
    match view:
        case "stale":
            return is_stale(answer, today)
        case "to_validate":
            return not answer.validated
        case "redirections":
            return bool(answer.redirect)
        case _:
            return True


def searchable(text: str) -> str:
    """« L’école » is found as "l'ecole"."""
    return folded(text).translate(_APOSTROPHES)


def _said(answer: LibraryAnswer) -> str:
    said = (answer.subject, answer.theme, answer.redirect, answer.owner, answer.text, answer.short, *answer.questions)
    return searchable("\n".join(said))
