"""Every read of the library: its list, and what became of one answer."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max

from parvis.desk.people.queries import someone
from parvis.desk.records.models import AuditEvent

from ..models import Answer, LibraryAnswer
from .filters import VIEWS, LibraryFilters, in_view, searchable

PAGE_SIZE = 100
_EVENTS = 20  # of an answer's history
_LAST = 5  # of its uses


@dataclass(frozen=True, slots=True)
class Uses:
    """How often an approved answer was sent, and when last."""

    count: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class LibraryPage:
    page: Page[LibraryAnswer]
    counts: Mapping[str, int]  # of each view
    of_theme: Mapping[str, int]  # found, on every page
    themes: Sequence[str]
    uses: Mapping[UUID, Uses]


def library_page(filters: LibraryFilters, number: str | int, *, today: date) -> LibraryPage:
    answers = sorted(LibraryAnswer.objects.all(), key=_order)
    found = [one for one in answers if filters.keeps(one, today)]
    return LibraryPage(
        page=Paginator(found, PAGE_SIZE).get_page(number),
        counts={view: sum(in_view(one, view, today) for one in answers) for view in VIEWS},
        of_theme=Counter(one.theme for one in found),
        themes=list(dict.fromkeys(one.theme for one in answers if one.theme)),
        uses=uses(),
    )


def _order(answer: LibraryAnswer) -> tuple[bool, str, str]:
    """By theme, then subject, as the alphabet goes: « État civil » before « Services ». No theme comes last."""
    return (not answer.theme, searchable(answer.theme), searchable(answer.subject))


def uses() -> dict[UUID, Uses]:
    """Of every approved answer that was ever sent."""
    sent = Answer.objects.filter(sent_at__isnull=False, library__isnull=False).values("library")
    return {row["library"]: Uses(row["n"], row["last"]) for row in sent.annotate(n=Count("pk"), last=Max("sent_at"))}


def last_uses(answer: LibraryAnswer) -> list[Answer]:
    """The answers last sent with it, the latest first."""
    return list(answer.uses.filter(sent_at__isnull=False).order_by("-sent_at")[:_LAST])


def known_words(field: str) -> list[str]:
    """What this field of other answers already says: themes, bodies and owners are not spelled in two ways."""
    return sorted(set(LibraryAnswer.objects.exclude(**{field: ""}).values_list(field, flat=True)), key=searchable)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a person did to an answer. `what` is the event's verb, without its family."""

    what: str
    at: datetime
    who: str
    fields: Sequence[str]  # that changed


def history(answer: LibraryAnswer) -> list[Event]:
    """What was done to it, the latest first, as the journal's chain tells it."""
    events = AuditEvent.objects.filter(subject=f"library:{answer.slug}").order_by("-number")[:_EVENTS]
    return [
        Event(
            what=event.verb.removeprefix("library."),
            at=datetime.fromisoformat(event.at),
            who=name_of(event.actor),
            fields=json.loads(event.body).get("fields", []),
        )
        for event in events
    ]


def name_of(reference: str) -> str:
    """Who an actor's reference names; our own processes go by the product's name."""
    family, _, key = reference.partition(":")
    if family == "operator":
        return "Ligne de commande"
    if family != "person":
        return "Parvis"
    user = someone(UUID(key))
    return user.display_name if user else "Une personne retirée de l'équipe"
