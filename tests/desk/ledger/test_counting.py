"""Every call is counted, once, in its platform's own day, even when many are counted at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from parvis.connectors.port import AccountAccess, Call, RateLimit
from parvis.desk.ledger import metering
from parvis.desk.ledger.actions import count_call
from parvis.desk.ledger.models import Limit, Usage
from parvis.desk.people.permissions import NotAllowed
from tests.desk.cast import alice
from tests.desk.ledger.ledger_cases import ACT, MENTIONS, READING, access, account, limited, spend

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_readings_and_acts_are_counted_apart() -> None:
    channel = account("youtube")
    spend(channel, READING, READING, ACT, READING)
    sums = {row.family: (row.calls, row.units) for row in Usage.objects.filter(account=channel)}
    assert sums == {"reading": (3, 3), "acting": (1, 50)}


@pytest.mark.django_db
def test_what_x_charges_is_counted_in_micro_dollars() -> None:
    spend(account("x"), MENTIONS, Call("tweets.create_with_link", acting=True, units=1, items=1, status=201))
    assert {row.family: row.cost for row in Usage.objects.all()} == {"reading": 40_000, "acting": 200_000}


@pytest.mark.django_db
def test_a_call_counts_in_the_platform_s_own_day() -> None:
    channel, handle = account("youtube"), account("x")
    with time_machine.travel(datetime(2026, 11, 20, 7, 59, tzinfo=UTC), tick=False):
        spend(channel, READING)
        spend(handle, MENTIONS)
    assert Usage.objects.get(account=channel).day == date(2026, 11, 19)
    assert Usage.objects.get(account=handle).day == date(2026, 11, 20)


@pytest.mark.django_db
def test_once_its_day_is_open_a_call_is_one_update(django_assert_num_queries: Any) -> None:
    channel = account("youtube")
    count_call(actor=metering._METER, platform="youtube", platform_id=channel.platform_id, call=READING)
    with django_assert_num_queries(1):
        count_call(actor=metering._METER, platform="youtube", platform_id=channel.platform_id, call=READING)


@pytest.mark.django_db
def test_the_call_of_an_unknown_account_is_let_go() -> None:
    metering.meter(AccountAccess("youtube", "inconnue"), READING)
    assert not Usage.objects.exists()


@pytest.mark.django_db
def test_a_person_counts_nothing() -> None:
    with pytest.raises(NotAllowed):
        count_call(actor=alice(), platform="youtube", platform_id="x", call=READING)


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [DatabaseError("perdue"), RuntimeError("imprévu")])
def test_a_counter_that_fails_never_stops_an_act(monkeypatch: pytest.MonkeyPatch, wrong: Exception) -> None:
    def failing(**_: object) -> bool:
        raise wrong

    monkeypatch.setattr(metering, "count_call", failing)
    with transaction.atomic():
        metering.meter(access(account("youtube")), READING)
        assert account("youtube", 2).pk  # the transaction around it is unharmed


@pytest.mark.django_db
def test_a_counter_that_breaks_in_the_database_leaves_the_transaction_around_it_whole() -> None:
    huge = Call("tweets.search", acting=False, units=2**80, status=200)
    with transaction.atomic():
        metering.meter(access(account("youtube")), huge)
        assert account("youtube", 2).pk
    assert not Usage.objects.filter(units__gt=0).exists()


@pytest.mark.django_db(transaction=True)
def test_calls_counted_at_the_same_time_are_all_counted() -> None:
    channel, told = account("youtube"), RateLimit(100, 60)
    call = Call("commentThreads.list", acting=False, units=1, status=200, limit=told)

    def many(_: int) -> None:
        for _ in range(25):
            metering.meter(access(channel), call)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(many, range(4)))
    [row] = Usage.objects.all()
    assert (row.calls, row.units) == (100, 100)
    assert Limit.objects.get().remaining == 60


@pytest.mark.django_db
def test_the_latest_word_on_a_limit_is_kept() -> None:
    handle = account("x")
    for minute, remaining in [(0, 449), (5, 300), (2, 400)]:  # the last one was overtaken
        with time_machine.travel(NOW + timedelta(minutes=minute), tick=False):
            spend(handle, limited("users.mentions", 450, remaining, NOW + timedelta(minutes=15)))
    limit = Limit.objects.get()
    assert (limit.operation, limit.limit, limit.remaining) == ("users.mentions", 450, 300)
    assert limit.resets_at == NOW + timedelta(minutes=15)


@pytest.mark.django_db
@pytest.mark.parametrize(("limit", "remaining"), [(0, 0), (50, 9_000), (-5, -9), (999_999_999, 0)])
def test_a_limit_that_makes_no_sense_is_brought_within_bounds(limit: int, remaining: int) -> None:
    spend(account("x"), limited("x" * 500, limit, remaining))
    kept = Limit.objects.get()
    assert 0 <= kept.remaining <= kept.limit
