"""The connector and the sandbox that speaks X's API, in both generations: they agree on everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from parvis.connectors.port import (
    AccountAccess,
    Act,
    Batch,
    FateUnknown,
    ItemGone,
    Obstacle,
    Order,
    RateLimited,
    Refused,
    RemoteComment,
    TokenRefused,
    Unavailable,
    Visibility,
)
from parvis.connectors.x import connect
from parvis.connectors.x.client import XConnector
from parvis.sandbox.server import running
from parvis.sandbox.world import World


def ago(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


@pytest.fixture(params=["tweet", "post"])
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    made = World(seed=7)
    made.settings["x_generation"] = request.param
    yield made
    made.close()


@pytest.fixture
def x(world: World) -> Iterator[XConnector]:
    with running(world) as sandbox:
        official = world.account("x")
        yield connect(
            AccountAccess(
                "x", official["platform_id"], official["name"], official["credentials"], sandbox.base_url("x")
            )
        )


def comments(batches: list[Batch]) -> dict[str, RemoteComment]:
    assert all(batch.unknown == () for batch in batches)
    return {comment.platform_id: comment for batch in batches for comment in batch.comments}


def obstacle(comment: RemoteComment, act: Act) -> Obstacle | None:
    return next(capability.obstacle for capability in comment.capabilities if capability.act is act)


def order(act: Act, comment_id: str, text: str = "") -> Order:
    return Order(act, comment_id, "clé", text=text, asked_at=datetime.now(UTC))


def test_what_citizens_write_arrives_once_word_for_word(world: World, x: XConnector) -> None:
    post = world.publish("x", "Le programme d’essai est ouvert.", ago(60))
    texts = ["a\ud800b", "nul\x00", "R&D < tout >", "é" * 20_000, "\u202eà l’envers"]
    ids = [world.comment("x", post, f"Personne {n}", text, at=ago(50 - n)) for n, text in enumerate(texts)]
    nested = world.comment("x", post, "Personne 9", "Je réponds à l’autre.", ids[2], at=ago(5))
    handle = world.account("x")["handle"]
    mention = world.mention("Personne 8", f"Et @{handle.lstrip('@')}, alors?", ago(4))
    batches = list(x.fetch_since(""))
    found = comments(batches)
    assert set(found) == {*ids, nested, mention}
    assert [item.platform_id for batch in batches for item in batch.posts] == [post]
    assert [found[one].text for one in ids] == texts
    assert [found[one].kind for one in (ids[0], nested, mention)] == ["comment", "reply", "mention"]
    assert found[nested].parent_id == ids[2]
    assert comments(list(x.fetch_since(batches[-1].cursor))) == {}


def test_a_reply_is_hidden_shown_again_and_never_claimed_hidden_from_a_look(world: World, x: XConnector) -> None:
    post = world.publish("x", "Annonce", ago(60))
    comment = world.comment("x", post, "Personne 1", "Bof.", at=ago(50))
    assert x.perform(order(Act.HIDE, comment)).visibility is Visibility.HIDDEN
    assert world.item("x", comment).state == "hidden"
    assert x.observe([comment])[0].visibility is Visibility.UNKNOWN
    assert x.perform(order(Act.UNHIDE, comment)).visibility is Visibility.PUBLIC
    assert world.item("x", comment).state == "shown"


def test_capabilities_foretell_what_the_platform_does(world: World, x: XConnector) -> None:
    post = world.publish("x", "Annonce", ago(60))
    answer = world.comment("x", post, "Personne 1", "D’accord.", at=ago(50))
    aside = world.comment("x", post, "Personne 2", "Pas moi.", answer, at=ago(40))
    handle = world.account("x")["handle"].lstrip("@")
    mention = world.mention("Personne 3", f"Dites donc @{handle}!", ago(30))
    found = comments(list(x.fetch_since("")))
    for one in (answer, aside, mention):
        for act, text in ((Act.HIDE, ""), (Act.REPLY, f"Bonjour à vous ({one})"), (Act.DELETE, "")):
            if obstacle(found[one], act) is None:
                x.perform(order(act, one, text))
            else:
                with pytest.raises(Refused):
                    x.perform(order(act, one, text))
    assert [obstacle(found[one], Act.HIDE) for one in (answer, aside, mention)] == [
        None, None, Obstacle.NOT_OUR_CONVERSATION,
    ]  # fmt: skip
    assert [obstacle(found[one], Act.REPLY) for one in (answer, aside, mention)] == [None, Obstacle.NOT_SUMMONED, None]


def test_a_reply_cut_after_it_was_obeyed_is_found_and_one_that_was_not_is_not(world: World, x: XConnector) -> None:
    post = world.publish("x", "Annonce", ago(60))
    comment = world.comment("x", post, "Personne 1", "Une question?", at=ago(50))
    wanted = order(Act.REPLY, comment, "Voici la réponse\u00a0: exemple.quebec/essai & merci.")
    assert x.find_reply(wanted) is None
    world.faults.add("x", "obey_then_cut")
    with pytest.raises(FateUnknown):
        x.perform(wanted)
    found = x.find_reply(wanted)
    assert found is not None
    assert world.item("x", found).official
    world.faults.add("x", "cut", method="POST")
    with pytest.raises(FateUnknown):
        x.perform(order(Act.REPLY, comment, "Autre réponse."))
    assert x.find_reply(order(Act.REPLY, comment, "Autre réponse.")) is None


def test_a_deleted_comment_is_gone_to_looks_and_acts(world: World, x: XConnector) -> None:
    post = world.publish("x", "Annonce", ago(60))
    comment = world.comment("x", post, "Personne 1", "Oups.", at=ago(50))
    world.delete("x", comment)
    assert x.observe([comment])[0].visibility is Visibility.GONE
    for act in (Act.HIDE, Act.REPLY):
        with pytest.raises(ItemGone):
            x.perform(order(act, comment, "Bonjour."))


def test_limits_failures_and_revoked_tokens_are_told_apart(world: World, x: XConnector) -> None:
    world.faults.add("x", "rate_limit", retry_after=90)
    with pytest.raises(RateLimited) as limited:
        list(x.fetch_since(""))
    assert limited.value.wait is not None
    assert 60 <= limited.value.wait <= 91
    world.faults.add("x", "server_error")
    with pytest.raises(Unavailable):
        x.observe(["7"])
    world.revoke_token("x")
    with pytest.raises(TokenRefused):
        list(x.fetch_since(""))


def test_an_edited_mention_keeps_its_identity(world: World, x: XConnector) -> None:
    handle = world.account("x")["handle"].lstrip("@")
    mention = world.mention("Personne 3", f"Dites donc @{handle}!", ago(30))
    first = list(x.fetch_since(""))
    world.edit("x", mention, f"Dites donc, chère @{handle}!", ago(20))
    edited = comments(list(x.fetch_since(first[-1].cursor)))[mention]
    assert (edited.text, edited.edited_at is None) == (f"Dites donc, chère @{handle}!", False)
    [seen] = x.observe([mention])
    assert (seen.platform_id, seen.text) == (mention, edited.text)


def test_two_hundred_replies_arrive_over_several_pages(world: World, x: XConnector) -> None:
    posts = [world.publish("x", f"Annonce {n}", ago(600 - n)) for n in range(15)]
    ids = {
        world.comment("x", posts[n % 15], f"Personne {n % 7}", f"Commentaire {n}", at=ago(400 - n)) for n in range(230)
    }
    batches = list(x.fetch_since(""))
    assert set(comments(batches)) == ids
    assert len(batches) >= 5
    whole = list(x.fetch_thread(posts[3]))
    assert {c.text for c in comments(whole).values()} == {f"Commentaire {n}" for n in range(3, 230, 15)}
