"""Reading back: the newest and most visible first, all in turn, for what the budget pays; and what it covered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.port import Batch, Observation, Visibility
from parvis.desk.ledger.actions import set_budget
from parvis.desk.ledger.models import Budget, ReadBack
from parvis.desk.ledger.queries import coverage
from parvis.desk.ledger.read_back import X_MONTHLY, comments_to_read_back, record_read_back, x_amount
from parvis.desk.people.actors import operator
from parvis.desk.records.actions.comments import receive_comments
from parvis.desk.records.models import Account
from tests.desk.cast import POLLER, facebook_account, receive, remote
from tests.desk.ledger.ledger_cases import account, spent

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def clock(policy_in_force: object, settings: Any) -> Iterator[Any]:
    settings.COMMENT_RECEIVERS = []  # what is judged elsewhere takes the time of these tests
    settings.INTAKE_PREPARERS = []
    with time_machine.travel(NOW, tick=False) as travel:
        yield travel


def arrive(of: Account, numbers: range, **changes: Any) -> None:
    comments = [remote(number, f"Commentaire {number}", **changes) for number in numbers]
    receive_comments(actor=POLLER, account=of, batch=Batch("c", comments=tuple(comments)), as_of=datetime.now(UTC))


def read_back(of: Account) -> list[str]:
    """One run of reconciliation in which the platform shows everything."""
    chosen = comments_to_read_back(of)
    record_read_back(of, [Observation(one, Visibility.PUBLIC, text="") for one in chosen], datetime.now(UTC))
    return chosen


@pytest.mark.django_db
def test_the_newest_come_first_and_those_with_most_replies(clock: Any) -> None:
    page = facebook_account()
    clock.move_to(NOW - 10 * DAY)
    arrive(page, range(1, 4))
    clock.move_to(NOW)
    arrive(page, range(10, 12))
    arrive(page, range(12, 13), reply_count=7)
    assert comments_to_read_back(page)[0] == "100200300_12"
    assert set(comments_to_read_back(page)[:3]) == {"100200300_10", "100200300_11", "100200300_12"}
    assert len(comments_to_read_back(page)) == 6


@pytest.mark.django_db
def test_every_comment_of_the_month_has_its_turn(clock: Any) -> None:
    page = facebook_account()
    for age in (12, 3, 0):
        clock.move_to(NOW - age * DAY)
        arrive(page, range(age * 1000, age * 1000 + 90))
    arrive(page, range(5000, 5060), parent_id="100200300_1", kind="reply")
    clock.move_to(NOW)
    assert len(comments_to_read_back(page)) == 100
    for _ in range(40):
        assert len(set(read_back(page))) == 100
        clock.shift(HOUR / 10)
    assert ReadBack.objects.count() == 3 * 90 + 60


@pytest.mark.django_db
def test_older_ones_are_read_back_where_there_is_room(clock: Any) -> None:
    page = facebook_account()
    clock.move_to(NOW - 400 * DAY)
    arrive(page, range(30))
    clock.move_to(NOW)
    assert len(comments_to_read_back(page)) == 30


@pytest.mark.django_db
def test_on_youtube_replies_are_few_since_each_may_take_a_unit(clock: Any) -> None:
    channel = account("youtube")
    arrive(channel, range(200))
    arrive(channel, range(500, 700), parent_id="100200300_1", kind="reply")
    chosen = comments_to_read_back(channel)
    assert len(set(chosen)) == 100
    assert sum(int(one.partition("_")[2]) >= 500 for one in chosen) == 12


@pytest.mark.django_db
def test_when_the_budget_no_longer_pays_nothing_is_read_back(clock: Any) -> None:
    channel = account("youtube")
    arrive(channel, range(20))
    assert len(comments_to_read_back(channel)) == 20
    spent(channel, date(2026, 11, 20), reading=1_990)
    assert comments_to_read_back(channel) == []


@pytest.mark.django_db
def test_a_budget_of_zero_reads_nothing_back(clock: Any) -> None:
    page = facebook_account()
    arrive(page, range(20))
    set_budget(actor=operator(), account=page, budget=Budget(units=0))
    assert comments_to_read_back(page) == []


@given(minutes=st.integers(20, 1500), start=st.integers(1_700_000_000, 1_900_000_000))
def test_reading_x_back_stays_below_what_is_said_of_a_month(minutes: int, start: int) -> None:
    every, moment = timedelta(minutes=minutes), datetime.fromtimestamp(start, UTC)
    runs = int(timedelta(days=31) / every)
    posts = sum(x_amount(moment + run * every, every) for run in range(runs))
    assert posts * 15_000 <= X_MONTHLY * (runs * every / timedelta(days=31)) + 15_000
    assert posts > 900


@pytest.mark.django_db
def test_on_x_an_hour_reads_back_a_post_or_two_and_a_budget_may_ask_for_less(clock: Any) -> None:
    handle = account("x")
    arrive(handle, range(50))
    assert len(comments_to_read_back(handle)) in {1, 2}
    set_budget(actor=operator(), account=handle, budget=Budget(cost=10_000))
    assert comments_to_read_back(handle) == []


@pytest.mark.django_db
def test_what_the_platform_does_not_tell_is_not_said_to_be_read_back(clock: Any) -> None:
    page = facebook_account()
    arrive(page, range(1, 5))
    seen = [
        Observation("100200300_1", Visibility.PUBLIC, text="a"),
        Observation("100200300_2", Visibility.GONE),
        Observation("100200300_3", Visibility.UNKNOWN),
        Observation("100200300_4", Visibility.UNKNOWN, text="X ne dit pas si une réponse est masquée"),
        Observation("jamais-vu", Visibility.PUBLIC, text="b"),
    ]
    record_read_back(page, seen, NOW)
    known = set(ReadBack.objects.values_list("comment__platform_id", flat=True))
    assert known == {"100200300_1", "100200300_2", "100200300_4"}


@pytest.mark.django_db
def test_coverage_is_the_share_of_public_comments_read_back_lately(clock: Any) -> None:
    page = facebook_account()
    clock.move_to(NOW - 20 * DAY)
    arrive(page, range(10))
    read_back(page)
    clock.move_to(NOW)
    assert coverage(page, NOW, received=7 * DAY, within=DAY).percent is None
    arrive(page, range(100, 103))
    arrive(page, range(200, 205), visibility=Visibility.HIDDEN)
    arrive(page, range(300, 305), ours=True)
    record_read_back(page, [Observation("100200300_100", Visibility.PUBLIC, text="a")], NOW)
    week = coverage(page, NOW, received=7 * DAY, within=DAY)
    assert (week.public, week.read_back, week.percent) == (3, 1, 33)
    month = coverage(page, NOW, received=30 * DAY, within=7 * DAY)
    assert (month.public, month.read_back) == (13, 1)


@pytest.mark.django_db
def test_a_comment_of_another_account_is_not_marked(clock: Any) -> None:
    receive([remote(1, "Bonjour")])
    record_read_back(account("youtube"), [Observation("100200300_1", Visibility.PUBLIC, text="a")], NOW)
    assert not ReadBack.objects.exists()
