"""Every response recorded from the live platform, read by the real client with nothing lost."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.connectors.x.x_replay import Answer, Call, Replay, replaying
from tests.shared_files import shared_path

from parvis.connectors.port import AccountAccess, Act, Batch, Order, RemoteComment, RemotePost, Visibility
from parvis.connectors.x import connect, snowflakes


def recorded(name: str) -> dict[str, Any]:
    path: Path = shared_path(f"fixtures/x/test_client_{name}.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def played(record: dict[str, Any], *, path: str = "") -> Any:
    """A script that gives the recorded answer to its path, then empty pages."""
    given: list[Call] = []

    def script(call: Call) -> Answer:
        if (path and call.path != path) or given:
            return Answer(200, {"meta": {"result_count": 0}})
        given.append(call)
        headers = {k: v[0] for k, v in record["headers"].items() if k.startswith("x-rate-limit")}
        return Answer(record["status"], record["body"], headers)

    return script


def account(replay: Replay, platform_id: str) -> AccountAccess:
    return AccountAccess("x", platform_id, "essai", {"bearer_token": "lecture", "user_token": "geste"}, replay.base_url)


def fetched(record: dict[str, Any], platform_id: str, path: str) -> list[Batch]:
    with replaying(played(record, path=path)) as replay:
        return list(connect(account(replay, platform_id)).fetch_since(""))


def assert_same(items: list[RemoteComment] | list[RemotePost], data: list[dict[str, Any]]) -> None:
    """Every recorded post is there once, with its text to the letter and all that was recorded of it."""
    by_id = {item.platform_id: item for item in items}
    assert len(by_id) == len(items) == len(data)
    for post in data:
        item = by_id[post["id"]]
        assert item.text == post["text"]
        assert item.created_at == snowflakes.time_of(post["id"])
        assert dict(item.raw) == post
        if isinstance(item, RemoteComment):
            assert item.thread_id == post["id"]
            assert item.visibility is Visibility.PUBLIC


def test_every_recorded_mention_arrives_word_for_word() -> None:
    record = recorded("get_users_mentions.0")
    batches = fetched(record, "783214", "/2/users/783214/mentions")
    assert_same([c for b in batches for c in b.comments], record["body"]["data"])
    assert {c.kind for b in batches for c in b.comments} == {"mention"}


def test_the_recorded_timeline_arrives_as_our_posts() -> None:
    record = recorded("get_users_tweets.0")
    batches = fetched(record, "783214", "/2/users/783214/tweets")
    posts = [p for b in batches for p in b.posts]
    assert_same(posts, record["body"]["data"])
    assert all(post.ours for post in posts)


def test_every_recorded_search_result_arrives_word_for_word() -> None:
    record = recorded("search_recent_tweets.0")
    with replaying(played(record, path="/2/tweets/search/recent")) as replay:
        batches = list(connect(account(replay, "783214")).fetch_thread("1578511538419212287"))
    assert_same([c for b in batches for c in b.comments], record["body"]["data"])


def test_the_time_hidden_in_recorded_ids_is_the_time_that_their_texts_tell() -> None:
    """A bot wrote these posts: each text is the time at which it was sent."""
    for post in recorded("search_recent_tweets.0")["body"]["data"]:
        sent = datetime.fromisoformat(post["text"].removesuffix(" tweepy")).replace(tzinfo=UTC)
        assert abs(snowflakes.time_of(post["id"]) - sent) < timedelta(seconds=2)
        assert snowflakes.first_id_of(snowflakes.time_of(post["id"])) >> 22 == int(post["id"]) >> 22


def test_the_recorded_look_up_is_read_back_word_for_word() -> None:
    record = recorded("get_tweets.0")
    ids = [post["id"] for post in record["body"]["data"]]
    with replaying(played(record)) as replay:
        seen = connect(account(replay, "783214")).observe(ids)
    assert [(one.platform_id, one.text) for one in seen] == [
        (post["id"], post["text"]) for post in record["body"]["data"]
    ]


def test_the_recorded_single_post_is_read_in_a_thread() -> None:
    record = recorded("get_tweet.0")
    with replaying(played(record)) as replay:
        batches = list(connect(account(replay, "783214")).fetch_thread(record["body"]["data"]["id"]))
    assert_same([c for b in batches for c in b.comments], [record["body"]["data"]])


@pytest.mark.parametrize(
    ("name", "act", "visibility"),
    [
        ("hide_and_unhide_reply.0", Act.HIDE, Visibility.HIDDEN),
        ("hide_and_unhide_reply.1", Act.UNHIDE, Visibility.PUBLIC),
        ("create_and_delete_tweet.0", Act.REPLY, Visibility.PUBLIC),
        ("create_and_delete_tweet.1", Act.DELETE, Visibility.GONE),
    ],
)
def test_the_recorded_acts_have_the_effect_that_x_declares(name: str, act: Act, visibility: Visibility) -> None:
    record = recorded(name)
    target = record["request"]["uri"].removeprefix("https://api.twitter.com/2/tweets").strip("/").split("/")[0]
    with replaying(lambda call: played(record)(call) if call.method != "GET" else Answer(200, {"data": []})) as replay:
        outcome = connect(account(replay, "783214")).perform(Order(act, target or "7", "clé", text="Test Tweet"))
        sent = replay.calls[-1]
    assert outcome.visibility is visibility
    assert outcome.reply_id == (record["body"]["data"].get("id", ""))
    assert (sent.method, sent.path) == (
        record["request"]["method"],
        record["request"]["uri"].removeprefix("https://api.twitter.com"),
    )
    if act in (Act.HIDE, Act.UNHIDE):
        assert json.loads(sent.body) == json.loads(record["request"]["body"])
