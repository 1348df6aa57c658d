"""What the queue can be narrowed to, read from the address and written back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from parvis.desk.records.verbatim import displayable, folded

from .models import Entry, EntryState, Verdict
from .receivers import PROPOSED

VIEWS = ("proposed", "unread", "removed", "decided", "all")


@dataclass(frozen=True, slots=True)
class Filters:
    """`view`: proposed (what asks for a person), unread (the rest that waits), removed, decided, all."""

    view: str = "proposed"
    platform: str = ""
    criterion: str = ""
    language: str = ""  # "fr" or "other"
    question: bool = False
    words: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        view = query.get("vue", "")
        return cls(
            view=view if view in VIEWS else "proposed",
            platform=asked(query, "plateforme", 32),
            criterion=asked(query, "critere", 32),
            language=asked(query, "langue", 8),
            question=query.get("question") == "oui",
            words=asked(query, "mots", 200),
        )

    def address(self, **changes: str) -> str:
        """The query string of these filters, with some changed."""
        changed = replace(self, **changes)  # type: ignore[arg-type]  # only text fields are changed this way
        pairs = {
            "vue": changed.view,
            "plateforme": changed.platform,
            "critere": changed.criterion,
            "langue": changed.language,
            "question": "oui" if changed.question else "",
            "mots": changed.words,
        }
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def narrowed(self) -> bool:
        return bool(self.platform or self.criterion or self.language or self.question or self.words)

    def apply(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        entries = _ORDERS[self.view](entries)
        if self.platform:
            entries = entries.filter(platform=self.platform)
        if self.criterion:
            entries = entries.filter(criterion=self.criterion)
        if self.language == "fr":
            entries = entries.filter(language="fr")
        elif self.language:
            entries = entries.exclude(language__in=["fr", "und", ""])
        if self.question:
            entries = entries.filter(is_question=True)
        for word in folded(self.words).split():
            entries = entries.filter(comment__standing__revision__search__contains=word)
        return entries


def asked(query: Mapping[str, str], name: str, length: int) -> str:
    """One value of an address, cut; without the NUL and lone surrogates that PostgreSQL refuses."""
    return displayable(query.get(name, "")).strip()[:length].rstrip()


_WAITING = Q(state=EntryState.WAITING)
_ORDERS = {
    "proposed": lambda e: e.filter(_WAITING, priority__gte=PROPOSED).order_by("-priority", "arrived_at", "pk"),
    "unread": lambda e: e.filter(_WAITING, priority__lt=PROPOSED).order_by("-arrived_at", "-pk"),
    "removed": lambda e: e.filter(state=EntryState.DECIDED, decision__verdict=Verdict.REMOVE).order_by(
        "-decision__decided_at", "-pk"
    ),
    "decided": lambda e: e.filter(state=EntryState.DECIDED).order_by("-decision__decided_at", "-pk"),
    "all": lambda e: e.order_by("-arrived_at", "-pk"),
}
