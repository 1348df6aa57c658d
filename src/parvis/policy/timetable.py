"""A policy's hours, holidays and periods turned into stretches of time, each day worked out once."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import NamedTuple

from parvis.policy.model import Policy
from parvis.policy.moments import first_showing, shown
from parvis.policy.week import OpenSpan

_KEPT = 4096  # days in memory: eleven years
# Days looked at before giving up. The longest closure that a policy can hold and reopen after is shorter: 2,000
# holidays on the only open day of the week (14,000 days), and 100 periods of closed days between them.
_HORIZON = 20_000
_VERSION_DIGITS = 12


class NeverOpen(ValueError):
    """From a day on, the policy has no opening hours left: no deadline can be counted."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"cette politique ne prévoit aucune heure d'ouverture après le {day.isoformat()}; "
            "donnez au moins une plage à un jour de sa section [hours]"
        )


class Opening(NamedTuple):
    """One uninterrupted stretch of opening, in UTC, end excluded."""

    day: int  # the local day it belongs to, as `date.toordinal` counts
    opens: datetime
    closes: datetime


class Timetable:
    """What deadlines need of one policy. A business day is a day with at least one opening."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.zone = policy.hours.zone
        self._holidays = frozenset(holiday.day for holiday in policy.holidays)
        self.openings = lru_cache(_KEPT)(self._openings)
        self.next_day = lru_cache(_KEPT)(self._next_day)
        self.answer = lru_cache(_KEPT)(self._answer)  # all that arrives during one closure has the same
        self.clock_hours = timedelta(hours=policy.reply.clock_hours)

    @cached_property
    def version(self) -> str:
        """What frozen deadlines cite. Defaults are left out, as in a policy's version, and for the same reason."""
        reply = self.policy.reply.model_dump(mode="json", include={"clock_hours", "business_days"})
        hours, calendar = (
            part.model_dump(mode="json", exclude_defaults=True) for part in (self.policy.hours, self.policy.calendar)
        )
        content = {"hours": hours, "calendar": calendar, "reply": reply}
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()[:_VERSION_DIGITS]

    def at_or_after(self, moment: datetime) -> Opening:
        """The opening under way at that moment, or the next one."""
        day = moment.astimezone(self.zone).toordinal()
        while True:
            for opening in self.openings(day):
                if moment < opening.closes:
                    return opening
            day = self.next_day(day)

    def _answer(self, opening: Opening, start: datetime) -> tuple[datetime, datetime]:
        """A moment of that opening, and the same time so many business days later, both as clocks show them."""
        day = opening.day
        for _ in range(self.policy.reply.business_days):
            day = self.next_day(day)
        counted = shown(start, self.zone)
        return counted, shown(self._on(day, counted.time()), self.zone)

    def _on(self, day: int, clock: time) -> datetime:
        """That time of a business day; when closed then, the next opening of the day, or else its last closing."""
        wanted = first_showing(date.fromordinal(day), clock, self.zone)
        openings = self.openings(day)
        for opening in openings:
            if wanted < opening.closes:
                return max(wanted, opening.opens)
        return openings[-1].closes

    def open_between(self, start: datetime, end: datetime) -> timedelta:
        """How long it is open from one moment to the other; nothing when the second is not after the first."""
        total = timedelta()
        # One day more: clocks put back across midnight show the first day again when the second has begun.
        for day in range(start.astimezone(self.zone).toordinal(), end.astimezone(self.zone).toordinal() + 2):
            for opening in self.openings(day):
                total += max(min(opening.closes, end) - max(opening.opens, start), timedelta())
        return total

    def _openings(self, day: int) -> tuple[Opening, ...]:
        local = date.fromordinal(day)
        moments = [
            Opening(day, first_showing(local, span.start, self.zone), first_showing(local, span.end, self.zone))
            for span in self._spans(local)
        ]
        return tuple(opening for opening in moments if opening.opens < opening.closes)  # clocks may skip a whole span

    def _spans(self, day: date) -> tuple[OpenSpan, ...]:
        period = self.policy.calendar.period_on(day)
        if day in self._holidays and not (period and period.holidays_worked):
            return ()
        return (period or self.policy.hours).on(day.weekday())

    def _next_day(self, day: int) -> int:
        for later in range(day + 1, day + 1 + _HORIZON):
            if self._spans(date.fromordinal(later)) and self.openings(later):
                return later
        raise NeverOpen(date.fromordinal(day))


class _Same:
    """A policy told apart by identity: comparing contents at each call would cost more than the deadline."""

    __slots__ = ("policy",)

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def __hash__(self) -> int:
        return id(self.policy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.policy is self.policy


def timetable_of(policy: Policy) -> Timetable:
    """The policy's timetable, made once for each of the policies used lately."""
    return _made(_Same(policy))


@lru_cache(maxsize=32)
def _made(same: _Same) -> Timetable:
    return Timetable(same.policy)
