"""How many answers came in time, on both clocks: by day and platform, by subject; and what is not counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, F, Q, QuerySet

from ..models import Question
from .moments import local_day
from .scope import Scope
from .verdicts import Clock, Tally, Verdict, counted, in_time, verdict

Key = TypeVar("Key", bound=Hashable)
Both = Mapping[Clock, Tally]
Groups = QuerySet[Question, tuple[Any, ...]]


class Place(NamedTuple):
    """Where a question counts: on the day of its deadline."""

    day: date
    platform: str


class LeftOut(NamedTuple):
    """Why a question is not counted; `reason` is a person's, where a person gave one."""

    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Number:
    """How many are not counted; of these, how many were closed after their deadline."""

    questions: int = 0
    closed_late: int = 0

    def __add__(self, other: Number) -> Number:
        return Number(self.questions + other.questions, self.closed_late + other.closed_late)


@dataclass(frozen=True, slots=True)
class Rates:
    """The total, the days and the platforms are sums of the same tallies: they cannot disagree."""

    places: Mapping[Place, Both]
    subjects: Mapping[str, Both]
    left_out: Mapping[LeftOut, Mapping[Clock, Number]]

    @property
    def total(self) -> Both:
        return self._by(lambda _: None).get(None) or _nothing()

    @property
    def days(self) -> dict[date, Both]:
        return self._by(lambda place: place.day)

    @property
    def platforms(self) -> dict[str, Both]:
        return self._by(lambda place: place.platform)

    def _by(self, key: Callable[[Place], Key]) -> dict[Key, Both]:
        sums: dict[Key, Both] = {}
        for place, both in sorted(self.places.items()):
            so_far = sums.get(key(place)) or _nothing()
            sums[key(place)] = {clock: so_far[clock] + both[clock] for clock in Clock}
        return sums


def rates(scope: Scope, now: datetime) -> Rates:
    """What was due within the scope on each clock, as it stands now."""
    places: dict[Place, dict[Clock, Tally]] = defaultdict(_nothing)
    subjects: dict[str, dict[Clock, Tally]] = defaultdict(_nothing)
    left_out: dict[LeftOut, dict[Clock, Number]] = defaultdict(lambda: dict.fromkeys(Clock, Number()))
    for clock in Clock:
        due = scope.of(Question.objects.filter(scope.within(clock.deadline)))
        counts = due.filter(counted(clock, now))
        by_place = counts.annotate(day=local_day(clock.deadline, scope)).values_list("day", "platform")
        for day, platform, *tally in _tallied(by_place, clock):
            places[Place(day, platform)][clock] = Tally(*tally)
        for subject, *tally in _tallied(counts.values_list("subject"), clock):
            subjects[subject][clock] = Tally(*tally)
        for why, number in _not_counted(due.exclude(counted(clock, now)), clock, now):
            left_out[why][clock] += number
    return Rates(places, subjects, left_out)


def _nothing() -> dict[Clock, Tally]:
    return dict.fromkeys(Clock, Tally())


def _tallied(groups: Groups, clock: Clock) -> Groups:
    answered, not_yet = Count("pk", filter=in_time(clock)), Count("pk", filter=Q(answered_at=None))
    return groups.annotate(number=Count("pk"), answered_in_time=answered, unanswered=not_yet).order_by()


def _not_counted(others: QuerySet[Question], clock: Clock, now: datetime) -> Iterator[tuple[LeftOut, Number]]:
    late = Count("pk", filter=Q(closed_at__gt=F(clock.deadline)))
    groups = others.annotate(verdict=verdict(clock, now)).values_list("verdict", "reason")
    for told, reason, number, closed_late in groups.annotate(number=Count("pk"), closed_late=late).order_by():
        why = Verdict(told)
        yield LeftOut(why, reason if why == Verdict.NO_ANSWER else ""), Number(number, closed_late)
