"""The plan of a day: polling spreads what it may use, follows the public, and never touches what acts keep."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.ledger.days import day_window
from parvis.desk.ledger.plan import Activity, Used, left_for_reading, plan

NOON = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # noon, Pacific time
BUDGET, RESERVE = 10_000, 8_000
ACT, AROUND = 50, 2  # units of an act, and of what is read around it
MINUTE = timedelta(minutes=1)


class Day:
    """One day of YouTube minute by minute, as the poller lives it."""

    def __init__(self, moment: datetime, *, budget: int = BUDGET, reserve: int = RESERVE) -> None:
        window = day_window("youtube", moment)
        self.now, self.ends_at = window.starts_at, window.ends_at
        self.budget, self.reserve = budget, reserve
        self.reading = self.acting = self.around = self.acts_refused = 0
        self.readings: list[datetime] = []
        self.waited: list[timedelta] = []  # of each comment, until it was read

    def live(
        self, arrivals: Callable[[float], float], cost: Callable[[float], int], acts: int, *, known: bool = True
    ) -> Day:
        """`arrivals` a minute and the `cost` of a reading, by the hour; `acts` from 8 to 16 h.

        `known`: the day before was the same; otherwise the account is new.
        """
        unread: list[datetime] = []
        seen = deque(_the_day_before(self.now, arrivals) if known else ())
        owed, acted, each = 0.0, 0, 7
        while self.now < self.ends_at:
            hour = (self.ends_at - self.now).total_seconds() / -3600 % 24
            owed += arrivals(hour)
            unread += [self.now] * int(owed)
            seen += [self.now] * int(owed)
            owed -= int(owed)
            while acted < acts * min(max((hour - 8) / 8, 0), 1):
                acted += 1
                if self.reading + self.acting + ACT + AROUND > BUDGET:
                    self.acts_refused += 1
                self.acting += ACT
                self.around += AROUND
                self.reading += AROUND
            while seen and seen[0] <= self.now - timedelta(days=1):
                seen.popleft()
            recent = float(len(seen) - bisect_right(seen, self.now - timedelta(hours=1)))
            hours = max((self.now - seen[0]) / timedelta(hours=1), 1.0) if seen else 1.0
            activity = Activity(
                ends_at=self.ends_at,
                read_at=self.readings[-1] if self.readings else None,
                each=each,
                recent=recent,
                usual=len(seen) / hours,
            )
            if plan(self.now, Used(self.reading, self.acting), self.budget, self.reserve, activity) <= self.now:
                spent = cost(hour)
                each = -(-(3 * each + spent) // 4)
                self.reading += spent
                self.readings.append(self.now)
                self.waited += [self.now - one for one in unread]
                unread = []
            self.now += MINUTE
        return self

    @property
    def intervals(self) -> list[timedelta]:
        return [after - before for before, after in pairwise(self.readings)]


def _the_day_before(now: datetime, arrivals: Callable[[float], float]) -> list[datetime]:
    times, owed = [], 0.0
    for minute in range(1440):
        owed += arrivals(minute / 60)
        times += [now - timedelta(days=1) + minute * MINUTE] * int(owed)
        owed -= int(owed)
    return times


def working_day(hour: float) -> float:
    """Comments a minute, 5,000 in the day: quiet at night, a peak at noon and another in the evening."""
    shape = 0.3 if hour < 6 else 2.0 if 11 <= hour < 13 or 18 <= hour < 21 else 1.0
    return 5000 / 1440 * shape / ((6 * 0.3 + 5 * 2.0 + 13 * 1.0) / 24)


def test_a_day_of_5000_comments_and_150_acts_stays_within_10_000_units() -> None:
    day = Day(NOON).live(working_day, lambda hour: 9 if hour < 6 else 14, acts=150)
    assert day.acts_refused == 0
    assert day.acting == 150 * ACT
    assert day.reading - day.around <= BUDGET - RESERVE
    assert day.reading + day.acting <= BUDGET
    assert 4900 <= len(day.waited) <= 5000
    assert day.reading > 0.9 * (BUDGET - RESERVE)  # what may be used is used
    # The plan, as the decision record shows it.
    paces = {hour: _pace(day, hour) for hour in (2, 9, 11, 12, 15, 18, 19)}
    assert paces[2] == pytest.approx(15, abs=1)  # at night, its ceiling
    assert all(8 <= paces[hour] <= 14 for hour in (9, 15))
    assert all(5 <= paces[hour] <= 9 for hour in (11, 12, 18, 19))  # at the peaks
    assert max(day.intervals) <= timedelta(minutes=25)
    waited = sorted(day.waited)
    assert waited[len(waited) // 2] <= timedelta(minutes=6)
    assert waited[len(waited) * 95 // 100] <= timedelta(minutes=15)


def test_a_channel_that_nobody_knows_yet_has_its_day_too() -> None:
    day = Day(NOON).live(working_day, lambda hour: 9 if hour < 6 else 14, acts=150, known=False)
    assert day.acts_refused == 0
    assert day.reading + day.acting <= BUDGET
    assert max(day.intervals) <= timedelta(minutes=60)


def _pace(day: Day, hour: int) -> float:
    """Minutes between the readings begun in that hour, on average."""
    gaps = [gap for gap, at in zip(day.intervals, day.readings, strict=False) if _hour(at) == hour]
    return sum(gaps, timedelta()) / len(gaps) / MINUTE


def _hour(moment: datetime) -> int:
    return moment.astimezone(ZoneInfo("America/Los_Angeles")).hour


def test_polling_alone_never_passes_its_share() -> None:
    day = Day(NOON).live(working_day, lambda _hour: 7, acts=0)
    assert BUDGET - RESERVE - 20 <= day.reading <= BUDGET - RESERVE


@given(
    budget=st.integers(0, 20_000),
    kept=st.floats(0, 1),
    cost=st.integers(1, 60),
    rate=st.floats(0, 20),
    acts=st.integers(0, 200),
)
def test_whatever_the_day_polling_stays_below_budget_minus_reserve(
    budget: int, kept: float, cost: int, rate: float, acts: int
) -> None:
    now, used, ends_at = NOON, Used(), NOON + timedelta(hours=12)
    reserve, read_at = int(budget * kept), None
    for step in range(200):
        used = Used(used.reading, acts * 50 * step // 200)
        activity = Activity(ends_at, read_at, cost, rate * (step % 5), rate)
        if plan(now, used, budget, reserve, activity) <= now:
            used, read_at = Used(used.reading + cost, used.acting), now
        now += timedelta(minutes=3)
        assert used.reading <= budget - reserve
        if used.acting <= reserve:
            assert used.total <= budget


@given(
    spent=st.integers(0, 3000),
    acting=st.integers(0, 12_000),
    recent=st.floats(0, 1e6),
    usual=st.floats(0, 1e6),
    since=st.integers(0, 86_399),
)
def test_the_next_reading_is_never_after_the_day_nor_before_the_floor(
    spent: int, acting: int, recent: float, usual: float, since: int
) -> None:
    ends_at = NOON + timedelta(days=1)
    now = NOON + timedelta(seconds=since)
    activity = Activity(ends_at, now, 7, recent, usual)
    after = plan(now, Used(spent, acting), BUDGET, RESERVE, activity)
    assert after <= ends_at
    assert after >= min(now + activity.floor, ends_at)
    if left_for_reading(Used(spent, acting), BUDGET, RESERVE) < 7:
        assert after == ends_at


def test_a_budget_of_zero_means_no_reading_at_all() -> None:
    activity = Activity(NOON + timedelta(hours=12))
    assert plan(NOON, Used(), 0, 0, activity) == activity.ends_at


def test_an_account_never_read_is_read_at_once() -> None:
    assert plan(NOON, Used(), BUDGET, RESERVE, Activity(NOON + timedelta(hours=12))) == NOON


def test_acts_beyond_the_reserve_take_from_reading_and_not_the_reverse() -> None:
    assert left_for_reading(Used(reading=500, acting=0), BUDGET, RESERVE) == 1500
    assert left_for_reading(Used(reading=500, acting=8000), BUDGET, RESERVE) == 1500
    assert left_for_reading(Used(reading=500, acting=9000), BUDGET, RESERVE) == 500
    assert left_for_reading(Used(reading=500, acting=20_000), BUDGET, RESERVE) == 0


def test_the_more_the_public_writes_the_sooner_it_is_read() -> None:
    ends_at = NOON + timedelta(hours=12)

    def wait(recent: float) -> timedelta:
        return plan(NOON, Used(), BUDGET, RESERVE, Activity(ends_at, NOON, 14, recent, usual=10)) - NOON

    assert wait(0) > wait(10) > wait(40) == wait(4000)
    assert wait(0) == timedelta(minutes=15)
    assert wait(4000) >= MINUTE


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 8), 23), ((2026, 11, 1), 25), ((2026, 11, 20), 24)])
def test_the_budget_lasts_the_whole_day_when_clocks_change(day: tuple[int, int, int], hours: int) -> None:
    noon = datetime(*day, 12, tzinfo=ZoneInfo("America/Los_Angeles"))
    lived = Day(noon)
    assert lived.ends_at - lived.now == timedelta(hours=hours)
    lived.live(lambda _hour: 1.0, lambda _hour: 7, acts=100)
    assert lived.reading <= BUDGET - RESERVE
    assert lived.ends_at - lived.readings[-1] <= timedelta(minutes=20)  # not spent before the end
