"""Replies to threads so old that polling does not look at them: reading a thread back tells that they are there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from parvis.connectors.port import AccountAccess, Call, Connector
from parvis.connectors.youtube.client import connect
from parvis.desk.people.actors import process
from parvis.desk.records.actions.policies import ensure_policy
from parvis.desk.records.late_replies import fetch_late_replies
from parvis.desk.records.models import Account, Comment, Health
from parvis.desk.records.platforms import connector_of
from parvis.desk.records.polling import poll_once, reconcile_once
from parvis.sandbox.items import State
from parvis.sandbox.server import running, write_accounts
from parvis.sandbox.world import World

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NEWER = 201  # threads, more than two pages of them


CALLS: list[str] = []


def count(access: AccountAccess, call: Call) -> None:
    if access.platform == "youtube":
        CALLS.append(call.operation)


def connect_near(access: AccountAccess) -> Connector:
    """A connector for which a single thread is horizon enough."""
    return connect(access, horizon=1)


@pytest.fixture
def old_thread(settings: Any, tmp_path: Path) -> Iterator[tuple[World, str]]:
    """A thread with one reply, of which polling knows everything, and which is now too old for it."""
    settings.ACCOUNTS_FILE = tmp_path / "accounts.toml"
    settings.CONNECTORS = {**settings.CONNECTORS, "youtube": f"{__name__}.connect_near"}
    settings.CALL_METERS = [f"{__name__}.count"]
    settings.COMMENT_RECEIVERS = []  # what is judged elsewhere takes the time of this test
    settings.INTAKE_PREPARERS = []
    with time_machine.travel(MORNING) as clock:
        world = World(seed=5)
        with running(world) as sandbox:
            write_accounts(world, sandbox.url, settings.ACCOUNTS_FILE)
            ensure_policy(actor=process("poller"))
            post = world.publish("youtube", "La patinoire ouvre samedi.")
            thread = world.comment("youtube", post, "Personne 1", "À quelle heure?")
            world.comment("youtube", post, "Personne 2", "À midi, je pense.", thread)
            for number in range(NEWER):
                clock.shift(timedelta(minutes=2))
                world.comment("youtube", post, f"Personne {number}", f"Merci {number}!")
            poll_once()
            clock.shift(timedelta(days=1))
            yield world, thread
        world.close()


def held_under(thread: str) -> int:
    return Comment.objects.filter(platform="youtube", parent_id=thread).count()


def test_a_reply_beyond_the_horizon_is_found_when_its_thread_is_read_back(old_thread: tuple[World, str]) -> None:
    world, thread = old_thread
    said = "Non\u00a0: à 13 h,\r\n<b>samedi</b> seulement"
    late = world.comment("youtube", world.item("youtube", thread).post_id, "Personne 3", said, thread)
    poll_once()
    assert held_under(thread) == 1  # the limit that makes this necessary: see the connector's README
    reconcile_once()
    found = Comment.objects.get(platform_id=late)
    assert found.standing.revision.exact_text == said
    assert found.parent_id == thread


def test_nothing_is_asked_where_nothing_is_lacking(old_thread: tuple[World, str]) -> None:
    _, thread = old_thread
    account = Account.objects.get(platform="youtube")
    connector = connector_of(account)
    assert connector
    [seen] = connector.observe([thread])
    assert seen.reply_count == 1
    CALLS.clear()
    fetch_late_replies(account, [seen], timezone.now())
    assert CALLS == []
    fetch_late_replies(account, [replace(seen, reply_count=2)], timezone.now())
    assert "comments.list" in CALLS


def test_a_thread_that_went_meanwhile_is_no_trouble(old_thread: tuple[World, str]) -> None:
    world, thread = old_thread
    world.comment("youtube", world.item("youtube", thread).post_id, "Personne 3", "À 13 h.", thread)
    world.set_state(world.item("youtube", thread), State.HELD)
    reconcile_once()
    assert Account.objects.get(platform="youtube").health == Health.OK
