"""The forecast of a month's bill: what is spent, and the mean of the last full days for those to come."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from parvis.desk.ledger.forecast import forecast

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_the_first_day_tells_nothing_yet() -> None:
    assert forecast(FIRST, LAST, 500, {FIRST: 500}, FIRST) is None


def test_a_steady_account_costs_the_same_each_day() -> None:
    today = date(2026, 11, 20)
    by_day = {FIRST + timedelta(days=number): 1000 for number in range(19)} | {today: 400}
    found = forecast(today, LAST, 19_400, by_day, FIRST)
    assert found is not None
    assert (found.mean, found.days, found.total) == (1000, 7, 30_000)


def test_days_without_calls_count_and_days_before_the_first_do_not() -> None:
    found = forecast(date(2026, 11, 5), LAST, 800, {date(2026, 11, 3): 800}, date(2026, 11, 3))
    assert found is not None
    assert (found.mean, found.days) == (400, 2)


@given(
    number=st.integers(1, 30), costs=st.lists(st.integers(0, 10**9), min_size=30, max_size=30), since=st.integers(0, 60)
)
def test_a_forecast_is_never_below_what_is_spent(number: int, costs: list[int], since: int) -> None:
    today = date(2026, 11, number)
    by_day = {FIRST + timedelta(days=index): cost for index, cost in enumerate(costs[:number])}
    spent = sum(by_day.values())
    found = forecast(today, LAST, spent, by_day, today - timedelta(days=since))
    assert found is None or found.total >= spent
