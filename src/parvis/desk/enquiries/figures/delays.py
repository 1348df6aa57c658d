"""How long people waited: for the answers that were given, and for those that are still owed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from ..models import Question, QuestionState
from .moments import seconds_between
from .scope import Scope

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
# Where one class ends and the next begins: a bound belongs to the class above it.
ANSWER_BOUNDS = (_HOUR, 2 * _HOUR, 4 * _HOUR, 8 * _HOUR, _DAY, 2 * _DAY)
AGE_BOUNDS = (4 * _HOUR, _DAY, 2 * _DAY, 7 * _DAY)
LEFT_BOUNDS = (-_DAY, timedelta(), 2 * _HOUR, 4 * _HOUR, _DAY)


@dataclass(frozen=True, slots=True)
class Delays:
    """From arrival to answer, day and night. `classes` follows `ANSWER_BOUNDS`."""

    classes: tuple[int, ...]
    median: timedelta | None  # half of the answers took no longer
    ninetieth: timedelta | None  # nine in ten took no longer

    @property
    def total(self) -> int:
        return sum(self.classes)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Open questions, whatever the days. `ages` follows `AGE_BOUNDS`, `left` follows `LEFT_BOUNDS`."""

    ages: tuple[int, ...]
    left: tuple[int, ...]  # until the business deadline

    @property
    def total(self) -> int:
        return sum(self.ages)


def delays(scope: Scope) -> Delays:
    """Of the answers given within the scope."""
    answered = scope.of(Question.objects.filter(scope.within("answered_at"), repeats=None))
    lengths = answered.annotate(took=seconds_between("arrived_at", "answered_at")).values_list("took", flat=True)
    took = sorted(lengths.order_by())
    below = [bisect_left(took, bound // timedelta(seconds=1)) for bound in ANSWER_BOUNDS]
    return Delays(_between([*below, len(took)]), _centile(took, 50), _centile(took, 90))


def waiting(scope: Scope, now: datetime) -> Waiting:
    """Of what is open now, whatever the days of the scope. Repetitions do not wait on their own."""
    still = scope.of(Question.objects.filter(state=QuestionState.OPEN, repeats=None))
    older = {f"older_{number}": Q(arrived_at__lte=now - bound) for number, bound in enumerate(AGE_BOUNDS)}
    sooner = {f"sooner_{number}": Q(due_at__lt=now + bound) for number, bound in enumerate(LEFT_BOUNDS)}
    wanted = {name: Count("pk", filter=condition) for name, condition in (older | sooner).items()}
    told = still.aggregate(every=Count("pk"), **wanted)
    return Waiting(
        ages=_between([*(told["every"] - told[name] for name in older), told["every"]]),
        left=_between([*(told[name] for name in sooner), told["every"]]),
    )


def endings(scope: Scope) -> Mapping[tuple[str, str], int]:
    """How the questions closed within the scope ended: state, and reason for those without an answer."""
    closed = scope.of(Question.objects.filter(scope.within("closed_at"), repeats=None))
    groups = closed.exclude(state=QuestionState.OPEN).values_list("state", "reason")
    return {(state, reason): number for state, reason, number in groups.annotate(number=Count("pk")).order_by()}


def received(scope: Scope) -> int:
    return scope.of(Question.objects.filter(scope.within("arrived_at"), repeats=None)).count()


def _between(below: Sequence[int]) -> tuple[int, ...]:
    """How many are in each class, from how many are below the end of each."""
    return tuple(end - start for end, start in zip(below, [0, *below], strict=False))


def _centile(ordered: Sequence[int], percent: int) -> timedelta | None:
    """The least of these seconds that so many per cent do not exceed: one of them, never a mean of two."""
    return timedelta(seconds=ordered[-(-percent * len(ordered) // 100) - 1]) if ordered else None
