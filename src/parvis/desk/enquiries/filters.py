"""What the list of questions can be narrowed to, read from the address and written back to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from parvis.desk.records.verbatim import displayable, folded

from .models import AnswerState, Question, QuestionState

VIEWS = ("open", "mine", "late", "to_approve", "closed")


@dataclass(frozen=True, slots=True)
class Filters:
    """`view`: open, mine (held by the reader), late, to_approve (a second person is awaited), closed."""

    view: str = "open"
    platform: str = ""
    subject: str = ""
    words: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Filters:
        view = query.get("vue", "")
        return cls(
            view=view if view in VIEWS else "open",
            platform=_asked(query, "plateforme", 32),
            subject=_asked(query, "sujet", 120),
            words=_asked(query, "mots", 200),
        )

    def address(self, **changes: str) -> str:
        """The query string of these filters, with some changed."""
        changed = replace(self, **changes)
        pairs = {
            "vue": changed.view,
            "plateforme": changed.platform,
            "sujet": changed.subject,
            "mots": changed.words,
        }
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def narrowed(self) -> bool:
        return bool(self.platform or self.subject or self.words)

    def apply(self, questions: QuerySet[Question], *, reader: UUID, now: datetime) -> QuerySet[Question]:
        questions = of_view(questions.filter(repeats=None), self.view, reader=reader, now=now)
        if self.platform:
            questions = questions.filter(platform=self.platform)
        if self.subject:
            questions = questions.filter(subject=self.subject)
        for word in folded(self.words).split():
            questions = questions.filter(comment__standing__revision__search__contains=word)
        return questions.order_by("-closed_at", "-pk") if self.view == "closed" else questions.order_by("due_at", "pk")


def of_view(questions: QuerySet[Question], view: str, *, reader: UUID, now: datetime) -> QuerySet[Question]:
    """The questions of one view, in no order."""
    return questions.filter(in_view(view, reader=reader, now=now))


def in_view(view: str, *, reader: UUID, now: datetime) -> Q:
    is_open = Q(state=QuestionState.OPEN)
    match view:
        case "mine":
            return is_open & Q(claimed_by=reader, claimed_until__gt=now)
        case "late":
            return is_open & Q(due_at__lt=now)
        case "to_approve":
            return is_open & Q(answers__state=AnswerState.PROPOSED)
        case "closed":
            return ~is_open
        case _:
            return is_open


def _asked(query: Mapping[str, str], name: str, length: int) -> str:
    """One value of an address, cut; without the NUL and lone surrogates that PostgreSQL refuses."""
    return displayable(query.get(name, "")).strip()[:length].rstrip()
