"""What the screens of the library show, computed once and rendered as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed
from parvis.web.french_dates import french_date

from ..models import Answer, LibraryAnswer
from ..placeholders import Blank
from ..rows import Tab
from ..suggestions import is_stale
from .checks import Review, review
from .filters import VIEWS, LibraryFilters
from .queries import Event, LibraryPage, Uses, history, last_uses, name_of, uses
from .words import Part, as_read, places

_VIEWS = {
    "all": "En service",
    "stale": "À réviser",
    "to_validate": "À valider",
    "redirections": "Redirections",
    "retired": "Retirées",
}
# What can be said of an answer, as a person reads it.
FIELDS = {
    "subject": "Sujet",
    "theme": "Thème",
    "text": "Texte",
    "short": "Version courte",
    "questions": "Façons de le demander",
    "placeholders": "Mots entre accolades",
    "sources": "Sources",
    "owner": "Responsable",
    "review_by": "Date de révision",
    "redirect": "Organisme",
}
_DONE = {
    "added": "Ajoutée",
    "changed": "Modifiée",
    "validated": "Validée",
    "retired": "Retirée",
    "restored": "Remise en service",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of the list."""

    answer: LibraryAnswer
    stale: bool
    uses: Uses


@dataclass(frozen=True, slots=True)
class Theme:
    """The answers of one theme on this page; `count` is how many were found on all of them."""

    name: str
    count: int
    rows: Sequence[Row]


def themes_of(found: LibraryPage, today: date) -> list[Theme]:
    rows = (Row(one, is_stale(one, today), found.uses.get(one.pk, Uses())) for one in found.page)
    return [
        Theme(name, found.of_theme[name], list(of_theme))
        for name, of_theme in groupby(rows, key=lambda row: row.answer.theme)
    ]


def library_tabs(filters: LibraryFilters, counts: Mapping[str, int]) -> list[Tab]:
    return [Tab(view, _VIEWS[view], counts[view], filters.address(view=view), view == filters.view) for view in VIEWS]


@dataclass(frozen=True, slots=True)
class Past:
    """One line of an answer's history, in French."""

    done: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class AnswerScreen:
    """The page of one approved answer. `validated`: who said that the institution stands by it, when it is known."""

    text: Sequence[Part]
    short: Sequence[Part]
    blanks: Sequence[Blank]
    review: Review
    stale: bool
    uses: Uses
    last_uses: Sequence[Answer]
    changed_by: str
    validated: Past | None
    history: Sequence[Past]
    can_change: bool
    can_administer: bool


def answer_screen(answer: LibraryAnswer, *, reader: User, today: date) -> AnswerScreen:
    blanks = places(answer.text, answer.short, answer.placeholders)
    events = history(answer)
    validations = [event for event in events if event.what == "validated"]
    return AnswerScreen(
        text=as_read(answer.text, blanks),
        short=as_read(answer.short, blanks),
        blanks=blanks,
        review=review(answer.text, answer.short),
        stale=is_stale(answer, today),
        uses=uses().get(answer.pk, Uses()),
        last_uses=last_uses(answer),
        changed_by=name_of(answer.changed_by),
        validated=_past(validations[0]) if validations and answer.validated else None,
        history=[_past(event) for event in events],
        can_change=allowed(reader.role, Permission.ANSWER),
        can_administer=allowed(reader.role, Permission.ADMINISTER),
    )


def _past(event: Event) -> Past:
    done = _DONE.get(event.what, event.what)
    named = ", ".join(FIELDS[field].lower() for field in event.fields if field in FIELDS)
    return Past(f"{done}\u00a0: {named}" if named else done, event.at, event.who)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a field says now, where the version being written says something else."""

    label: str
    said: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What somebody else did while this person was writing."""

    who: str
    at: datetime
    retired: bool
    differences: Sequence[Difference]


def conflict(answer: LibraryAnswer, written: Mapping[str, object]) -> Conflict:
    """What stands now, against what was about to be written."""
    differences = [
        Difference(FIELDS[name], _said(getattr(answer, name)))
        for name in FIELDS
        if getattr(answer, name) != written[name]
    ]
    return Conflict(name_of(answer.changed_by), answer.changed_at, answer.retired_at is not None, differences)


def _said(value: object) -> str:
    if isinstance(value, date):
        return french_date(value)
    if isinstance(value, list):
        lines = (f"{{{one['name']}}} {one['label']}" if isinstance(one, dict) else str(one) for one in value)
        return "\n".join(lines)
    return str(value)
