"""When to read next: what is left for reading, spread over what is left of the day, as the public is active.

Pure: no database, no clock. Works in any unit (YouTube's units of a day, micro-dollars of a month).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

# However lively or quiet: at most three times the pace of an even spread, at least a quarter of it.
_LIVELIEST, _QUIETEST = 3.0, 0.25


@dataclass(frozen=True, slots=True)
class Used:
    """Spent so far in the window."""

    reading: int = 0
    acting: int = 0

    @property
    def total(self) -> int:
        return self.reading + self.acting


@dataclass(frozen=True, slots=True)
class Activity:
    """How the account is read and how the public writes to it. `recent` and `usual` are arrivals an hour."""

    ends_at: datetime  # of the window that the budget is for
    read_at: datetime | None = None  # when the latest reading began
    each: int = 1  # what a reading takes lately
    recent: float = 0.0
    usual: float = 0.0
    floor: timedelta = timedelta(minutes=1)
    ceiling: timedelta = timedelta(minutes=15)

    @property
    def liveliness(self) -> float:
        """1 when arrivals are as usual; more when the public writes more than it usually does."""
        if self.usual <= 0:
            return _QUIETEST
        return min(max(self.recent / self.usual, _QUIETEST), _LIVELIEST)


def left_for_reading(used: Used, budget: int, reserve: int) -> int:
    """Reading never touches the reserve; acts beyond the reserve do take from reading."""
    return max(0, budget - used.reading - max(reserve, used.acting))


def plan(now: datetime, used: Used, budget: int, reserve: int, activity: Activity) -> datetime:
    """When the account may be read next; `now` or before means at once.

    Never before the window ends when what is left does not pay for one reading: acts alone go on. The ceiling
    gives way to the budget, the floor to nothing.
    """
    each = max(activity.each, 1)
    readings = left_for_reading(used, budget, reserve) // each
    if readings < 1:
        return activity.ends_at
    if activity.read_at is None:
        return now
    even = (activity.ends_at - now) / readings
    wanted = even / activity.liveliness
    interval = min(max(wanted, activity.floor), max(activity.ceiling, even))
    return min(activity.read_at + max(interval, activity.floor), activity.ends_at)
