"""The Facebook connector against the product's own sandbox: whole stories, and real public texts."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from tests.shared_files import shared_path

from parvis.connectors.facebook import connect
from parvis.connectors.facebook.client import FacebookConnector
from parvis.connectors.port import (
    AccountAccess,
    Act,
    FateUnknown,
    ItemGone,
    Obstacle,
    Order,
    RateLimited,
    RemoteComment,
    TokenRefused,
    Unavailable,
    Visibility,
)
from parvis.sandbox.server import running
from parvis.sandbox.world import World


@pytest.fixture
def world() -> Iterator[World]:
    world = World(seed=7)
    yield world
    world.close()


@pytest.fixture
def link(world: World) -> Iterator[FacebookConnector]:
    account = world.account("facebook")
    with running(world) as server:
        yield connect(
            AccountAccess(
                "facebook",
                account["platform_id"],
                credentials=account["credentials"],
                base_url=server.base_url("facebook"),
            )
        )


def comments(link: FacebookConnector, cursor: str = "") -> list[RemoteComment]:
    return [comment for batch in link.fetch_since(cursor) for comment in batch.comments]


def order(act: Act, platform_id: str, text: str = "") -> Order:
    return Order(act, platform_id, key="k", text=text)


def test_a_thread_comes_in_with_its_post_and_its_replies(world: World, link: FacebookConnector) -> None:
    post = world.publish("facebook", "La patinoire ouvre samedi.")
    first = world.comment("facebook", post, "Ovide Lanterne", "À quelle heure?")
    reply = world.comment("facebook", post, "Rose Pavé", "Voir le site", parent_id=first)
    batches = list(link.fetch_since(""))
    assert [(one.platform_id, one.text, one.ours) for batch in batches for one in batch.posts] == [
        (post, "La patinoire ouvre samedi.", True)
    ]
    found = {one.platform_id: one for batch in batches for one in batch.comments}
    assert set(found) == {first, reply}
    assert found[first].author_name == "Ovide Lanterne"
    assert (found[reply].thread_id, found[reply].post_id) == (first, post)
    thread = [one.platform_id for batch in link.fetch_thread(first, post) for one in batch.comments]
    assert thread == [first, reply]


@pytest.mark.parametrize("name", ["data/services_publics_plus/dev.jsonl", "data/toxifrench/benchmark_dev.jsonl"])
def test_real_public_texts_arrive_byte_for_byte_once_each(world: World, link: FacebookConnector, name: str) -> None:
    # A JSON line ends with a line feed only: a text may hold other line separators.
    texts = [json.loads(line)["text"] for line in shared_path(name).read_bytes().split(b"\n") if line]
    post = world.publish("facebook", "Dites-nous tout.")
    sent = {world.comment("facebook", post, "Ovide Lanterne", text): text for text in texts}
    received = comments(link)
    assert len(received) == len(texts)
    assert {one.platform_id: one.text for one in received} == sent


def test_hiding_showing_and_deleting_are_seen_by_the_public(world: World, link: FacebookConnector) -> None:
    post = world.publish("facebook", "Avis")
    target = world.comment("facebook", post, "Ovide Lanterne", "Grossièreté")

    def public() -> list[str]:
        return [reply.id for reply in world.public_view("facebook")[0].replies]

    link.perform(order(Act.HIDE, target))
    assert (public(), link.observe([target])[0].visibility) == ([], Visibility.HIDDEN)
    link.perform(order(Act.UNHIDE, target))
    assert (public(), link.observe([target])[0].visibility) == ([target], Visibility.PUBLIC)
    link.perform(order(Act.DELETE, target))
    assert (public(), link.observe([target])[0].visibility) == ([], Visibility.GONE)
    with pytest.raises(ItemGone):
        link.perform(order(Act.HIDE, target))


def test_a_comment_that_facebook_protects_says_so(world: World, link: FacebookConnector) -> None:
    target = world.comment("facebook", world.publish("facebook", "Avis"), "Ovide Lanterne", "Allo")
    world.protect("facebook", target)
    [found] = comments(link)
    obstacles = {one.act: one.obstacle for one in found.capabilities}
    assert obstacles[Act.HIDE] is obstacles[Act.DELETE] is Obstacle.PLATFORM_FORBIDS


def test_a_reply_of_unknown_fate_is_found_and_not_repeated(world: World, link: FacebookConnector) -> None:
    target = world.comment("facebook", world.publish("facebook", "Avis"), "Ovide Lanterne", "Quand?")
    asked = order(Act.REPLY, target, "Samedi à 9 h.")
    world.faults.add("facebook", "obey_then_cut")
    with pytest.raises(FateUnknown):
        link.perform(asked)
    found = link.find_reply(asked)
    assert found
    assert world.item("facebook", found).text == asked.text
    assert len(world.calls) == 1
    assert [one.ours for one in comments(link) if one.platform_id == found] == [True]


def test_the_sandboxs_failures_have_their_errors(world: World, link: FacebookConnector) -> None:
    target = world.comment("facebook", world.publish("facebook", "Avis"), "Ovide Lanterne", "Allo")
    world.faults.add("facebook", "rate_limit", retry_after=120)
    with pytest.raises(RateLimited) as limited:
        link.observe([target])
    assert limited.value.wait
    world.faults.clear()
    world.faults.add("facebook", "server_error")
    with pytest.raises(Unavailable):
        link.observe([target])
    world.faults.clear()
    world.revoke_token("facebook")
    with pytest.raises(TokenRefused):
        comments(link)
