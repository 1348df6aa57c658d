"""One line of the queue, and the views it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from parvis.policy.model import Policy

from .authors import author_label
from .filters import VIEWS, Filters
from .models import Entry
from .screens import criterion_name, outcome
from .segments import excerpt, veiled

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
    account: str
    post: str
    criterion: str  # in French, "" when none
    more: int  # other criteria
    disposition: str
    outcome: str  # verdict and effect, for what is decided
    reader: str  # who else has it open


def row(entry: Entry, policy: Policy, reader: object, now: datetime) -> Row:
    findings = entry.assessment.findings if entry.assessment else []
    pii = entry.assessment.pii if entry.assessment else []
    text = entry.comment.standing.revision.text
    post = entry.comment.post
    return Row(
        entry=entry,
        text=excerpt(veiled(text[:700], pii)),
        author=author_label(entry.comment),
        account=entry.comment.account.name,
        post=excerpt(post.text, 90) if post else "",
        criterion=criterion_name(policy, entry.criterion),
        more=max(len(findings) - 1, 0),
        disposition=entry.disposition,
        outcome=outcome(entry.decision) if entry.decision else "",
        reader=other_reader(entry, reader, now),
    )


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
