"""Answers lost, platforms down, workers killed: what was decided happens once, or is visibly refused."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from parvis.connectors.port import Act
from parvis.desk.people.actors import process
from parvis.desk.records.actions.effects import want_effect
from parvis.desk.records.models import Account, Comment, Effect
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.polling import poll_once
from parvis.desk.records.sweeping import wake_effects
from parvis.gate.check import checked
from tests.journeys.house import House, faults, run_tasks
from tests.journeys.workers import start_worker, until

pytestmark = pytest.mark.journey

INSULT = "Vous êtes une bande d'imbéciles finis."
QUOTE = "bande d'imbéciles"
REPLY = "Bonjour, le bureau ouvre à 8\u00a0h\u00a030 du lundi au vendredi."
PLATFORMS = ["x", "facebook", "youtube"]


def removing(platform: str) -> Act:
    return Act.HOLD if platform == "youtube" else Act.HIDE


def acts(house: House, platform: str) -> list[Any]:
    return [call for call in house.world.calls if call.platform == platform]


def reply_to(comment: Comment) -> Effect:
    text = checked(REPLY, policy_of(version_in_force()))
    return want_effect(actor=process("worker"), comment=comment, act=Act.REPLY, due_at=timezone.now(), text=text)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_an_answer_lost_after_the_act_is_looked_up_not_repeated(house: House, platform: str) -> None:
    comment = house.arrive(platform, f"@{house.world.account('x')['handle']} Quand ouvrez-vous?")
    effect = reply_to(comment)
    house.world.faults.add(platform, "obey_then_cut")
    house.work()
    effect.refresh_from_db()
    assert effect.state == "unknown"
    house.work()
    effect.refresh_from_db()
    assert (effect.state, effect.code) == ("confirmed", "found")
    assert house.public_texts(platform).count(REPLY) == 1
    assert faults() == []


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_reply_that_is_not_found_is_sent_again_only_once_its_absence_means_something(
    house: House, platform: str
) -> None:
    comment = house.arrive(platform, f"@{house.world.account('x')['handle']} Quand ouvrez-vous?")
    effect = reply_to(comment)
    house.world.faults.add(platform, "cut", method="act")
    house.work()
    effect.refresh_from_db()
    if effect.state == "unknown":  # the request may have left
        house.work()
        effect.refresh_from_db()
        assert effect.state == "unknown"
        assert house.public_texts(platform).count(REPLY) == 0
        Effect.objects.update(sent_at=timezone.now() - timedelta(minutes=2))
    house.work()
    effect.refresh_from_db()
    assert effect.state == "confirmed"
    assert house.public_texts(platform).count(REPLY) == 1


@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize("fault", ["rate_limit", "server_error"])
def test_a_passing_failure_is_tried_again_later(house: House, platform: str, fault: str) -> None:
    comment = house.arrive(platform, INSULT)
    house.remove(comment, QUOTE, removing(platform))
    house.world.faults.add(platform, fault, method="act")
    house.work()
    effect = house.effect(comment)
    assert effect.state in {"wanted", "unknown"}
    assert effect.due_at > timezone.now()
    assert effect.said
    house.work()
    effect.refresh_from_db()
    if effect.state != "confirmed":
        Effect.objects.update(due_at=timezone.now())
        house.work()
        effect.refresh_from_db()
    assert effect.state == "confirmed"
    assert INSULT not in house.public_texts(platform) or platform == "x"


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_refused_token_marks_its_account_and_the_others_go_on(house: House, platform: str) -> None:
    comment = house.arrive(platform, INSULT)
    house.remove(comment, QUOTE, removing(platform))
    house.world.revoke_token(platform)
    house.work()
    assert house.effect(comment).state == "wanted"
    other = "facebook" if platform != "facebook" else "youtube"
    house.arrive(other, "Un avis sur une autre plateforme.")
    health = dict(Account.objects.values_list("platform", "health"))
    assert health.pop(platform) == "token_refused"
    assert set(health.values()) == {"ok"}
    house.world.restore_token(platform)
    poll_once()
    house.work()
    assert house.effect(comment).state == "confirmed"
    assert Account.objects.get(platform=platform).health == "ok"


def test_acts_on_one_comment_keep_their_order(house: House) -> None:
    comment = house.arrive("facebook", INSULT)
    house.remove(comment, QUOTE, Act.HIDE)
    house.world.faults.add("facebook", "server_error", method="act")
    first = house.effect(comment)
    second = want_effect(actor=process("worker"), comment=comment, act=Act.UNHIDE, due_at=timezone.now())
    run_tasks()
    second.refresh_from_db()
    assert (first.state, second.state) == ("wanted", "wanted")
    for _ in range(4):
        Effect.objects.update(due_at=timezone.now() - timedelta(seconds=1))
        house.work()
    assert set(Effect.objects.values_list("state", flat=True)) == {"confirmed"}
    assert INSULT in house.public_texts("facebook")


def test_an_effect_that_lost_its_task_is_woken(house: House) -> None:
    comment = house.arrive("facebook", INSULT)
    house.remove(comment, QUOTE, Act.HIDE)
    DBTaskResult.objects.all().delete()
    Effect.objects.update(due_at=timezone.now() - timedelta(seconds=30))
    assert wake_effects() == 1
    assert wake_effects() == 0
    run_tasks()
    assert house.effect(comment).state == "confirmed"


def test_what_cannot_be_delivered_in_a_day_is_given_up_and_said(house: House) -> None:
    comment = house.arrive("facebook", INSULT)
    house.remove(comment, QUOTE, Act.HIDE)
    house.world.faults.add("facebook", "rate_limit", times=3, method="act")
    Effect.objects.update(wanted_at=timezone.now() - timedelta(hours=25))
    house.work()
    effect = house.effect(comment)
    assert (effect.state, effect.code) == ("refused", "gave_up")
    assert "24 heures" in effect.said


def test_a_worker_killed_between_the_act_and_its_answer_makes_no_second_reply(
    house: House, settings: Any, tmp_path: Path
) -> None:
    """A real process, killed with SIGKILL while the platform is answering; another one takes over."""
    comment = house.arrive("facebook", "Quand ouvrez-vous?")
    effect = reply_to(comment)
    house.world.faults.add("facebook", "obey_then_wait", seconds=8.0)
    worker = start_worker(settings, tmp_path)
    try:
        until(lambda: REPLY in house.public_texts("facebook"))
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    effect.refresh_from_db()
    assert effect.state == "sent"
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert wake_effects() == 1
        run_tasks()
    effect.refresh_from_db()
    assert (effect.state, effect.code) == ("confirmed", "found")
    assert house.public_texts("facebook").count(REPLY) == 1
    assert faults() == []
