"""The YouTube connector against the product's own sandbox: whole stories, and real public texts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.shared_files import shared_path

from parvis.connectors.port import (
    AccountAccess,
    Act,
    FateUnknown,
    Order,
    RateLimited,
    Refused,
    RemoteComment,
    TokenRefused,
    Unavailable,
    Visibility,
)
from parvis.connectors.youtube import connect
from parvis.connectors.youtube.client import YouTubeConnector
from parvis.sandbox.server import running
from parvis.sandbox.world import World


@pytest.fixture
def world() -> Iterator[World]:
    world = World(seed=7)
    yield world
    world.close()


@pytest.fixture
def link(world: World) -> Iterator[YouTubeConnector]:
    account = world.account("youtube")
    with running(world) as server:
        yield connect(
            AccountAccess(
                "youtube",
                account["platform_id"],
                credentials=account["credentials"],
                base_url=server.base_url("youtube"),
            )
        )


def comments(link: YouTubeConnector, cursor: str = "") -> list[RemoteComment]:
    return [comment for batch in link.fetch_since(cursor) for comment in batch.comments]


def order(act: Act, platform_id: str, text: str = "") -> Order:
    return Order(act, platform_id, key="k", text=text)


def test_a_thread_comes_in_with_its_video_and_all_its_replies(world: World, link: YouTubeConnector) -> None:
    video = world.publish("youtube", "La patinoire\nElle ouvre samedi.")
    first = world.comment("youtube", video, "Ovide Lanterne", "À quelle heure?")
    replies = [world.comment("youtube", video, "Rose Pavé", f"Réponse {n}", parent_id=first) for n in range(12)]
    batches = list(link.fetch_since(""))
    assert [(one.platform_id, one.text) for batch in batches for one in batch.posts] == [
        (video, "La patinoire\n\nElle ouvre samedi.")
    ]
    found = {one.platform_id: one for batch in batches for one in batch.comments}
    assert set(found) == {first, *replies}
    assert {(one.thread_id, one.post_id) for one in found.values()} == {(first, video)}
    thread = {one.platform_id for batch in link.fetch_thread(first) for one in batch.comments}
    assert thread == set(found)
    later = world.comment("youtube", video, "Rose Pavé", "Encore", parent_id=first)
    assert later in {one.platform_id for one in comments(link, batches[-1].cursor)}


@pytest.mark.parametrize("name", ["data/services_publics_plus/dev.jsonl", "data/toxifrench/benchmark_dev.jsonl"])
def test_real_public_texts_arrive_byte_for_byte_once_each(world: World, link: YouTubeConnector, name: str) -> None:
    # A JSON line ends with a line feed only: a text may hold other line separators.
    texts = [json.loads(line)["text"] for line in shared_path(name).read_bytes().split(b"\n") if line]
    video = world.publish("youtube", "Dites-nous tout.")
    sent = {world.comment("youtube", video, "Ovide Lanterne", text): text for text in texts}
    received = comments(link)
    assert len(received) == len(texts)
    assert {one.platform_id: one.text for one in received} == sent


def test_holding_and_publishing_are_seen_by_the_public(world: World, link: YouTubeConnector) -> None:
    video = world.publish("youtube", "Avis")
    target = world.comment("youtube", video, "Ovide Lanterne", "Grossièreté")
    reply = world.comment("youtube", video, "Rose Pavé", "Innocente", parent_id=target)

    def public() -> list[str]:
        return [one.id for one in world.public_view("youtube")[0].replies]

    def seen() -> list[Visibility]:
        return [one.visibility for one in link.observe([target, reply])]

    assert seen() == [Visibility.PUBLIC, Visibility.PUBLIC]
    link.perform(order(Act.HOLD, target))
    assert (public(), seen()) == ([], [Visibility.HELD, Visibility.HELD])
    assert Visibility.HELD in {one.visibility for one in comments(link)}
    link.perform(order(Act.PUBLISH, target))
    assert (public(), seen()) == ([target], [Visibility.PUBLIC, Visibility.PUBLIC])
    link.perform(order(Act.HOLD, reply))
    assert seen() == [Visibility.PUBLIC, Visibility.HELD]


def test_a_rejected_comment_is_gone_with_its_replies_and_stays_so(world: World, link: YouTubeConnector) -> None:
    video = world.publish("youtube", "Avis")
    target = world.comment("youtube", video, "Ovide Lanterne", "Haine")
    reply = world.comment("youtube", video, "Rose Pavé", "Innocente", parent_id=target)
    link.perform(order(Act.REJECT, target))
    assert [one.visibility for one in link.observe([target, reply])] == [Visibility.GONE, Visibility.GONE]
    with pytest.raises(Refused) as refusal:
        link.perform(order(Act.PUBLISH, target))
    assert refusal.value.permanent
    assert link.observe([target])[0].visibility is Visibility.GONE


def test_deleting_somebody_elses_comment_is_refused(world: World, link: YouTubeConnector) -> None:
    target = world.comment("youtube", world.publish("youtube", "Avis"), "Ovide Lanterne", "Allo")
    with pytest.raises(Refused):
        link.perform(order(Act.DELETE, target))
    assert link.observe([target])[0].visibility is Visibility.PUBLIC


def test_a_reply_of_unknown_fate_is_found_and_not_repeated(world: World, link: YouTubeConnector) -> None:
    target = world.comment("youtube", world.publish("youtube", "Avis"), "Ovide Lanterne", "Quand?")
    asked = order(Act.REPLY, target, "Samedi à 9 h.")
    world.faults.add("youtube", "obey_then_cut")
    with pytest.raises(FateUnknown):
        link.perform(asked)
    found = link.find_reply(asked)
    assert found
    assert world.item("youtube", found).text == asked.text
    assert len(world.calls) == 1
    assert [one.ours for one in comments(link) if one.platform_id == found] == [True]


def test_the_sandboxs_failures_have_their_errors(world: World, link: YouTubeConnector) -> None:
    target = world.comment("youtube", world.publish("youtube", "Avis"), "Ovide Lanterne", "Allo")
    world.faults.add("youtube", "rate_limit", retry_after=120)
    with pytest.raises(RateLimited) as limited:
        link.observe([target])
    assert limited.value.wait
    world.faults.clear()
    world.faults.add("youtube", "server_error")
    with pytest.raises(Unavailable):
        link.observe([target])
    world.faults.clear()
    world.revoke_token("youtube")
    with pytest.raises(TokenRefused):
        comments(link)
