"""People write, edit and delete in the sandbox; deliveries come shuffled, twice, or never: the records end as it is."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from parvis.desk.people.actors import process
from parvis.desk.records.actions.reconciliations import reconcile_comments
from parvis.desk.records.models import Account, Comment, Standing
from parvis.desk.records.platforms import connector_of
from parvis.desk.records.polling import poll_once
from parvis.desk.records.verification import verify
from parvis.desk.webhooks.models import Delivery
from parvis.desk.webhooks.pacing import wait_for_deliveries
from parvis.sandbox.deliveries import Outbox, shuffled
from parvis.sandbox.items import State
from parvis.sandbox.server import Running, running
from parvis.sandbox.world import World
from tests.desk.webhooks.delivering import configure_sandbox, hand_over, work

pytestmark = pytest.mark.django_db

_SEEN_AS = {State.SHOWN: "public", State.HIDDEN: "hidden", State.DELETED: "gone"}


@pytest.fixture
def sandbox(settings: Any, tmp_path: Path, policy_in_force: Any) -> Iterator[Running]:
    world = World(seed=11)
    with running(world) as served:
        configure_sandbox(settings, tmp_path, served)
        yield served
    world.close()


def live(world: World, chance: random.Random, platform: str, events: int) -> None:
    """A morning on one platform: publications, comments, replies, edits, deletions, a page admin who hides."""
    posts = [world.publish(platform, f"Avis {number}") for number in range(3)]
    comments: list[tuple[str, str]] = []
    for number in range(events):
        what = chance.random()
        if what < 0.1 and comments and platform == "facebook":
            _, one = comments[chance.randrange(len(comments))]
            world.set_state(world.item(platform, one), chance.choice([State.HIDDEN, State.SHOWN]))
        elif what < 0.25 and comments:
            at = chance.randrange(len(comments))
            post, one = comments[at]
            comments[at] = (post, world.edit(platform, one, f"@MinExempleQC corrigé {number}"))
        elif what < 0.32 and comments:
            post, one = comments.pop(chance.randrange(len(comments)))
            world.delete(platform, one)
            comments = [(p, c) for p, c in comments if world.item(platform, c).state is not State.DELETED]
        else:
            post = chance.choice(posts)
            under = [c for p, c in comments if p == post]
            parent = chance.choice(under) if under and chance.random() < 0.3 else ""
            author = f"Personne {chance.randrange(5)}"
            text = f"@MinExempleQC numéro {number} é\u202e\x00\ud83d"
            comments.append((post, world.comment(platform, post, author, text, parent)))


def truth(world: World, platform: str, *, gone: bool) -> dict[str, tuple[str, ...]]:
    where = "platform = ? AND kind = 'comment' AND state != 'superseded' ORDER BY seq"
    found: dict[str, tuple[str, ...]] = {}
    for item in world.store.items(where, (platform,)):
        if gone or item.state is not State.DELETED:
            person = world.people.person(platform, item.author)
            # X shows a hidden reply as any other, and writes an author's deletion nowhere that we are told.
            seen = _SEEN_AS[item.state]
            found[item.origin] = (item.text, seen, person.platform_id, item.parent_id, item.post_id)
    return found


def held(platform: str, *, gone: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in Standing.objects.select_related("comment__post", "revision").filter(comment__platform=platform):
        comment = one.comment
        if gone or one.visibility != "gone":
            post = comment.post.platform_id if comment.post else ""
            found[comment.platform_id] = (
                one.revision.exact_text,
                one.visibility,
                comment.author_id,
                comment.parent_id,
                post,
            )
    return found


def read_back(platform: str) -> None:
    """Reconciliation, of everything at once."""
    account, asked_at = Account.objects.get(platform=platform), timezone.now()
    connector = connector_of(account)
    assert connector
    seen = connector.observe(list(Comment.objects.filter(platform=platform).values_list("platform_id", flat=True)))
    reconcile_comments(actor=process("reconciliation"), account=account, seen=seen, as_of=asked_at)


@pytest.mark.parametrize("generation", ["from", "sender"])
@pytest.mark.parametrize("seed", range(5))
def test_shuffled_and_repeated_deliveries_of_the_page_tell_its_whole_truth(
    sandbox: Running, seed: int, generation: str
) -> None:
    chance, world = random.Random(seed), sandbox.world
    world.settings["webhooks.facebook"] = generation
    with Outbox(world).watching() as outbox:
        for _ in range(3):  # the worker comes by while the morning goes on
            live(world, chance, "facebook", 20)
            assert set(hand_over(shuffled(outbox.take(), chance))) == {200}
            work()
    assert held("facebook", gone=False) == truth(world, "facebook", gone=False)
    # What was deleted before we could read its post or its parent may still be known from what was told.
    assert held("facebook", gone=True).keys() == truth(world, "facebook", gone=True).keys()
    assert not Delivery.objects.exclude(state="done").exists()
    assert [proof for proof in verify() if proof.faults] == []


@pytest.mark.parametrize("kind", ["activity", "account_activity"])
@pytest.mark.parametrize("seed", range(3))
def test_shuffled_deliveries_of_x_tell_what_names_us(sandbox: Running, seed: int, kind: str) -> None:
    chance, world = random.Random(seed), sandbox.world
    world.settings["webhooks.x"] = kind
    with Outbox(world).watching() as outbox:
        live(world, chance, "x", 30)
        assert set(hand_over(shuffled(outbox.take(), chance))) == {200}
    work()
    read_back("x")  # X tells nobody that a citizen deleted a post
    there = {one: (text, seen) for one, (text, seen, *_) in truth(world, "x", gone=False).items()}
    assert {one: (text, seen) for one, (text, seen, *_) in held("x", gone=False).items()} == there


@pytest.mark.parametrize("seed", range(3))
def test_what_was_never_delivered_is_found_by_reading(sandbox: Running, seed: int) -> None:
    chance, world = random.Random(seed), sandbox.world
    with Outbox(world).watching() as outbox:
        live(world, chance, "facebook", 40)
        hand_over(shuffled(outbox.take(), chance, lost=0.3))
    work()
    poll_once()
    read_back("facebook")
    assert held("facebook", gone=False) == truth(world, "facebook", gone=False)


def test_faults_drop_repeat_and_reorder_deliveries(sandbox: Running) -> None:
    world = sandbox.world
    post = world.publish("facebook", "Avis")
    for kind in ("drop_delivery", "duplicate_delivery", "reorder"):
        world.faults.add("facebook", kind)
    with Outbox(world).watching() as outbox:
        for text in ("un", "deux", "trois", "quatre"):
            world.comment("facebook", post, "Ana", text)
        bodies = [parcel.body for parcel in outbox.take()]
    said = [json.loads(body)["entry"][0]["changes"][0]["value"]["message"] for body in bodies]
    assert said == ["deux", "deux", "quatre", "trois"]


def test_reading_slows_down_while_deliveries_arrive_and_never_stops(sandbox: Running, settings: Any) -> None:
    world = sandbox.world
    post = world.publish("facebook", "Avis")
    poll_once()
    account = Account.objects.get(platform="facebook")
    assert wait_for_deliveries(account) is None
    with Outbox(world).watching() as outbox:
        for number in range(3):
            world.comment("facebook", post, "Ana", f"numéro {number}")
        hand_over(outbox.take())
        work()
        lost = world.comment("facebook", post, "Ana", "jamais livré")
    account.refresh_from_db()
    until = wait_for_deliveries(account)
    assert account.polled_at
    assert until
    assert until - account.polled_at == timedelta(seconds=900)
    poll_once()
    assert not Comment.objects.filter(platform_id=lost).exists()
    Account.objects.update(polled_at=timezone.now() - timedelta(seconds=901))
    poll_once()
    assert Comment.objects.filter(platform_id=lost).exists()


def test_reading_keeps_its_pace_when_deliveries_have_stopped_or_cannot_be_read(sandbox: Running) -> None:
    world = sandbox.world
    post = world.publish("facebook", "Avis")
    poll_once()
    with Outbox(world).watching() as outbox:
        for number in range(3):
            world.comment("facebook", post, "Ana", f"numéro {number}")
        hand_over(outbox.take())
    account = Account.objects.get(platform="facebook")
    assert wait_for_deliveries(account)
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(state="unreadable")  # type: ignore[union-attr]
    assert wait_for_deliveries(account) is None
    Delivery.objects.update(state="done", received_at=timezone.now() - timedelta(hours=1))
    assert wait_for_deliveries(account) is None


def test_of_two_edits_in_one_instant_the_older_one_never_covers_the_newer(sandbox: Running) -> None:
    world = sandbox.world
    world.settings["webhooks.x"] = "account_activity"  # whose deliveries do not say that a post is another version
    post = world.publish("x", "Avis")
    with Outbox(world).watching() as outbox:
        first = world.comment("x", post, "Personne 1", "@MinExempleQC un")
        at = timezone.now()
        second = world.edit("x", first, "@MinExempleQC deux", at)
        world.edit("x", second, "@MinExempleQC trois", at)
        poll_once()
        hand_over(outbox.take())
        work()
    revisions = Comment.objects.get(platform_id=first).revisions.order_by("number")
    assert [one.exact_text for one in revisions] == ["@MinExempleQC trois"]
