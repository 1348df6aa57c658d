"""A wave of the same act on YouTube: one call, one price; and each comment's fate is its own all the same."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from parvis.connectors.port import Act
from parvis.desk.ledger.models import Usage
from parvis.desk.people.actors import process
from parvis.desk.records.actions import claims
from parvis.desk.records.actions.deliveries import deliver_effect
from parvis.desk.records.actions.effects import cancel_effect, want_effect
from parvis.desk.records.capabilities import from_json
from parvis.desk.records.models import Comment, Effect, EffectState
from parvis.desk.records.polling import poll_once
from parvis.desk.records.sweeping import wake_effects
from parvis.sandbox.items import OFFICIAL, State
from tests.journeys.house import House, faults, run_tasks
from tests.journeys.workers import start_worker, until

pytestmark = pytest.mark.journey
WORKER = process("worker")


def arrive(house: House, number: int) -> list[Comment]:
    """Comments under one video, in the order they were written."""
    video = house.world.publish("youtube", "La patinoire ouvre samedi.")
    written = [house.world.comment("youtube", video, "Ovide Lanterne", f"Grossièreté {n}") for n in range(number)]
    poll_once()
    Usage.objects.all().delete()  # the costs that follow are those of the acts
    known = {comment.platform_id: comment for comment in Comment.objects.filter(platform_id__in=written)}
    return [known[one] for one in written]


def want(comments: list[Comment], act: Act = Act.HOLD, due_at: datetime | None = None) -> list[Effect]:
    due_at = due_at or timezone.now()
    return [want_effect(actor=WORKER, comment=comment, act=act, due_at=due_at) for comment in comments]


def states() -> dict[tuple[str, str], int]:
    return dict(Counter(Effect.objects.values_list("state", "code")))


def acting() -> tuple[int, int]:
    """Calls and units of acts, as the ledger counts them."""
    row = Usage.objects.filter(family="acting").first()
    return (row.calls, row.units) if row else (0, 0)


def obeyed(house: House, act: str = "hold") -> Counter[str]:
    """How many times the platform did it to each comment."""
    return Counter(call.target for call in house.world.calls if call.act == act)


def once_each(comments: list[Comment]) -> Counter[str]:
    return Counter(comment.platform_id for comment in comments)


def test_a_wave_of_50_holds_costs_what_one_hold_costs(house: House) -> None:
    comments = arrive(house, 52)
    want(comments[:50])
    before = house.world.settings["youtube_used"][1]
    house.work()
    assert states() == {("confirmed", ""): 50}
    assert acting() == (1, 50)
    assert obeyed(house) == once_each(comments[:50])
    # What they have become was read in one call too: they can be published again.
    reading = Usage.objects.get(family="reading")
    assert (reading.calls, house.world.settings["youtube_used"][1] - before) == (1, 51)
    first = Comment.objects.select_related("standing").get(pk=comments[0].pk)
    assert first.standing.visibility == "held"
    assert next(one for one in from_json(first.standing.capabilities) if one.act == Act.PUBLISH).possible
    assert faults() == []


def test_a_comment_that_is_gone_keeps_no_other_from_being_held(house: House) -> None:
    comments = arrive(house, 6)
    want(comments)
    house.world.delete("youtube", comments[2].platform_id)
    house.work()
    assert states() == {("confirmed", ""): 5, ("refused", "item_gone"): 1}
    assert Effect.objects.get(comment=comments[2]).state == "refused"
    assert acting() == (2, 100)  # refused together, then the five others together
    assert obeyed(house) == once_each([*comments[:2], *comments[3:]])


def test_when_nothing_tells_why_they_were_refused_each_goes_by_itself(house: House) -> None:
    comments = arrive(house, 4)
    ours = house.arrive("youtube", "Bonjour!", author=OFFICIAL, post_id=comments[0].post_platform_id)
    want([*comments, ours])
    Usage.objects.all().delete()
    house.work()
    assert states() == {("confirmed", ""): 4, ("refused", "forbidden"): 1}
    assert acting() == (6, 300)
    assert obeyed(house) == once_each(comments)


@pytest.mark.parametrize(("fault", "repeated"), [("obey_then_cut", False), ("cut", True)])
def test_an_answer_lost_leaves_all_of_them_looked_up_and_only_what_was_not_done_is_repeated(
    house: House, fault: str, repeated: bool
) -> None:
    comments = arrive(house, 5)
    want(comments)
    house.world.faults.add("youtube", fault, method="act")
    house.work()
    assert states() == {("unknown", "no_answer"): 5}
    assert len(set(Effect.objects.values_list("due_at", flat=True))) == 1  # looked up together
    house.work()
    assert states() == {("confirmed", "" if repeated else "found"): 5}
    assert acting() == ((2, 100) if repeated else (1, 50))
    assert obeyed(house) == once_each(comments)
    assert faults() == []


def test_a_wave_that_was_lost_in_part_repeats_only_the_part_that_was_not_done(house: House) -> None:
    comments = arrive(house, 4)
    want(comments)
    house.world.faults.add("youtube", "cut", method="act")
    house.work()
    elsewhere = house.world.item("youtube", comments[0].platform_id)
    house.world.set_state(elsewhere, State.HELD)  # somebody held it in YouTube's own pages
    house.work()
    assert states() == {("confirmed", "found"): 1, ("confirmed", ""): 3}
    assert obeyed(house) == once_each(comments[1:])


def test_what_is_always_lost_ends_by_going_by_itself(house: House) -> None:
    comments = arrive(house, 2)
    want(comments)
    house.world.faults.add("youtube", "server_error", times=3, method="act")
    for _ in range(3):
        house.work()
    assert states() == {("unknown", "http_500"): 2}
    assert acting() == (3, 150)
    house.work()
    assert states() == {("confirmed", ""): 2}
    assert acting() == (5, 250)


def test_when_the_quota_is_spent_all_wait_and_leave_together_when_it_returns(house: House) -> None:
    comments = arrive(house, 5)
    want(comments)
    house.world.faults.add("youtube", "quota_exhausted", method="act")
    house.work()
    assert states() == {("wanted", "quota_exceeded"): 5}
    [again] = set(Effect.objects.values_list("due_at", flat=True))
    assert again > timezone.now()
    house.work()
    assert states() == {("confirmed", ""): 5}
    assert obeyed(house) == once_each(comments)
    assert acting() == (2, 100)


def test_what_was_undone_or_is_not_due_yet_is_not_taken_along(house: House) -> None:
    comments = arrive(house, 4)
    effects = want(comments[:3])
    [later] = want(comments[3:], due_at=timezone.now() + timedelta(minutes=1))
    assert cancel_effect(actor=WORKER, effect=effects[1])
    deliveries = deliver_effect(actor=WORKER, effect_id=effects[0].pk)
    assert [one.effect_id for one in deliveries] == [effects[0].pk, effects[2].pk]
    assert obeyed(house) == once_each([comments[0], comments[2]])
    later.refresh_from_db()
    assert (later.state, later.attempts) == ("wanted", 0)
    assert cancel_effect(actor=WORKER, effect=later)


def test_one_undone_while_the_others_are_being_taken_is_not_sent(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    comments = arrive(house, 4)
    first, *_, last = want(comments)
    taking = claims.claim

    def undone_meanwhile(effect: Effect, among: Iterable[EffectState]) -> bool:
        cancel_effect(actor=WORKER, effect=last)
        return taking(effect, among)

    monkeypatch.setattr(claims, "claim", undone_meanwhile)
    deliver_effect(actor=WORKER, effect_id=first.pk)
    assert states() == {("confirmed", ""): 3, ("cancelled", ""): 1}
    assert obeyed(house) == once_each(comments[:3])


def test_acts_on_one_comment_keep_their_order_in_a_wave(house: House) -> None:
    comments = arrive(house, 4)
    want(comments)
    want(comments[1:3], Act.PUBLISH)
    want(comments[2:3], Act.HOLD)
    for _ in range(4):
        house.work()
    assert set(states()) == {("confirmed", "")}
    acts = [(call.act, call.target) for call in house.world.calls]
    assert [act for act, target in acts if target == comments[1].platform_id] == ["hold", "publish"]
    assert [act for act, target in acts if target == comments[2].platform_id] == ["hold", "publish", "hold"]
    assert acting() == (3, 150)


def test_workers_that_wake_together_do_each_act_once(house: House) -> None:
    comments = arrive(house, 12)
    effects = want(comments)

    def deliver(effect: Effect) -> None:
        deliver_effect(actor=WORKER, effect_id=effect.pk)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(deliver, effects))
    house.work()
    assert set(Effect.objects.values_list("state", "attempts")) == {("confirmed", 1)}
    assert obeyed(house) == once_each(comments)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_fails_each_act_is_done_once_or_visibly_refused(house: House, seed: int) -> None:
    chance = random.Random(seed)
    comments = arrive(house, 9)
    want(comments)
    gone, then = chance.sample(comments, chance.randrange(3)), chance.randrange(3)
    for fault in chance.choices(["obey_then_cut", "cut", "server_error", "rate_limit"], k=chance.randrange(4)):
        house.world.faults.add("youtube", fault, method=chance.choice(["act", "GET"]))
    for turn in range(12):
        for comment in gone if turn == then else ():
            house.world.delete("youtube", comment.platform_id)
        house.work()
    effects = Effect.objects.select_related("comment")
    assert {effect.state for effect in effects} <= {"confirmed", "refused"}
    done = obeyed(house)
    assert set(done.values()) <= {1}
    for effect in effects:
        there = house.world.item("youtube", effect.comment.platform_id).state
        held = effect.visibility == "held"
        assert held <= (done[effect.comment.platform_id] == 1)  # nothing is claimed that was not done
        assert there in ((State.HELD, State.DELETED) if held else (State.DELETED,))
    assert faults() == []


def test_elsewhere_each_act_is_a_call(house: House) -> None:
    post = house.world.publish("facebook", "La patinoire ouvre samedi.")
    comments = [house.arrive("facebook", f"Grossièreté {n}", post_id=post) for n in range(3)]
    Usage.objects.all().delete()
    want(comments, Act.HIDE)
    house.work()
    assert states() == {("confirmed", ""): 3}
    assert acting() == (3, 3)


def test_a_worker_killed_between_the_act_and_its_answer_leaves_all_to_be_looked_up(
    house: House, settings: Any, tmp_path: Path
) -> None:
    """A real process, killed with SIGKILL while the platform is answering; another one takes over."""
    comments = arrive(house, 8)
    house.world.faults.add("youtube", "obey_then_wait", seconds=8.0)
    with time_machine.travel(timezone.now() - timedelta(minutes=1)):
        want(comments)
    worker = start_worker(settings, tmp_path)
    try:
        until(lambda: bool(obeyed(house)))
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()
    assert states() == {("sent", ""): 8}
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        assert wake_effects() == 1  # the others have their tasks still
        run_tasks()
    assert states() == {("confirmed", "found"): 8}
    assert obeyed(house) == once_each(comments)
    assert acting()[0] <= 1  # nothing was sent again
    assert faults() == []
