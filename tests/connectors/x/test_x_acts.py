"""Reading back, finding a reply of unknown fate, reading a thread."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.x.x_replay import Answer, Call, Replay, replaying
from tests.connectors.x.x_world import US, Post, World, id_at

from parvis.connectors.port import AccountAccess, Act, ItemGone, Order, Visibility
from parvis.connectors.x import connect, snowflakes
from parvis.connectors.x.client import XConnector
from parvis.connectors.x.replies import is_our_reply

START = datetime.now(UTC) - timedelta(hours=3)
BOTH = pytest.mark.parametrize("generation", ["tweet", "post"])


def connector(replay: Replay, generation: str = "tweet") -> XConnector:
    credentials = {"bearer_token": "lecture", "user_token": "geste", "generation": generation}
    return connect(AccountAccess("x", US, "essai", credentials, replay.base_url))


def thread(generation: str = "tweet") -> tuple[World, list[Post]]:
    world = World(generation)
    post = world.say(US, "Nouveau formulaire en ligne.", START)
    first = world.reply(post, "11", "@EssaisQc Où ça?", START + timedelta(minutes=1))
    second = world.reply(first, "12", "@ginette_lt Sur le site.", START + timedelta(minutes=2))
    return world, [post, first, second]


@BOTH
def test_what_is_deleted_is_gone_and_the_rest_is_read_back_in_the_order_asked(generation: str) -> None:
    world, [_, first, second] = thread(generation)
    gone = world.posts.pop(second.id)
    with replaying(world) as replay:
        seen = connector(replay, generation).observe([gone.id, first.id, "pas un id", gone.id])
    assert [one.platform_id for one in seen] == [gone.id, first.id, "pas un id", gone.id]
    assert [one.visibility for one in seen] == [
        Visibility.GONE, Visibility.UNKNOWN, Visibility.UNKNOWN, Visibility.GONE,
    ]  # fmt: skip
    assert [one.text for one in seen] == [None, first.text, None, None]
    assert seen[1].capabilities != ()


def test_a_reply_that_exists_is_never_said_to_be_public_or_hidden() -> None:
    world, [_, first, _] = thread()
    with replaying(world) as replay:
        [seen] = connector(replay).observe([first.id])
    assert seen.visibility is Visibility.UNKNOWN


def test_hundreds_of_comments_are_read_back_a_hundred_at_a_time() -> None:
    world = World()
    ids = [world.say("11", f"numéro {n}", START + timedelta(seconds=n)).id for n in range(230)]
    with replaying(world) as replay:
        seen = connector(replay).observe(ids)
        assert [len(call.query["ids"].split(",")) for call in replay.calls] == [100, 100, 30]
    assert [one.platform_id for one in seen] == ids
    assert [one.text for one in seen] == [f"numéro {n}" for n in range(230)]


@BOTH
def test_an_edit_is_seen_through_the_id_of_the_first_version(generation: str) -> None:
    world = World(generation)
    versions = (id_at(START), id_at(START + timedelta(minutes=5)))
    for version, text in zip(versions, ("Bonjour", "Bonjour!"), strict=True):
        world.add(Post(version, "11", text, versions=versions))
    with replaying(world) as replay:
        [seen] = connector(replay, generation).observe([versions[0]])
    assert (seen.platform_id, seen.text) == (versions[0], "Bonjour!")
    assert seen.edited_at == snowflakes.time_of(versions[1])


def test_a_problem_about_a_quoted_post_says_nothing_of_the_post_itself() -> None:
    problem = {"parameter": "referenced_tweets.id", "resource_id": "8", "type": "x/resource-not-found", "title": "n"}
    body = {"data": [{"id": "8", "text": "là"}], "errors": [problem, "?", None]}
    with replaying(lambda _: Answer(200, body)) as replay:
        [seen] = connector(replay).observe(["8"])
    assert (seen.visibility, seen.text) == (Visibility.PUBLIC, "là")


def test_a_post_of_which_x_says_nothing_is_unknown_and_not_gone() -> None:
    with replaying(lambda _: Answer(200, {"data": []})) as replay:
        [seen] = connector(replay).observe(["8"])
    assert seen.visibility is Visibility.UNKNOWN


def test_a_reply_is_sent_as_written_under_the_comment() -> None:
    sent: list[Call] = []

    def script(call: Call) -> Answer:
        if call.method == "GET":
            return Answer(200, {"data": [{"id": "7", "text": "Où ça?"}]})
        sent.append(call)
        return Answer(201, {"data": {"id": "99", "text": "peu importe"}})

    text = "Bonjour,\nle formulaire <b> & la suite\u00a0: \u202equ’on 👍🏽\ud800\x00"
    with replaying(script) as replay:
        outcome = connector(replay).perform(Order(Act.REPLY, "7", "clé", text=text))
    assert (outcome.reply_id, outcome.visibility) == ("99", Visibility.PUBLIC)
    assert json.loads(sent[0].body) == {"text": text, "reply": {"in_reply_to_tweet_id": "7"}}


def test_an_order_on_an_id_that_x_never_gave_makes_no_call() -> None:
    with replaying(lambda _: Answer(200, {"data": {"hidden": True}})) as replay:
        with pytest.raises(ItemGone):
            connector(replay).perform(Order(Act.HIDE, "7/../8", "clé"))
        assert replay.calls == []


@BOTH
def test_a_reply_of_unknown_fate_is_found_under_its_comment(generation: str) -> None:
    world, [_, first, second] = thread(generation)
    text = "Voici le lien\u00a0: https://exemple.quebec/essai & le numéro <1>."
    received = "@ginette_lt Voici le lien\u00a0: https://t.co/AbCdEf &amp; le numéro &lt;1&gt;."
    world.reply(second, US, received, START + timedelta(minutes=10))
    ours = world.reply(first, US, received, START + timedelta(minutes=11))
    world.reply(first, US, "@ginette_lt Autre chose.", START + timedelta(minutes=12))
    asked = START + timedelta(minutes=9)
    with replaying(world) as replay:
        finder = connector(replay, generation)
        assert finder.find_reply(Order(Act.REPLY, first.id, "clé", text=text, asked_at=asked)) == ours.id
        assert finder.find_reply(Order(Act.REPLY, first.id, "clé", text="Jamais dit", asked_at=asked)) is None
        asked_from = {call.query["start_time"] for call in replay.calls if call.path != "/2/tweets"}
    assert asked_from == {f"{asked - timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"}


@BOTH
def test_acts_name_the_newest_version_and_a_reply_to_it_is_found(generation: str) -> None:
    world, [post, *_] = thread(generation)
    versions = (id_at(START + timedelta(minutes=3)), id_at(START + timedelta(minutes=8)))
    for version, text in zip(versions, ("@EssaisQc Zut", "@EssaisQc Zut!"), strict=True):
        world.add(Post(version, "11", text, post.id, post.id, (US,), versions=versions))
    asked = START + timedelta(minutes=9)
    hidden = Answer(200, {"data": {"hidden": True}})
    with replaying(lambda call: world(call) if call.method == "GET" else hidden) as replay:
        x = connector(replay, generation)
        x.perform(Order(Act.HIDE, versions[0], "clé"))
        assert replay.calls[-1].path == f"/2/tweets/{versions[1]}/hidden"
        ours = world.reply(world.posts[versions[1]], US, "@ginette_lt Voilà.", START + timedelta(minutes=10))
        assert x.find_reply(Order(Act.REPLY, versions[0], "clé", text="Voilà.", asked_at=asked)) == ours.id
        found = {c.platform_id: c for b in x.fetch_since("") for c in b.comments}  # the last one told wins
    assert found[ours.id].parent_id == versions[0]
    assert found[versions[0]].text == "@EssaisQc Zut!"


def sent_as(text: str, received: object, long: object = None) -> bool:
    post = {"text": received, "referenced_tweets": [{"type": "replied_to", "id": "7"}]}
    return is_our_reply(post | ({"note_tweet": {"text": long}} if long else {}), {"7"}, text)


@pytest.mark.parametrize(
    ("text", "received"),
    [
        ("Merci!", "@ginette_lt @rosairev Merci!"),
        ("Cafe\u0301", "@a Café"),
        ("a < b && c > d", "@a a &lt; b &amp;&amp; c &gt; d"),
        ("&lt; tel quel", "&amp;lt; tel quel"),
        ("Voir exemple.quebec/aide.", "Voir https://t.co/x1"),
        ("Deux\n\nlignes ", "Deux\n\nlignes"),
    ],
)
def test_what_x_rewrites_is_still_our_reply(text: str, received: str) -> None:
    assert sent_as(text, received)


@pytest.mark.parametrize("received", ["@a Merci", "Merci! Bien à vous", "merci!", "", None, 7])
def test_another_text_is_another_reply(received: object) -> None:
    assert not sent_as("Merci!", received)


def test_a_long_reply_is_compared_whole() -> None:
    long = "mot " * 400
    assert sent_as(long, "mot mot…", "@a " + long)
    assert not sent_as(long + "fin", "mot mot…", "@a " + long)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_text_is_found_as_x_would_write_it(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert sent_as(text, "@ginette_lt " + escaped)


@BOTH
def test_a_whole_thread_is_read_with_its_root(generation: str) -> None:
    world, posts = thread(generation)
    with replaying(world) as replay:
        batches = list(connector(replay, generation).fetch_thread(posts[0].id))
    found = {p.platform_id for b in batches for p in b.posts} | {c.platform_id for b in batches for c in b.comments}
    assert found == {post.id for post in posts}
    assert {batch.cursor for batch in batches} == {""}


def test_the_thread_of_an_impossible_id_is_gone() -> None:
    with replaying(lambda _: Answer(200, {"data": []})) as replay, pytest.raises(ItemGone):
        list(connector(replay).fetch_thread("../secret"))
