"""Searches and uploads on YouTube: a hundred calls a day each, apart from the units that reading and acts share."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.port import Call
from parvis.connectors.youtube import metering
from parvis.desk.ledger.alarms import watch_budgets
from parvis.desk.ledger.budgets import allowances
from parvis.desk.ledger.models import Alarm, Usage
from parvis.desk.ledger.pacing import hold_reading
from parvis.desk.ledger.plan import Activity, Used, plan
from parvis.desk.records.models import Account
from parvis.desk.records.quotas import hold_call
from tests.desk.ledger.ledger_cases import ACT, READING, account, in_minutes, spend
from tests.desk.ledger.test_quota_page import page
from tests.people_of_the_desk import signed_in

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)  # noon, Pacific time
MIDNIGHT = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
SEARCH = metering.call("https://example.org/youtube/v3/search?q=x", "GET", acting=False, status=200)
UPLOAD = metering.call("https://example.org/upload/youtube/v3/videos", "POST", acting=True, status=200)


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def used_up(of: Account, call: Call, times: int) -> None:
    spend(of, call)
    Usage.objects.filter(account=of, family=FAMILIES[call.operation]).update(calls=times)


FAMILIES = {"search.list": "searches", "videos.insert": "uploads"}


@pytest.mark.django_db
def test_they_eat_nothing_of_the_common_units_nor_of_the_pace_of_reading() -> None:
    channel = account("youtube")
    spend(channel, SEARCH, SEARCH, UPLOAD, READING, ACT)
    used_up(channel, SEARCH, 100)
    units = allowances(channel, NOW)[0]
    assert (units.used.reading, units.used.acting) == (1, 50)
    assert hold_reading(channel) is None
    sums = {row.family: (row.calls, row.units) for row in Usage.objects.all()}
    assert sums == {"reading": (1, 1), "acting": (1, 50), "searches": (100, 0), "uploads": (1, 0)}


@pytest.mark.django_db
@pytest.mark.parametrize("call", [SEARCH, UPLOAD])
def test_a_call_may_leave_until_the_day_s_hundred_are_used(clock: Any, call: Call) -> None:
    channel = account("youtube")
    assert hold_call(channel, call.operation) is None
    used_up(channel, call, 99)
    assert hold_call(channel, call.operation) is None
    spend(channel, call)
    assert hold_call(channel, call.operation) == MIDNIGHT
    other = UPLOAD if call is SEARCH else SEARCH
    assert hold_call(channel, other.operation) is None
    clock.move_to(MIDNIGHT)
    assert hold_call(channel, call.operation) is None


@pytest.mark.django_db
def test_what_is_kept_for_others_is_left_to_them() -> None:
    channel = account("youtube")
    used_up(channel, SEARCH, 80)
    assert hold_call(channel, "search.list", kept=20) == MIDNIGHT
    assert hold_call(channel, "search.list", kept=19) is None


@pytest.mark.django_db
def test_what_remains_is_spread_over_what_remains_of_the_day() -> None:
    channel = account("youtube")
    used_up(channel, SEARCH, 76)  # 24 left, and twelve hours
    assert hold_call(channel, "search.list", last_at=NOW) == in_minutes(NOW, 30)
    assert hold_call(channel, "search.list", last_at=in_minutes(NOW, -31)) is None


@pytest.mark.django_db
def test_all_the_channels_of_a_project_draw_on_the_same_hundred() -> None:
    used_up(account("youtube", 1), SEARCH, 60)
    used_up(account("youtube", 2), SEARCH, 40)
    assert hold_call(account("youtube", 1), "search.list") == MIDNIGHT


@pytest.mark.django_db
@pytest.mark.parametrize(("platform", "operation"), [("youtube", "commentThreads.list"), ("x", "search.list")])
def test_what_has_no_quota_of_its_own_is_not_held(platform: str, operation: str) -> None:
    assert hold_call(account(platform), operation) is None


@given(spent=st.integers(0, 300), kept=st.integers(0, 150), minutes=st.integers(0, 719))
def test_however_it_begins_a_day_that_asks_first_never_passes_its_hundred(spent: int, kept: int, minutes: int) -> None:
    """The plan as `hold_call` uses it, by one who calls each time it may."""
    now, last_at, calls, times = NOW + timedelta(minutes=minutes), None, spent, list[datetime]()
    while now < MIDNIGHT and len(times) <= 100:
        after = plan(now, Used(calls), 100, kept, Activity(MIDNIGHT, last_at, recent=1, usual=1))
        if after > now:
            now = after
            continue
        calls, last_at = calls + 1, now
        times.append(now)
    assert calls <= max(100 - kept, spent)
    gaps = [after - before for before, after in pairwise(times)]
    assert all(gap >= timedelta(minutes=1) for gap in gaps)


@pytest.mark.django_db
def test_the_page_shows_them_and_alarms_tell_at_80_and_100(policy_in_force: object) -> None:
    channel = account("youtube")
    used_up(channel, SEARCH, 12)
    assert "Recherches aujourd'hui, à part 12 100 88" in page()
    assert "Mises en ligne aujourd'hui, à part 0 100 100" in page()
    assert watch_budgets() == 0
    used_up(channel, SEARCH, 80)
    used_up(channel, UPLOAD, 100)
    account("youtube", 2)  # drew on nothing: it is not told
    assert watch_budgets() == 2
    told = set(Alarm.objects.values_list("account", "measure", "level"))
    assert told == {(channel.pk, "searches", 80), (channel.pk, "uploads", 100)}
    text = page()
    assert "Les recherches du jour sont à 80 % ou plus" in text
    assert "Les mises en ligne du jour sont épuisées" in text
    assert "La lecture est suspendue" not in text


@pytest.mark.django_db
def test_the_file_names_them(policy_in_force: object) -> None:
    spend(account("youtube"), SEARCH, replace(UPLOAD, status=403))
    answer: Any = signed_in("david").get(reverse("ledger:usage_file"))
    rows = list(csv.DictReader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert {(row["genre"], row["appels"], row["unites"]) for row in rows} == {
        ("recherche", "1", "0"),
        ("mise en ligne", "1", "0"),
    }
