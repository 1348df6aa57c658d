"""Thresholds: half, three quarters and all of the time allowed, as our opening hours count it, each told once."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.desk.enquiries.actions.answers import send_answer
from parvis.desk.enquiries.actions.closing import close_without_answer, reopen_question
from parvis.desk.enquiries.actions.drafts import Written, save_draft
from parvis.desk.enquiries.escalation import raising, thresholds
from parvis.desk.enquiries.escalation.queries import page_alerts
from parvis.desk.enquiries.escalation.raising import raise_alerts
from parvis.desk.enquiries.models import Alert, Question
from parvis.desk.people.actors import process
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.policy.calendar import Deadline
from tests.desk.cast import alice
from tests.desk.enquiries.escalated import (
    alerts,
    asked_at,
    at,
    by_mail,
    many_asked_at,
    moment,
    no_way_to_tell,
    sweep,
)
from tests.desk.enquiries.questions import again, asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _desk(policy_in_force: Any, settings: Any) -> None:
    no_way_to_tell(settings)


def told_by(when: str) -> list[int]:
    """The thresholds told of, once the worker has passed at that moment."""
    sweep(when)
    return [share for share, _ in alerts()]


def test_half_three_quarters_and_all_of_the_time_are_told_once_each() -> None:
    asked_at("mon 10:00")
    assert told_by("mon 13:59") == []
    assert told_by("mon 14:00") == [50]
    assert told_by("mon 15:59") == [50]
    assert told_by("mon 16:00") == [50, 75]
    assert told_by("tue 09:59") == [50, 75], "the night is no time of ours"
    assert told_by("tue 10:00") == [50, 75, 100]
    assert told_by("wed 10:00") == [50, 75, 100]


def test_a_week_end_does_not_count() -> None:
    asked_at("fri 15:30")  # due on Monday at 15:30
    assert told_by("sun 23:00") == []
    assert told_by("mon 11:29") == []
    assert told_by("mon 11:30") == [50]


def test_what_is_due_when_we_open_is_not_late_the_evening_before() -> None:
    asked_at("sun 12:00")  # counted from Monday 8:30, due on Tuesday at 8:30
    assert told_by("mon 16:30") == [75]
    assert told_by("tue 08:29") == [75]
    assert told_by("tue 08:30") == [75, 100]


def test_a_worker_that_was_away_tells_the_last_threshold_only() -> None:
    asked_at("fri 10:00")
    assert told_by("wed 12:00") == [100]


def test_the_page_is_told_by_the_alert_itself() -> None:
    asked_at("mon 10:00")
    sweep("mon 14:00")
    alert = Alert.objects.get()
    assert (alert.channel, alert.state, alert.raised_at, alert.settled_at) == (
        "page", "sent", moment("mon 14:00"), moment("mon 14:00"),
    )  # fmt: skip


def test_ways_that_are_not_set_up_are_not_wanted_of(settings: Any) -> None:
    asked_at("mon 10:00")
    sweep("mon 14:00")
    by_mail(settings, port=1)
    with at("mon 16:00"):
        raise_alerts()
    assert sorted(Alert.objects.values_list("channel", "share")) == [("email", 75), ("page", 50), ("page", 75)]


def test_of_a_repetition_and_of_what_is_settled_or_being_answered_nothing_is_told() -> None:
    with at("mon 10:00"):
        first = asked(number=1, author_id="citizen-7", thread_id="t")
        repeated = asked(number=2, author_id="citizen-7", thread_id="t")
        closed, answered = asked(number=3), asked(number=4)
        close_without_answer(actor=alice(), question=closed, reason="not_a_question")
        draft = save_draft(actor=alice(), question=answered, written=Written(text="Bonjour, ce sera le 1er décembre."))
        send_answer(actor=alice(), answer=draft)
    assert again(repeated).repeats == first
    assert sweep("tue 12:00") == (1, 0)
    assert Alert.objects.get().question == first
    with at("tue 12:05"):
        reopen_question(actor=alice(), question=closed)
    assert sweep("tue 12:05") == (1, 0)
    assert set(Alert.objects.values_list("question", flat=True)) == {first.pk, closed.pk}


def test_questions_of_another_calendar_hide_none_and_wait_their_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(raising, "_AT_ONCE", 2)
    for number, when in enumerate(
        ("fri 09:00", "fri 16:00", "sat 10:00", "mon 08:30", "mon 09:15", "mon 11:00", "mon 14:45", "mon 20:00"),
        start=1,
    ):
        question = asked_at(when, number)
        if number % 2:  # as if it had been counted under hours that gave more time
            Question.objects.filter(pk=question.pk).update(due_at=moment("wed 12:00"), calendar_version="earlier")
    policy = policy_of(version_in_force())
    highest: dict[Any, int] = {}
    for when in (
        "mon 08:29",
        "mon 12:00",
        "mon 13:30",
        "mon 16:00",
        "tue 08:45",
        "tue 12:00",
        "wed 11:00",
        "wed 12:00",
    ):
        sweep(when)
        for one in Question.objects.all():
            deadline = Deadline(one.arrived_at, one.counted_from, one.due_at, one.wall_due_at, one.calendar_version)
            share = thresholds.reached(moment(when), deadline, policy)
            highest[one.pk] = max(share, highest.get(one.pk, 0))
        told = Alert.objects.order_by("share").values_list("question", "share")
        assert dict(told) == {key: share for key, share in highest.items() if share}, when
    assert set(highest.values()) == {100}


def test_what_cannot_have_crossed_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[Deadline] = []

    def look(now: Any, deadline: Deadline, policy: Any) -> int:
        looked_at.append(deadline)
        return 0

    monkeypatch.setattr(thresholds, "reached", look)
    asked_at("mon 10:00", number=1000)
    with CaptureQueriesContext(connection) as for_one:
        sweep("mon 12:00")
    many_asked_at("mon 10:00", 40)
    looked_at.clear()
    with CaptureQueriesContext(connection) as for_many:
        sweep("mon 12:00")
    assert len(for_many) == len(for_one)
    assert len(looked_at) == 2, "the oldest, for half of the time and for three quarters"


def test_the_page_counts_each_question_once_at_its_highest_threshold() -> None:
    asked_at("fri 10:00", number=1)
    asked_at("mon 08:30", number=2)
    asked_at("mon 10:00", number=3)
    asked_at("mon 15:00", number=4)
    sweep("mon 15:00")
    assert page_alerts(moment("mon 15:00")) == {100: 1, 75: 1, 50: 1}
    assert page_alerts(moment("tue 08:30")) == {100: 2, 75: 0, 50: 1}, "late is late, even before the worker passes"
    with at("mon 15:10"):
        close_without_answer(actor=alice(), question=Question.objects.earliest("arrived_at"), reason="withdrawn")
    assert page_alerts(moment("mon 15:10")) == {100: 0, 75: 1, 50: 1}


def test_a_quiet_desk_is_asked_three_short_questions_a_round() -> None:
    with CaptureQueriesContext(connection) as asked_for:
        assert sweep("mon 12:00") == (0, 0)
    assert len(asked_for) == 3
    assert page_alerts(moment("mon 12:00")) == {100: 0, 75: 0, 50: 0}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_raise_once(settings: Any) -> None:
    ensure_policy(actor=process("tests"))
    many_asked_at("mon 10:00", 20)
    start, raised = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        try:
            raised.append(raise_alerts())
        finally:
            connection.close()

    with at("mon 14:00"):
        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sum(raised) == 20
    assert alerts() == [(50, "sent")] * 20
