"""A worker held up, or dead, between its claim and its request: nobody waits for it, and it sends nothing late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from parvis.connectors.port import Act
from parvis.desk.people.actors import process
from parvis.desk.records.actions.claims import claim, mark_sent
from parvis.desk.records.actions.deliveries import deliver_effect
from parvis.desk.records.actions.effects import cancel_effect, want_effect
from parvis.desk.records.models import Comment, Effect
from tests.journeys.house import House

pytestmark = pytest.mark.journey
WORKER = process("worker")
MARKING = "parvis.desk.records.actions.deliveries.mark_sent"


def wanted(house: House) -> tuple[Comment, Effect]:
    comment = house.arrive("facebook", "Grossièreté inventée")
    return comment, want_effect(actor=WORKER, comment=comment, act=Act.HIDE, due_at=timezone.now())


def run_out(effect: Effect) -> None:
    Effect.objects.filter(pk=effect.pk).update(leased_until=timezone.now() - timedelta(seconds=1))


def hidden(house: House, comment: Comment) -> int:
    return sum(call.act == "hide" and call.target == comment.platform_id for call in house.world.calls)


def test_an_act_whose_worker_died_before_sending_it_can_still_be_undone(house: House) -> None:
    comment, effect = wanted(house)
    assert claim(effect)
    assert not cancel_effect(actor=WORKER, effect=effect)  # somebody is about to send it
    run_out(effect)
    assert cancel_effect(actor=WORKER, effect=effect)
    house.work()
    effect.refresh_from_db()
    assert (effect.state, hidden(house, comment)) == ("cancelled", 0)


@pytest.mark.parametrize("meanwhile", ["undone", "done by another"])
def test_a_worker_that_was_held_up_sends_nothing_once_its_lease_is_over(
    house: House, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    comment, effect = wanted(house)

    def held_up(batch: list[Effect]) -> list[Effect]:
        monkeypatch.setattr(MARKING, mark_sent)
        run_out(effect)
        if meanwhile == "undone":
            assert cancel_effect(actor=WORKER, effect=effect)
        else:
            [done] = deliver_effect(actor=WORKER, effect_id=effect.pk)
            assert done.state == "confirmed"
        return mark_sent(batch)

    monkeypatch.setattr(MARKING, held_up)
    [delivery] = deliver_effect(actor=WORKER, effect_id=effect.pk)
    assert delivery.state == ("cancelled" if meanwhile == "undone" else "confirmed")
    assert hidden(house, comment) == (0 if meanwhile == "undone" else 1)


def test_looks_at_what_was_sent_space_out_while_the_platform_does_not_answer(house: House) -> None:
    _, effect = wanted(house)
    house.world.faults.add("facebook", "obey_then_cut")
    deliver_effect(actor=WORKER, effect_id=effect.pk)
    house.world.faults.add("facebook", "server_error", None)
    waits = []
    for hours in (0, 1, 4):
        now = timezone.now()
        Effect.objects.update(due_at=now, sent_at=now - timedelta(hours=hours))
        deliver_effect(actor=WORKER, effect_id=effect.pk)
        effect.refresh_from_db()
        assert effect.state == "unknown"
        waits.append((effect.due_at - now).total_seconds())
    assert waits[0] < 120
    assert waits[1] == pytest.approx(900, abs=5)
    assert waits[2] == pytest.approx(900, abs=5)
