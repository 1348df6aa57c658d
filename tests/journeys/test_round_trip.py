"""A day of comments, edits and deletions, with deliveries astray and platforms that fail: the desk ends with the truth.

`make round-trip` lives it with the numbers that were promised; `make test` a short one. ROUND_TRIP_SEEDS ("50", or
"7-9") and ROUND_TRIP_COMMENTS say otherwise.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from parvis.desk.moderation.models import Entry
from parvis.desk.people.actors import process
from parvis.desk.records.actions.reconciliations import reconcile_comments
from parvis.desk.records.late_replies import fetch_late_replies
from parvis.desk.records.models import Account, Comment, Health, UnknownItem
from parvis.desk.records.platforms import connector_of
from parvis.desk.records.polling import poll_once, reconcile_once
from parvis.desk.records.queries import counts_by_day
from parvis.desk.records.verification import verify
from parvis.desk.webhooks.models import Delivery
from parvis.desk.webhooks.working import work_on_deliveries
from parvis.sandbox.deliveries import Outbox
from parvis.sandbox.server import running
from parvis.sandbox.world import World
from tests.desk.webhooks.delivering import configure_sandbox, hand_over
from tests.journeys.long_day import SHARES, Key, LongDay
from tests.journeys.truths import held, revisions, told_as_edited, truth

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

MORNING = datetime(2026, 11, 20, 11, 0, tzinfo=UTC)
COMMENTS = int(os.environ.get("ROUND_TRIP_COMMENTS", "90"))
STEPS = max(3, min(10, COMMENTS // 100))  # of a day
STEP = timedelta(hours=20) / STEPS
GENERATIONS = [("from", "activity"), ("sender", "account_activity")]
JUDGED_EVERY = 5  # seeds: judging takes as long as all the rest, and is not what is compared here


def seeds() -> range:
    first, dash, last = os.environ.get("ROUND_TRIP_SEEDS", "2").partition("-")
    return range(int(first), int(last) + 1) if dash else range(int(first))


@pytest.fixture
def day(request: pytest.FixtureRequest, settings: Any, tmp_path: Path, policy_in_force: Any) -> Iterator[LongDay]:
    seed: int = request.param
    # What is left out is what a budget would delay: here a day of readings must not wait for the next one.
    settings.POLL_GATES = [gate for gate in settings.POLL_GATES if not gate.endswith("ledger.pacing.hold_reading")]
    if seed % JUDGED_EVERY:
        settings.INTAKE_PREPARERS = settings.COMMENT_RECEIVERS = []
        settings.VERIFIERS = ["parvis.desk.records.verification.verify_records"]
    with time_machine.travel(MORNING) as clock:
        world = World(seed=seed)
        world.settings["webhooks.facebook"], world.settings["webhooks.x"] = GENERATIONS[seed % 2]
        with running(world) as served, Outbox(world).watching() as outbox:
            configure_sandbox(settings, tmp_path, served)
            yield LongDay(world, outbox, random.Random(seed), clock)
        world.close()


@pytest.mark.parametrize("day", seeds(), indirect=True)
def test_the_desk_ends_with_the_platforms_own_truth(day: LongDay) -> None:
    shown: set[Key] = set()  # by a platform that was then read to its end
    for _ in range(STEPS):
        day.publish()
        day.live(COMMENTS // STEPS, STEP)
        day.trouble()
        receive(day)
        whole = read_everything(day)
        shown |= {key for key in day.in_sight() if key[0] in whole}
        reconcile_once()
    day.world.faults.clear()
    receive(day, certain=True)
    day.clock.shift(timedelta(hours=1))
    day.clock.shift(timedelta(hours=26))
    assert read_everything(day) == set(SHARES)
    shown |= day.still_there()
    read_all_back()
    check(day, shown)
    # Nothing is left to do: the same things told and read again change nothing.
    day.clock.shift(timedelta(hours=1))
    assert poll_once() == 0


def receive(day: LongDay, *, certain: bool = False) -> None:
    """What the network brings is stored, then the worker works on it for as long as it takes."""
    assert set(hand_over(day.deliveries(certain=certain))) <= {200}
    while True:
        work_on_deliveries()
        due = Delivery.objects.filter(state="new").aggregate(first=Min("due_at"))["first"]
        if due is None:
            return
        day.clock.shift(max(due - timezone.now(), timedelta()))


def read_everything(day: LongDay) -> set[str]:
    """The poller comes by, and once more if a platform failed it; which platforms were read to their end."""
    whole: set[str] = set()
    for _ in range(2):
        day.clock.shift(timedelta(minutes=1))
        began = timezone.now()
        poll_once()
        read = Account.objects.filter(health=Health.OK, polled_at__gte=began)
        whole |= set(read.values_list("platform", flat=True))
        if whole == set(SHARES):
            break
    return whole


def read_all_back() -> None:
    """Reconciliation, of everything at once."""
    for account in Account.objects.all():
        connector, asked_at = connector_of(account), timezone.now()
        assert connector
        seen = connector.observe(list(Comment.objects.filter(account=account).values_list("platform_id", flat=True)))
        reconcile_comments(actor=process("reconciliation"), account=account, seen=seen, as_of=asked_at)
        for start in range(0, len(seen), 10):  # few enough for each to be read
            fetch_late_replies(account, seen[start : start + 10], asked_at)


def check(day: LongDay, shown: set[Key]) -> None:
    wanted, found, kept = truth(day.world), held(), revisions()
    # The older deliveries of X do not say that a post is another version: gone before it could be read, it stays alone.
    alone = {key for key in found.keys() - wanted.keys() if day.world.find(*key) and found[key][1].visibility == "gone"}
    assert found.keys() - wanted.keys() == alone, "something was invented"
    assert not alone or day.world.settings["webhooks.x"] == "account_activity"
    assert Comment.objects.count() == len(found)
    assert Entry.objects.count() == (len(found) if settings.COMMENT_RECEIVERS else 0)
    found = {key: one for key, one in found.items() if key not in alone}
    assert {key: wanted[key] for key in shown - found.keys()} == {}, "something was missed"
    # Of what was gone before it could be read, only what a delivery told is known, an edit's time included: 0013.
    there = [key for key in found if wanted[key][1].visibility != "gone"]
    assert differing((key, found[key][0], wanted[key][0]) for key in there) == {}
    assert differing((key, found[key][0].author, wanted[key][0].author) for key in found) == {}
    assert [key for key in found if found[key][0].written_at < wanted[key][0].written_at] == []
    assert differing((key, found[key][1].visibility, wanted[key][1].visibility) for key in found) == {}
    assert wrong_texts(day, {key: kept[key] for key in found}) == {}
    assert all(one.received == one.public + one.removed + one.pending for one in counts_by_day())
    assert not Delivery.objects.exclude(state="done").exists()
    assert list(UnknownItem.objects.values_list("kind", "reason")) == []
    assert [fault for proof in verify() for fault in proof.faults] == []


def differing(pairs: Iterable[tuple[Key, object, object]]) -> dict[Key, tuple[object, object]]:
    """What is held, and what is true, where they are not the same."""
    return {key: (kept, true) for key, kept, true in pairs if kept != true}


def wrong_texts(day: LongDay, kept: dict[Key, list[str]]) -> dict[Key, str]:
    """The comments whose texts are not what their authors wrote, in the order in which they did."""
    alerts, wrong = set(told_as_edited()), {}
    there = day.still_there()
    for key, texts in kept.items():
        said = list(day.known[key].texts)
        told = texts[-1] == said[-1] or (key, digest(said[-1])[:16]) in alerts
        if not follow(texts, said):
            wrong[key] = "order"
        elif key in there and not told:
            wrong[key] = "last"
        elif key in there and texts[-1] != said[-1] and key not in day.lost and key[0] != "youtube":
            wrong[key] = "delivered, and only an alert"
    return wrong


def digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def follow(texts: list[str], said: list[str]) -> bool:
    """Whether `texts` are some of what was said, in that order."""
    rest = iter(said)
    return all(text in rest for text in texts)
