"""Every recorded Graph answer, through the official client, with nothing lost."""

from __future__ import annotations

import json

import pytest
from tests.connectors.facebook.fake_page import connector
from tests.connectors.scripted_server import Answer, Request, always, scripted
from tests.shared_files import shared_path

from parvis.connectors.port import TokenRefused


def recorded(name: str) -> bytes:
    return shared_path(f"fixtures/facebook/{name}").read_bytes()


def test_a_recorded_page_of_comments_arrives_whole() -> None:
    body = recorded("comments_p1.json")
    items = json.loads(body)["data"]

    def script(request: Request) -> Answer:
        if request.path.endswith("/feed"):
            return Answer({"data": [{"id": "1_2", "created_time": "2021-08-10T00:00:00+0000"}]})
        return Answer({"data": []}) if request.query.get("after") == "after" else Answer(body)

    with scripted(script) as server:
        batches = list(connector(server.url).fetch_since(""))
    comments = [comment for batch in batches for comment in batch.comments]
    assert [comment.text for comment in comments] == [item["message"] for item in items]
    assert [comment.created_at.strftime("%Y-%m-%dT%H:%M:%S+0000") for comment in comments] == [
        item["created_time"] for item in items
    ]
    assert [comment.raw for comment in comments] == items
    assert not [item for batch in batches for item in batch.unknown]
    assert len({comment.platform_id for comment in comments}) == len(items)
    for comment, item in zip(comments, items, strict=True):
        link = item["permalink_url"]
        assert comment.platform_id.split("_")[1] in link
        assert (comment.kind == "reply") == ("reply_comment_id" in link)
        assert comment.reply_count == item["comment_count"]
        assert comment.thread_id in {one.platform_id for one in comments}


def test_a_recorded_comment_is_observed_as_it_was_written() -> None:
    body = recorded("comment_info.json")
    item = json.loads(body)
    with scripted(always(Answer(body))) as server:
        [seen] = connector(server.url).observe([item["id"]])
    assert seen.platform_id == item["id"]
    assert seen.text == item["message"]
    assert seen.raw == item


def test_a_recorded_feed_gives_every_post() -> None:
    body = recorded("feed_fields_p1.json")
    items = json.loads(body)["data"]

    def script(request: Request) -> Answer:
        first = request.path.endswith("/feed") and "until" not in request.query
        return Answer(body) if first else Answer({"data": []})

    with scripted(script) as server:
        posts = [post for batch in connector(server.url).fetch_since("") for post in batch.posts]
    assert [(post.platform_id, post.text) for post in posts] == [(one["id"], one["message"]) for one in items]
    asked = {request.path.split("/")[3] for request in server.requests if request.path.endswith("/comments")}
    assert asked == {item["id"] for item in items}


def test_the_recorded_error_says_that_the_token_is_refused() -> None:
    with (
        scripted(always(Answer(recorded("error.json"), status=400))) as server,
        pytest.raises(TokenRefused) as refusal,
    ):
        list(connector(server.url).fetch_since(""))
    assert refusal.value.code == "token_refused_190_460"
    assert not refusal.value.permanent
