"""A day of the sandbox's YouTube, lived by the real poller and worker: within the quota, and nothing is missed.

A tenth of the day that the decision record shows: 500 comments, 15 acts, a budget of 1,000 units; and, that evening,
a wave of 50 acts that leave together for the price of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from parvis.connectors.port import Act
from parvis.desk.ledger.actions import set_budget
from parvis.desk.ledger.alarms import watch_budgets
from parvis.desk.ledger.budgets import allowances
from parvis.desk.ledger.models import Alarm, Budget, Usage
from parvis.desk.people.actors import operator, process
from parvis.desk.records.actions.deliveries import deliver_effect
from parvis.desk.records.actions.effects import want_effect
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.models import Account, Comment, Effect, EffectState
from parvis.desk.records.polling import poll_once, reconcile_once
from parvis.sandbox.server import running, write_accounts
from parvis.sandbox.world import World
from tests.desk.ledger.test_quota_page import page

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)  # midnight, Pacific time
COMMENTS, ACTS, WAVE, BUDGET, RESERVE = 500, 15, 50, 1_000, 800
WORKER = process("worker")


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> Iterator[World]:
    settings.POLL_GATES = ["parvis.desk.ledger.pacing.hold_reading"]
    settings.COMMENT_RECEIVERS = []  # what is judged elsewhere takes the time of this test
    settings.INTAKE_PREPARERS = []
    settings.ACCOUNTS_FILE = tmp_path / "accounts.toml"
    with time_machine.travel(MORNING):
        world = World(tmp_path / "sandbox.sqlite3", seed=7)
        with running(world) as sandbox:
            write_accounts(world, sandbox.url, settings.ACCOUNTS_FILE)
            listed = settings.ACCOUNTS_FILE.read_text(encoding="utf-8").split("[[account]]")
            only = [one for one in listed if '"youtube"' in one]
            settings.ACCOUNTS_FILE.write_text("[[account]]".join(["", *only]), encoding="utf-8")
            ensure_policy(actor=WORKER)
            yield world
        world.close()


def test_a_day_stays_within_the_quota_and_nothing_is_missed(world: World) -> None:
    post = world.publish("youtube", "La patinoire ouvre samedi.")
    written, acted = 0, 0
    with time_machine.travel(MORNING + timedelta(minutes=1)) as clock:
        poll_once()
        channel = Account.objects.get()
        set_budget(actor=operator(), account=channel, budget=Budget(units=BUDGET, units_reserve=RESERVE))
        for step in range(1, 72):  # twenty minutes each, a day of them
            clock.move_to(MORNING + timedelta(minutes=20 * step))
            while written < COMMENTS * min(step / 65, 1):
                world.comment("youtube", post, "Ovide Lanterne", f"Commentaire {written}")
                written += 1
            poll_once()
            if step % 3 == 0:
                reconcile_once()
            if acted < ACTS * (step - 20) / 40 and acted < ACTS:
                acted += _hold(_received()[acted : acted + 1])
            if step == 63:
                assert _hold(_received()[ACTS : ACTS + WAVE]) == WAVE
            watch_budgets()
        units = next(iter(allowances(channel, timezone.now())))
        assert units.used.acting == (ACTS + 1) * 50
        assert units.used.reading <= BUDGET - RESERVE + 2 * (ACTS + 1)
        assert world.settings["youtube_used"][1] == units.used.total <= BUDGET  # as the platform counts
        assert Effect.objects.filter(state=EffectState.CONFIRMED).count() == ACTS + WAVE
        assert set(Alarm.objects.values_list("level", flat=True)) == {80}
        used = f"{units.used.reading} {units.used.acting} {units.used.total}"
        assert f"Unités aujourd'hui, au budget {used} 1 000" in page()
        clock.move_to(MORNING + timedelta(days=1, hours=2))
        poll_once()
        assert Comment.objects.count() == COMMENTS
    # The platform's new day has its own sums.
    assert Usage.objects.filter(account=channel).values("day").distinct().count() == 2


def _received() -> list[Comment]:
    return list(Comment.objects.order_by("received_at", "pk"))


def _hold(comments: list[Comment]) -> int:
    """Hold these together, as the worker does what is due; returns how many."""
    now = timezone.now()
    effects = [want_effect(actor=WORKER, comment=comment, act=Act.HOLD, due_at=now) for comment in comments]
    return len(deliver_effect(actor=WORKER, effect_id=effects[0].pk))
