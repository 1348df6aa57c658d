"""The gate of reading: within the budget, within the platform's limits, never before an act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from parvis.desk.ledger.actions import set_budget
from parvis.desk.ledger.budgets import allowances, budget_of
from parvis.desk.ledger.models import Budget, Pace
from parvis.desk.ledger.pacing import hold_reading, next_reading, stop_reading
from parvis.desk.people.actors import operator
from parvis.desk.records.models import Account
from tests.desk.cast import facebook_account, receive, remote
from tests.desk.ledger.ledger_cases import ACT, READING, account, in_minutes, limited, spend, spent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # noon, Pacific time
TODAY = date(2026, 11, 20)
MIDNIGHT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(settings: Any) -> Iterator[Any]:
    settings.POLL_SECONDS = 60
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def allow(of: Account, **given: int | None) -> None:
    set_budget(actor=operator(), account=of, budget=Budget(**given))


def test_youtube_has_a_budget_unless_told_otherwise_and_keeps_150_acts() -> None:
    budget = budget_of(account("youtube"))
    assert (budget.units, budget.units_reserve) == (10_000, 8_000)
    assert budget.units_reserve >= 150 * (ACT.units + 2)


def test_channels_share_the_quota_of_one_project() -> None:
    channels = [account("youtube", number) for number in range(3)]
    budgets = [budget_of(channel) for channel in channels]
    assert sum(budget.units or 0 for budget in budgets) <= 10_000
    assert {budget.units for budget in budgets} == {3_333}


@pytest.mark.parametrize("platform", ["x", "facebook"])
def test_elsewhere_nothing_holds_reading_back(platform: str) -> None:
    page = account(platform)
    spent(page, TODAY, reading=1_000_000, cost=10**12)
    assert hold_reading(page) is None
    assert hold_reading(page) is None
    assert not stop_reading(page)


def test_a_channel_is_read_at_once_then_at_its_pace(clock: Any) -> None:
    channel = account("youtube")
    assert hold_reading(channel) is None
    spend(channel, *[READING] * 7)
    after = hold_reading(channel)
    assert after is not None
    assert in_minutes(NOW, 1) <= after <= in_minutes(NOW, 15)
    clock.move_to(after)
    assert hold_reading(channel) is None


def test_what_a_reading_takes_is_measured(clock: Any) -> None:
    channel = account("youtube")
    assert hold_reading(channel) is None
    for _ in range(12):
        spend(channel, *[READING] * 40)
        clock.shift(timedelta(minutes=30))
        assert hold_reading(channel) is None
    assert 35 <= Pace.objects.get().units_each <= 40
    clock.move_to(MIDNIGHT + timedelta(minutes=1))  # the counters start again with the platform's day
    spend(channel, *[READING] * 3)
    assert hold_reading(channel) is None
    assert 20 <= Pace.objects.get().units_each <= 40


def test_where_the_public_writes_reading_comes_sooner(clock: Any, policy_in_force: object) -> None:
    page = facebook_account()
    allow(page, units=2_000, units_reserve=0)
    hold_reading(page)
    quiet = next_reading(page, NOW, allowances(page, NOW))
    receive([remote(number, "Bonjour") for number in range(30)])
    lively = next_reading(page, NOW, allowances(page, NOW))
    assert quiet is not None
    assert lively is not None
    assert lively < quiet


def test_when_its_share_is_spent_reading_waits_for_the_platform_s_midnight() -> None:
    channel = account("youtube")
    spent(channel, TODAY, reading=2_000)
    assert hold_reading(channel) == MIDNIGHT
    assert stop_reading(channel)


def test_acts_are_counted_and_never_held_back_and_beyond_the_reserve_reading_gives_way() -> None:
    channel = account("youtube")
    spent(channel, TODAY, reading=1_000, acting=8_000)
    assert hold_reading(channel) is None
    spend(channel, *[ACT] * 20)
    assert hold_reading(channel) == MIDNIGHT  # nothing is left but what acts used up


def test_a_budget_of_zero_means_no_reading_at_all(clock: Any) -> None:
    for platform, given in [("youtube", {"units": 0}), ("facebook", {"units": 0}), ("x", {"cost": 0})]:
        page = account(platform)
        allow(page, **given)
        after = hold_reading(page)
        assert after is not None
        assert after > NOW
        assert stop_reading(page)
    clock.move_to(MIDNIGHT + timedelta(days=40))
    assert all(hold_reading(page) for page in Account.objects.all())


def test_a_monthly_budget_of_dollars_is_spread_over_the_month() -> None:
    handle = account("x")
    allow(handle, cost=10_000_000, cost_reserve=2_000_000)
    assert hold_reading(handle) is None
    spent(handle, TODAY, reading=1, cost=7_999_999)
    assert hold_reading(handle) == datetime(2026, 12, 1, tzinfo=UTC)


def test_a_reset_that_the_platform_told_is_awaited() -> None:
    handle = account("x")
    spend(handle, limited("users.mentions", 450, 0, in_minutes(NOW, 9)))
    assert hold_reading(handle) == in_minutes(NOW, 9)


def test_past_the_half_of_a_limit_what_remains_is_spread_until_the_reset(clock: Any) -> None:
    handle = account("x")
    assert hold_reading(handle) is None
    spend(handle, limited("users.mentions", 450, 300, in_minutes(NOW, 15)))
    assert hold_reading(handle) is None
    spend(handle, limited("users.mentions", 450, 30, in_minutes(NOW, 15)))
    assert hold_reading(handle) == NOW + timedelta(minutes=15) / 10
    clock.move_to(in_minutes(NOW, 16))  # the reset is past: what was said means nothing any more
    assert hold_reading(handle) is None


def test_a_limit_of_acts_does_not_slow_reading() -> None:

    handle = account("x")
    spend(handle, replace(limited("tweets.hide", 50, 0, in_minutes(NOW, 9)), acting=True))
    assert hold_reading(handle) is None


@pytest.mark.parametrize(("remaining", "minutes"), [(100, 0), (51, 0), (50, 1.2), (25, 2.4), (20, 15), (0, 15)])
def test_facebook_s_sliding_hour_slows_reading_and_leaves_its_end_to_acts(remaining: int, minutes: float) -> None:
    page = account("facebook")
    assert hold_reading(page) is None
    spend(page, limited("feed.get", 100, remaining))
    assert hold_reading(page) == (in_minutes(NOW, minutes) if minutes else None)


def test_facebook_s_latest_word_counts_whatever_was_asked(clock: Any) -> None:
    page = account("facebook")
    spend(page, limited("feed.get", 100, 5))
    clock.shift(timedelta(minutes=1))
    spend(page, limited("comments.get", 100, 90))
    assert hold_reading(page) is None


def test_a_wait_that_the_platform_asked_for_comes_first() -> None:
    channel = account("youtube")
    channel.poll_after = in_minutes(NOW, 42)
    assert hold_reading(channel) == channel.poll_after
    assert not Pace.objects.exists()  # no reading began
