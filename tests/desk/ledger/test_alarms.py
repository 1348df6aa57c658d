"""Alarms at 80 and 100 %: told once a day, in the audit chain too, and again the next day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from parvis.desk.ledger.actions import raise_alarm, set_budget
from parvis.desk.ledger.alarms import watch_budgets
from parvis.desk.ledger.models import Alarm, Budget, Measure, Usage
from parvis.desk.people.actors import operator
from parvis.desk.people.permissions import NotAllowed
from parvis.desk.records.models import AuditEvent
from tests.desk.cast import david
from tests.desk.ledger.ledger_cases import account, limited, spend, spent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def told() -> list[tuple[str, int]]:
    return list(Alarm.objects.order_by("raised_at", "level").values_list("measure", "level"))


def test_below_80_percent_nothing_is_told() -> None:
    spent(account("youtube"), TODAY, reading=1_000, acting=6_999)
    assert watch_budgets() == 0


def test_each_level_is_told_once_a_day() -> None:
    channel = account("youtube")
    spent(channel, TODAY, reading=1_000, acting=7_000)
    assert [watch_budgets(), watch_budgets()] == [1, 0]
    spent(account("youtube"), TODAY - timedelta(days=1), acting=9_999)  # yesterday says nothing of today
    assert watch_budgets() == 0
    Usage.objects.filter(account=channel, day=TODAY, family="acting").update(units=9_000)
    assert [watch_budgets(), watch_budgets()] == [1, 0]
    assert told() == [("units", 80), ("units", 100)]
    events = AuditEvent.objects.filter(verb="quota.alarm")
    assert [event.subject for event in events] == [f"account:{channel.pk}"] * 2


def test_the_next_day_it_is_told_again(clock: Any) -> None:
    handle = account("x")
    set_budget(actor=operator(), account=handle, budget=Budget(cost=1_000_000))
    spent(handle, TODAY, cost=900_000)
    watch_budgets()
    clock.shift(timedelta(days=1))
    watch_budgets()
    assert told() == [("cost", 80), ("cost", 80)]


def test_facebook_s_own_limit_is_watched() -> None:
    page = account("facebook")
    spend(page, limited("feed.get", 100, 20))
    watch_budgets()
    spend(page, limited("feed.get", 100, 0))
    watch_budgets()
    assert told() == [("limit", 80), ("limit", 100)]


def test_x_s_limits_of_fifteen_minutes_are_no_news() -> None:
    spend(account("x"), limited("users.mentions", 450, 0, NOW + timedelta(minutes=9)))
    assert watch_budgets() == 0


def test_a_budget_of_zero_raises_no_alarm() -> None:
    page = account("facebook")
    set_budget(actor=operator(), account=page, budget=Budget(units=0))
    spent(page, TODAY, acting=50)
    assert watch_budgets() == 0


def test_a_person_raises_no_alarm() -> None:
    with pytest.raises(NotAllowed):
        raise_alarm(actor=david(), account=account("x"), measure=Measure.COST, level=80, day_at=NOW)
