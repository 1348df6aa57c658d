"""Every minute of 2026, 2027 and 2028, against a calendar on paper: minutes in a row, and no time zone.

The paper knows civil days, thirteen feasts a year as people read them on the wall, and the two nights when clocks
change. Each year is walked minute by minute, once forward to write down what clocks show, and once backward to carry
back the next open minute; one look then answers each minute. The function under test is really called on each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from parvis.policy.calendar import due
from parvis.policy.load import shipped_policy

# Month and day, as the calendars on the wall of each year.
FEASTS = {
    2026: "1-1 1-2 4-3 4-6 5-18 6-24 7-1 9-7 10-12 12-24 12-25 12-28 12-31",
    2027: "1-1 1-4 3-26 3-29 5-24 6-24 7-1 9-6 10-11 12-24 12-27 12-28 12-31",
    2028: "1-3 1-4 4-14 4-17 5-22 6-23 6-30 9-4 10-9 12-22 12-25 12-26 12-29",
    2029: "1-1 1-2",
}
SPRING, AUTUMN = {(2026, 67), (2027, 73), (2028, 72)}, {(2026, 305), (2027, 311), (2028, 310)}  # the day of the year
OPENS, CLOSES = 8 * 60 + 30, 16 * 60 + 30
AFTER = 40  # days of the following year that the last questions need
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Paper:
    """A year and some weeks, minute by minute: the day it belongs to and what clocks show."""

    day: list[int]
    clock: list[int]
    working: list[bool]  # by day

    def open_at(self, minute: int) -> bool:
        return self.working[self.day[minute]] and OPENS <= self.clock[minute] < CLOSES


def paper(year: int) -> Paper:
    days: list[int] = []
    clocks: list[int] = []
    length = 366 if year % 4 == 0 else 365
    for day in range(length + AFTER):
        shown = list(range(24 * 60))
        if (year, day + 1) in SPRING:
            shown = shown[:120] + shown[180:]
        if (year, day + 1) in AUTUMN:
            shown = shown[:120] + shown[60:]
        clocks += shown
        days += [day] * len(shown)
    return Paper(days, clocks, [working(year, day, length) for day in range(length + AFTER)])


def working(year: int, day: int, length: int) -> bool:
    weekday = (date(year, 1, 1).weekday() + day) % 7
    written = date.fromordinal(date(year, 1, 1).toordinal() + day)
    feasts = FEASTS[year if day < length else year + 1].split()
    return weekday < 5 and f"{written.month}-{written.day}" not in feasts


def expected(kept: Paper) -> tuple[list[int], list[int]]:
    """For each minute, the minute from which it counts and the one by which it is answered; -1 past the paper."""
    midnight: dict[int, int] = {}
    for minute in range(len(kept.day) - 1, -1, -1):
        midnight[kept.day[minute]] = minute
    following = [-1] * len(kept.working)
    for day in range(len(kept.working) - 2, -1, -1):
        following[day] = day + 1 if kept.working[day + 1] else following[day + 1]
    starts, answers = [-1] * len(kept.day), [-1] * len(kept.day)
    for minute in range(len(kept.day) - 1, -1, -1):
        if kept.open_at(minute):
            starts[minute] = minute
            next_day = following[kept.day[minute]]
            answers[minute] = -1 if next_day < 0 else midnight[next_day] + kept.clock[minute]
        elif minute + 1 < len(kept.day):
            starts[minute], answers[minute] = starts[minute + 1], answers[minute + 1]
    return starts, answers


@pytest.mark.parametrize("year", [2026, 2027, 2028])
def test_every_minute_of_the_year_has_the_deadline_of_the_calendar_on_paper(year: int) -> None:
    kept = paper(year)
    starts, answers = expected(kept)
    first = datetime(year, 1, 1, 5, tzinfo=UTC)  # midnight in Toronto
    moments = [first + MINUTE * minute for minute in range(len(kept.day))]
    policy = shipped_policy()
    wrong = []
    length = 366 if year % 4 == 0 else 365
    minutes = [minute for minute in range(len(kept.day)) if kept.day[minute] < length]
    for minute in minutes:
        found = due(moments[minute], policy)
        if found.due != moments[answers[minute]] or found.counted_from != moments[starts[minute]]:
            wrong.append(f"{found.received}: counted from {found.counted_from}, due {found.due}")
    assert len(minutes) == length * 24 * 60  # an hour lost in March, found again in November
    assert -1 not in answers[: len(minutes)]  # the paper is long enough
    assert wrong == []
