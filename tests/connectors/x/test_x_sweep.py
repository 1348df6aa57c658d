"""A sweep of X misses nothing, wherever it is stopped, and reads as little as it can."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.connectors.x.x_replay import Answer, Call, Replay, replaying
from tests.connectors.x.x_world import US, Post, World, id_at, invalid

from parvis.connectors.port import AccountAccess, Batch, Malformed
from parvis.connectors.x import connect
from parvis.connectors.x.client import XConnector
from parvis.connectors.x.cursor import CONVERSATIONS, Cursor, parse


def ago(minutes: float) -> datetime:
    return datetime.now(UTC) - timedelta(minutes=minutes)


def connector(replay: Replay, **credentials: str) -> XConnector:
    return connect(AccountAccess("x", US, "essai", {"bearer_token": "lecture"} | credentials, replay.base_url))


def ids(batches: list[Batch]) -> list[str]:
    posts = [post.platform_id for batch in batches for post in batch.posts]
    return posts + [comment.platform_id for batch in batches for comment in batch.comments]


def under_unknown_posts(batch: Batch, kept: set[str]) -> list[str]:
    """Comments that the desk could not put under their post, for not having heard of it yet."""
    return [one.platform_id for one in batch.comments if one.post_id and one.post_id not in kept]


def busy_world(generation: str = "tweet") -> World:
    """Two posts of ours, replies of replies, a mention elsewhere, and an answer of ours."""
    world = World(generation)
    first = world.say(US, "Le programme d’essai est ouvert.", ago(600))
    second = world.say(US, "Les bureaux seront fermés lundi.", ago(300))
    question = world.reply(first, "11", "@EssaisQc À quelle date finit-il?", ago(200))
    world.reply(question, "12", "@ginette_lt Le 30, je crois.", ago(190))
    world.reply(question, US, "@ginette_lt Il finit le 30.", ago(180))
    world.reply(second, "12", "@EssaisQc Encore!", ago(100))
    world.say("12", "Merci @EssaisQc pour l’aide.", ago(90), mentions=(US,))
    return world


def test_a_first_sweep_brings_every_post_reply_and_mention_once() -> None:
    world = busy_world()
    with replaying(world) as replay:
        batches = list(connector(replay).fetch_since(""))
    assert sorted(ids(batches)) == sorted(world.posts)


def test_what_was_seen_is_not_asked_for_again() -> None:
    world = busy_world()
    with replaying(world) as replay:
        first = list(connector(replay).fetch_since(""))
        again = list(connector(replay).fetch_since(first[-1].cursor))
        late = world.say("11", "Et moi, @EssaisQc?", ago(0), mentions=(US,))
        third = list(connector(replay).fetch_since(again[-1].cursor))
    assert ids(again) == []
    assert ids(third) == [late.id]


def test_a_reply_without_mention_is_found_through_its_conversation() -> None:
    world = busy_world()
    first = min(world.posts.values(), key=lambda post: int(post.id))
    unnamed = world.add(Post(id_at(ago(50)), "12", "sans nommer personne", first.id, first.id))
    with replaying(world) as replay:
        assert unnamed.id in ids(list(connector(replay).fetch_since("")))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_sweep_killed_after_any_page_and_resumed_misses_nothing(data: st.DataObject) -> None:
    world = busy_world(data.draw(st.sampled_from(["tweet", "post"]), "generation"))
    world.page_size = data.draw(st.integers(1, 4), "page size")
    requests = itertools.count()
    root = min(world.posts.values(), key=lambda post: int(post.id))

    def meanwhile(call: Call) -> None:
        """People go on writing while pages are read, and X may forget its page tokens."""
        number = next(requests)
        if number in arrivals:
            world.reply(root, "11", f"@EssaisQc pendant ce temps ({call.path})", datetime.now(UTC))
        if number in announcements:
            new = world.say(US, "Autre chose.", datetime.now(UTC))
            world.reply(new, "12", "@EssaisQc Déjà?", datetime.now(UTC))
        if number in forgetting:
            world.forget_tokens()

    arrivals = data.draw(st.sets(st.integers(0, 12), max_size=4), "requests during which somebody writes")
    announcements = data.draw(st.sets(st.integers(0, 12), max_size=2), "requests during which we publish")
    forgetting = data.draw(st.sets(st.integers(0, 30), max_size=3), "requests before which tokens expire")
    world.before_answer = meanwhile
    kept: set[str] = set()
    cursor = ""
    with replaying(world) as replay:
        for _ in range(data.draw(st.integers(0, 4), "kills")):
            pages = data.draw(st.integers(1, 5), "pages before the kill")
            try:
                for batch in itertools.islice(connector(replay).fetch_since(cursor), pages):
                    kept.update(ids([batch]))
                    assert under_unknown_posts(batch, kept) == []
                    cursor = batch.cursor
            except Malformed:
                pass  # forgotten twice in one run: the next poll begins again
        world.before_answer = lambda _: None
        for _ in range(2):
            for batch in connector(replay).fetch_since(cursor):
                kept.update(ids([batch]))
                assert under_unknown_posts(batch, kept) == []
                cursor = batch.cursor
    assert kept == set(world.posts)
    assert parse(cursor).sweep is None


def test_since_does_not_move_before_the_last_page_of_the_sweep() -> None:
    world = busy_world()
    world.page_size = 1
    with replaying(world) as replay:
        batches = list(connector(replay).fetch_since(""))
    assert len(batches) > 5
    assert all(parse(batch.cursor).since == {} for batch in batches[:-1])
    assert set(parse(batches[-1].cursor).since) == {"posts", "mentions", "search"}


def test_the_last_minute_is_read_again_because_listings_lag() -> None:
    world = busy_world()
    fresh = world.say("11", "À l’instant, @EssaisQc", ago(0), mentions=(US,))
    with replaying(world) as replay:
        first = list(connector(replay).fetch_since(""))
        # A slightly older mention becomes visible only now.
        late = world.say("12", "Moi aussi, @EssaisQc", ago(0.5), mentions=(US,))
        second = ids(list(connector(replay).fetch_since(first[-1].cursor)))
    assert int(late.id) < int(fresh.id)
    assert late.id in second


@pytest.mark.parametrize("date", ["Wed, 12 Mar 2025 10:00:00 GMT", "Wed, 12 Mar 2025 10:00:00 UTC"])
def test_the_time_that_counts_is_the_platforms_own(date: str) -> None:
    """Our clock may be wrong: this platform says that it is 12 March 2025, 10:00."""
    noon = datetime(2025, 3, 12, 12, tzinfo=UTC)
    newest = {"id": id_at(noon), "text": "plus récent que l’horloge"}

    def script(call: Call) -> Answer:
        listed = {"data": [newest]} if call.path.endswith("/mentions") else {}
        return Answer(200, listed | {"meta": {}}, {"date": date})

    with replaying(script) as replay:
        last = list(connector(replay).fetch_since(""))[-1]
    reached = datetime(2025, 3, 12, 9, 59, tzinfo=UTC)
    assert parse(last.cursor).since == {"mentions": id_at(reached)}


@pytest.mark.parametrize("date", ["", "hier", "Wed, 99 Mar 2025 99:00:00 GMT", "Wed, 12 Mar 999999 10:00:00 GMT"])
def test_a_platform_without_a_readable_clock_is_read_by_ours(date: str) -> None:
    with replaying(lambda _: Answer(200, {"meta": {}}, {"date": date})) as replay:
        [first, _] = connector(replay).fetch_since("")
    position = parse(first.cursor).sweep
    assert position is not None
    assert datetime.fromisoformat(position.started) > ago(5)


def test_a_forgotten_page_token_starts_the_sweep_again_from_the_same_since() -> None:
    world = busy_world()
    with replaying(world) as replay:
        [first] = itertools.islice(connector(replay).fetch_since(""), 1)
        assert parse(first.cursor).sweep is not None
        world.forget_tokens()
        world.page_size = 100
        assert set(ids(list(connector(replay).fetch_since(first.cursor)))) == set(world.posts)


def test_a_page_token_forgotten_twice_is_reported_and_not_looped_upon() -> None:
    def script(call: Call) -> Answer:
        if "pagination_token" in call.query:
            return invalid("pagination_token", call.query["pagination_token"])
        return Answer(200, {"meta": {"result_count": 0, "next_token": "p1"}})

    with replaying(script) as replay, pytest.raises(Malformed):
        list(connector(replay).fetch_since(""))


def test_a_platform_that_gives_the_same_page_for_ever_is_reported() -> None:
    with replaying(lambda _: Answer(200, {"meta": {"next_token": "p1"}})) as replay, pytest.raises(Malformed):
        list(connector(replay).fetch_since(""))


def test_search_is_asked_without_since_id_once_that_id_is_a_week_old() -> None:
    world = busy_world()
    old = str((int(min(world.posts)) >> 22) - 9 * 24 * 3600 * 1000 << 22)
    roots = tuple(post.id for post in world.posts.values() if post.author == US and not post.answers)
    cursor = Cursor(since={"search": old, "mentions": old, "posts": old}, conversations=roots).text()
    with replaying(world) as replay:
        assert set(ids(list(connector(replay).fetch_since(cursor)))) == set(world.posts)
        searches = [call for call in replay.calls if "search" in call.path]
    assert searches
    assert all("since_id" not in call.query for call in searches)


def test_a_since_id_that_search_refuses_all_the_same_is_left_out() -> None:
    world = busy_world()
    refused = []

    def strict(call: Call) -> Answer:
        if "search" in call.path and "since_id" in call.query:
            refused.append(call)
            return invalid("since_id", call.query["since_id"])
        return world(call)

    with replaying(strict) as replay:
        first = list(connector(replay).fetch_since(""))
        list(connector(replay).fetch_since(first[-1].cursor))
    assert len(refused) == 1


def test_many_conversations_are_grouped_in_queries_of_at_most_512_characters() -> None:
    cursor = Cursor().joined_by(str(10**18 + number) for number in range(400))
    assert len(cursor.conversations) == CONVERSATIONS
    assert cursor.conversations[0] == str(10**18 + 399)
    groups = cursor.groups()
    assert max(len(group) for group in groups) <= 512
    assert sum(group.count("conversation_id:") for group in groups) == CONVERSATIONS


@pytest.mark.parametrize(
    "text",
    ["", "n’importe quoi", "[]", "null", '{"v":2}', '{"v":1,"sweep":{"step":"danse"}}', '{"v":1,"since":{"posts":"x"}}',
     '{"v":1,"since":7,"conversations":{"a":1},"sweep":[]}', "[" * 100_000],
)  # fmt: skip
def test_a_damaged_cursor_starts_from_the_beginning(text: str) -> None:
    assert parse(text) == Cursor()


def test_a_cursor_survives_its_own_text() -> None:
    world = busy_world()
    world.page_size = 1
    with replaying(world) as replay:
        for batch in connector(replay).fetch_since(""):
            assert parse(batch.cursor).text() == batch.cursor
            assert json.loads(batch.cursor)["v"] == 1


def test_a_refused_generation_is_replaced_and_remembered_in_the_cursor() -> None:
    world = busy_world("post")
    with replaying(world) as replay:
        batches = list(connector(replay, generation="tweet").fetch_since(""))
        refused = [call for call in replay.calls if "tweet.fields" in call.query]
        assert sorted(ids(batches)) == sorted(world.posts)
        list(connector(replay, generation="tweet").fetch_since(batches[-1].cursor))
        assert len(refused) == 1
        assert [call for call in replay.calls if "tweet.fields" in call.query] == refused


def test_a_platform_that_refuses_both_generations_is_reported() -> None:
    def neither(call: Call) -> Answer:
        name = next(name for name in call.query if name in ("tweet.fields", "post.fields"))
        return invalid(name, call.query[name])

    with replaying(neither) as replay, pytest.raises(Malformed):
        list(connector(replay).fetch_since(""))


def test_who_started_an_unknown_conversation_is_asked_once() -> None:
    world = World()
    elsewhere = world.say("11", "Je parle à tous.", ago(500))
    old = world.say(US, "Une vieille annonce.", ago(400))
    theirs = [world.reply(elsewhere, "12", f"@EssaisQc regardez {n}", ago(300 - n)) for n in range(3)]
    answer = world.reply(old, "11", "@EssaisQc une question", ago(200))
    nested = world.reply(answer, "12", "@ginette_lt @EssaisQc moi aussi", ago(100))
    cursor = Cursor(since={"posts": old.id})  # the announcement is no longer among those we search
    with replaying(world) as replay:
        batches = list(connector(replay).fetch_since(cursor.text()))
        asked = [call.query["ids"] for call in replay.calls if call.path == "/2/tweets"]
    found: dict[str, Any] = {c.platform_id: c for b in batches for c in b.comments}
    assert [post.platform_id for batch in batches for post in batch.posts] == [old.id]
    assert [found[one.id].kind for one in (*theirs, answer, nested)] == ["mention"] * 3 + ["comment", "reply"]
    assert sum(elsewhere.id in one for one in asked) <= 1


def test_a_reply_read_by_itself_brings_the_post_it_is_under() -> None:
    world = World()
    post = world.say(US, "Une annonce.", ago(400))
    answer = world.reply(post, "11", "@EssaisQc une question", ago(200))
    nested = world.reply(answer, "12", "@ginette_lt moi aussi", ago(100))
    with replaying(world) as replay:
        for one in (answer, nested):
            first = next(connector(replay).fetch_thread(one.id, post.id))
            assert [found.platform_id for found in first.posts] == [post.id]
            assert under_unknown_posts(first, {post.id}) == []
