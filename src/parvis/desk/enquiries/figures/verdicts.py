"""Whether an answer came in time: what counts, and what does not, in the database's own terms.

A question counts on a clock once its deadline on that clock has passed, answered or not: to count answers before it
would flatter the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Case, F, Q, Value, When

from ..models import QuestionState


class Clock(StrEnum):
    BUSINESS = "business"  # business days
    WALL = "wall"  # hours, day and night

    @property
    def deadline(self) -> str:
        """The question's field that holds it."""
        return "due_at" if self == Clock.BUSINESS else "wall_due_at"


class Verdict(StrEnum):
    """The first two are counted; the others say why a question is not."""

    IN_TIME = "in_time"
    LATE = "late"  # answered after the deadline, or still open after it
    REPEATED = "repeated"
    NO_ANSWER = "no_answer"
    ANSWERED_EARLY = "answered_early"  # before a deadline that is yet to come
    NOT_DUE = "not_due"


def counted(clock: Clock, now: datetime) -> Q:
    """Questions that count on this clock."""
    return Q(repeats=None, **{f"{clock.deadline}__lt": now}) & ~Q(state=QuestionState.NO_ANSWER_NEEDED)


def in_time(clock: Clock) -> Q:
    """Of these, the ones that were answered before their deadline."""
    return Q(answered_at__lte=F(clock.deadline))


def verdict(clock: Clock, now: datetime) -> Case:
    """The same for one question, and why it is not counted, as an expression."""
    to_come = Q(**{f"{clock.deadline}__gte": now})
    return Case(
        When(repeats__isnull=False, then=Value(Verdict.REPEATED.value)),
        When(state=QuestionState.NO_ANSWER_NEEDED, then=Value(Verdict.NO_ANSWER.value)),
        When(to_come, answered_at__isnull=False, then=Value(Verdict.ANSWERED_EARLY.value)),
        When(to_come, then=Value(Verdict.NOT_DUE.value)),
        When(in_time(clock), then=Value(Verdict.IN_TIME.value)),
        default=Value(Verdict.LATE.value),
    )


@dataclass(frozen=True, slots=True)
class Tally:
    """Questions that count: how many, how many of them were answered in time, how many have no answer yet."""

    due: int = 0
    in_time: int = 0
    unanswered: int = 0

    @property
    def answered(self) -> int:
        return self.due - self.unanswered

    @property
    def late(self) -> int:
        return self.due - self.in_time

    @property
    def rate(self) -> int | None:
        """In thousandths, rounded down: 1000 means all of them. None when nothing was due."""
        return 1000 * self.in_time // self.due if self.due else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.due + other.due, self.in_time + other.in_time, self.unanswered + other.unanswered)
