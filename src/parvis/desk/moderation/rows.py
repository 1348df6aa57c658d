"""One line of the queue, and the views it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from parvis.desk.records.authors import author_label
from parvis.desk.records.veil import excerpt, veiled
from parvis.policy.model import Policy

from .filters import VIEWS, Filters
from .history import PastDecision, past
from .models import Entry, EntryState
from .screens import criterion_name

_VIEWS = {
    "proposed": "À examiner",
    "unread": "Le reste",
    "removed": "Retirés",
    "decided": "Décidés",
    "all": "Tout",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the queue."""

    entry: Entry
    text: str  # the beginning, personal information veiled
    author: str
    post: str
    criterion: str  # in French, "" when none
    more: int  # other criteria
    disposition: str
    decided: PastDecision | None  # None while it waits
    edited: bool  # the author changed it since it arrived
    reader: str  # who else has it open


def row(entry: Entry, policy: Policy, reader: object, now: datetime) -> Row:
    pii = entry.assessment.pii if entry.assessment else []
    revision, post = entry.comment.standing.revision, entry.comment.post
    decision = entry.decision if entry.state == EntryState.DECIDED else None
    grounds = decision.criteria if decision else _found(entry)
    return Row(
        entry=entry,
        text=excerpt(veiled(revision.text[:700], pii)),
        author=author_label(entry.comment),
        post=excerpt(post.text, 90) if post else "",
        criterion=criterion_name(policy, grounds[0]) if grounds else "",
        more=max(len(grounds) - 1, 0),
        disposition=entry.disposition,
        decided=past(decision, quoted=False) if decision else None,
        edited=revision.number > 1,
        reader=other_reader(entry, reader, now),
    )


def _found(entry: Entry) -> list[str]:
    return [finding["criterion"] for finding in entry.assessment.findings] if entry.assessment else []


def other_reader(entry: Entry, reader: object, now: datetime) -> str:
    """A colleague who opened it in the last two minutes."""
    if entry.opened_at is None or entry.opened_by == reader or (now - entry.opened_at).total_seconds() > 120:
        return ""
    return entry.opened_name


@dataclass(frozen=True, slots=True)
class Tab:
    view: str
    label: str
    count: int
    query: str
    current: bool


def tabs(filters: Filters, counts: Mapping[str, int]) -> list[Tab]:
    """The views of the queue; what narrows one narrows the next."""
    return [Tab(view, _VIEWS[view], counts[view], filters.address(view=view), view == filters.view) for view in VIEWS]
