"""Which open questions have used up a share of their time that nobody was told of. Only reads.

Under one calendar, of two questions the one that arrived first is due first, and so crosses each threshold first.
Of each calendar, questions are therefore looked at in that order, up to the first that has not crossed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from parvis.desk.records.policies import policy_of, version_in_force
from parvis.policy.calendar import Deadline, share_of_time
from parvis.policy.model import Policy

from ..models import Alert, Channel, Question, QuestionState

SHARES = (100, 75, 50)  # per cent of the time allowed


class Over(NamedTuple):
    """A question, and the highest threshold that it has crossed."""

    question_id: UUID
    share: int


def awaited() -> QuerySet[Question]:
    """The questions that an answer is awaited for: neither repetitions, nor those whose answer is on its way."""
    return Question.objects.filter(state=QuestionState.OPEN, repeats=None, dispatch=None)


def told_of(share: int) -> Exists:
    """In a query of questions: whether this share was told, or a higher one. The page is told of each."""
    return Exists(Alert.objects.filter(question=OuterRef("pk"), channel=Channel.PAGE, share__gte=share))


def over(now: datetime, *, most: int) -> list[Over]:
    """Questions that crossed a threshold since they were told of: of each threshold the oldest, `most` at most.

    None only when there are none left.
    """
    late = awaited().filter(~told_of(SHARES[0]), due_at__lte=now).order_by("due_at")
    found = [Over(key, SHARES[0]) for key in late.values_list("pk", flat=True)[:most]]
    running = awaited().filter(counted_from__lte=now, due_at__gt=now)
    calendars = list(running.order_by().values_list("calendar_version", flat=True).distinct())
    if not calendars:
        return found
    policy = policy_of(version_in_force())
    for calendar in calendars:
        for share in SHARES[1:]:
            first = running.filter(~told_of(share), calendar_version=calendar).order_by("due_at", "counted_from")
            found += _crossed(first[:most], share, now, policy)
    return found


def reached(now: datetime, deadline: Deadline, policy: Policy) -> int:
    """The highest threshold that this deadline has crossed, or 0.

    The last threshold is the deadline itself: of what is due when we open, the open time is over the evening before.
    """
    if deadline.due <= now:
        return SHARES[0]
    spent = share_of_time(now, deadline, policy)
    return next((share for share in SHARES[1:] if spent >= share / 100), 0)


def _crossed(first: QuerySet[Question], share: int, now: datetime, policy: Policy) -> Iterator[Over]:
    rows = first.values_list("pk", "arrived_at", "counted_from", "due_at", "wall_due_at", "calendar_version")
    for key, arrived, counted, due, wall_due, version in rows:
        highest = reached(now, Deadline(arrived, counted, due, wall_due, version), policy)
        if highest < share:
            return
        if highest == share:  # what has crossed a higher one is told of that one
            yield Over(key, share)
