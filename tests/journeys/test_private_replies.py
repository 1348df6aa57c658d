"""Private replies whose answer was lost: no list shows them, and yet nobody receives two, nor none unseen."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from parvis.connectors.port import Act, Order
from parvis.desk.people.actors import process
from parvis.desk.records.actions.claims import mark_sent
from parvis.desk.records.actions.deliveries import deliver_effect
from parvis.desk.records.actions.effects import want_effect
from parvis.desk.records.models import Comment, Effect
from parvis.desk.records.platforms import connector_of
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.desk.records.sweeping import wake_effects
from parvis.gate.check import checked
from tests.journeys.house import House, faults, run_tasks
from tests.journeys.workers import start_worker, until

pytestmark = pytest.mark.journey

TEXT = "Bonjour, appelez-nous au 418 555-0100 et ayez votre avis en main."
WORKER = process("worker")
MARKING = "parvis.desk.records.actions.deliveries.mark_sent"


def wanted(house: House) -> Effect:
    comment = house.arrive("facebook", "Pourquoi mon dossier est-il fermé?")
    text = checked(TEXT, policy_of(version_in_force()))
    return want_effect(actor=WORKER, comment=comment, act=Act.PRIVATE_REPLY, due_at=timezone.now(), text=text)


def messages(house: House) -> int:
    """How many the people of the town received."""
    return sum(call.act == "private_reply" for call in house.world.calls)


def from_the_inbox(comment: Comment) -> None:
    """Somebody writes to the author from the page's own inbox, without Parvis."""
    connector = connector_of(comment.account)
    assert connector is not None
    connector.perform(Order(Act.PRIVATE_REPLY, comment.platform_id, "à la main", text="Écrivez-nous."))


def later(house: House, effect: Effect) -> tuple[str, str]:
    """The worker comes back once the platform has settled; how the effect stands then."""
    Effect.objects.filter(pk=effect.pk).update(sent_at=timezone.now() - timedelta(minutes=2))
    house.work()
    effect.refresh_from_db()
    return effect.state, effect.code


def test_a_message_is_sent_once_and_the_comment_stays_as_it_was(house: House) -> None:
    effect = wanted(house)
    house.work()
    effect.refresh_from_db()
    assert (effect.state, effect.reply_id[:2], messages(house)) == ("confirmed", "m_", 1)
    assert effect.comment.standing.visibility == "public"
    assert TEXT not in house.public_texts("facebook")
    assert faults() == []


def test_a_message_whose_answer_was_lost_is_known_to_have_arrived_and_is_not_doubled(house: House) -> None:
    effect = wanted(house)
    house.world.faults.add("facebook", "obey_then_cut", method="act")
    house.work()
    house.work()  # too early: the platform may still be busy with it
    effect.refresh_from_db()
    assert (effect.state, effect.attempts, messages(house)) == ("unknown", 1, 1)
    assert later(house, effect) == ("confirmed", "found")
    assert messages(house) == 1
    assert faults() == []


def test_a_message_that_never_arrived_is_sent_again_once_its_absence_means_something(house: House) -> None:
    effect = wanted(house)
    house.world.faults.add("facebook", "cut", method="act")
    house.work()
    effect.refresh_from_db()
    assert (effect.state, messages(house)) == ("unknown", 0)
    assert later(house, effect) == ("confirmed", "")
    assert messages(house) == 1


@pytest.mark.parametrize("meanwhile", ["rate_limit", "server_error", "cut"])
def test_what_was_lost_stays_unknown_through_other_failures_until_the_platform_tells(
    house: House, meanwhile: str
) -> None:
    effect = wanted(house)
    house.world.faults.add("facebook", "obey_then_cut", method="act")
    house.work()
    house.world.faults.add("facebook", meanwhile, method="act")
    assert later(house, effect)[0] == "unknown"
    assert later(house, effect) == ("confirmed", "found")
    assert messages(house) == 1


def test_what_somebody_else_wrote_first_is_not_taken_for_ours(house: House) -> None:
    effect = wanted(house)
    from_the_inbox(effect.comment)
    house.work()
    effect.refresh_from_db()
    assert (effect.state, effect.code, messages(house)) == ("refused", "private_reply_once", 1)
    assert faults() == []


def test_nor_is_it_when_our_first_attempt_surely_did_nothing(house: House) -> None:
    effect = wanted(house)
    house.world.faults.add("facebook", "rate_limit", method="act")
    house.work()
    effect.refresh_from_db()
    assert (effect.state, effect.attempts) == ("wanted", 1)
    from_the_inbox(effect.comment)
    assert later(house, effect) == ("refused", "private_reply_once")
    assert messages(house) == 1


def test_a_worker_held_up_before_its_request_does_not_undo_what_another_one_learnt(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    effect = wanted(house)

    def held_up(batch: list[Effect]) -> list[Effect]:
        """Once its lease has run out, another worker takes over and sends."""
        marked = mark_sent(batch)
        monkeypatch.setattr(MARKING, mark_sent)
        long_ago = timezone.now() - timedelta(minutes=2)
        Effect.objects.filter(pk=effect.pk).update(leased_until=long_ago, sent_at=long_ago)
        [done] = deliver_effect(actor=WORKER, effect_id=effect.pk)
        assert done.state == "confirmed"
        return marked

    monkeypatch.setattr(MARKING, held_up)
    [delivery] = deliver_effect(actor=WORKER, effect_id=effect.pk)
    assert (delivery.state, messages(house)) == ("confirmed", 1)
    assert faults() == []


def test_a_worker_killed_between_the_act_and_its_answer_makes_no_second_message(
    house: House, settings: Any, tmp_path: Path
) -> None:
    """A real process, killed with SIGKILL while the platform is answering; another one takes over."""
    effect = wanted(house)
    house.world.faults.add("facebook", "obey_then_wait", seconds=8.0, method="act")
    worker = start_worker(settings, tmp_path)
    try:
        until(lambda: messages(house) == 1)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    effect.refresh_from_db()
    assert effect.state == "sent"
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert wake_effects() == 1
        run_tasks()
    effect.refresh_from_db()
    assert (effect.state, effect.code, messages(house)) == ("confirmed", "found", 1)
    assert faults() == []
