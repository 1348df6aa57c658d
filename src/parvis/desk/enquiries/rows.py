"""One line of the list of questions, and the views it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from parvis.desk.records.authors import author_label
from parvis.desk.records.veil import excerpt, veiled

from .filters import VIEWS, Filters
from .models import Question, QuestionState
from .wording import REASONS, STATES

_VIEWS = {
    "open": "À répondre",
    "mine": "À moi",
    "late": "En retard",
    "to_approve": "À approuver",
    "closed": "Réglées",
}
_SOON = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Row:
    """One question of the list."""

    question: Question
    text: str  # the beginning, personal information veiled
    author: str
    post: str
    tone: str  # "late", "soon" or ""
    alike: int  # other open questions of its group
    holder: str  # who else answers it
    ended: str  # in French, "" while it is open
    under_way: bool  # an answer is on its way


def row(question: Question, alike: Mapping[UUID, int], reader: UUID, now: datetime) -> Row:
    comment, post = question.comment, question.comment.post
    others = alike.get(question.group_id, 1) - 1 if question.group_id else 0
    return Row(
        question=question,
        text=excerpt(veiled(comment.standing.revision.text[:700], question.pii)),
        author=author_label(comment),
        post=excerpt(post.text, 90) if post else "",
        tone="" if question.closed else tone(question.due_at, now),
        alike=others,
        holder=holder(question, reader, now),
        ended=ended(question),
        under_way=not question.closed and question.dispatch_id is not None,
    )


def tone(due_at: datetime, now: datetime) -> str:
    if due_at <= now:
        return "late"
    return "soon" if due_at - now <= _SOON else ""


def holder(question: Question, reader: UUID, now: datetime) -> str:
    """The colleague who holds it; "" when nobody does, or the reader."""
    held = question.claimed(now) and question.claimed_by != reader and not question.closed
    return question.claimed_name if held else ""


def ended(question: Question) -> str:
    if not question.closed:
        return ""
    if question.state == QuestionState.NO_ANSWER_NEEDED:
        return next((said for code, said in REASONS.items() if code == question.reason), question.reason)
    return next((said for code, said in STATES.items() if code == question.state), question.state)


@dataclass(frozen=True, slots=True)
class Tab:
    view: str
    label: str
    count: int
    query: str
    current: bool


def tabs(filters: Filters, counts: Mapping[str, int]) -> list[Tab]:
    """The views of the list; what narrows one narrows the next."""
    return [Tab(view, _VIEWS[view], counts[view], filters.address(view=view), view == filters.view) for view in VIEWS]
