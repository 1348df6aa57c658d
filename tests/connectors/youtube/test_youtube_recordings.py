"""Every recorded YouTube answer, through the official client, with nothing lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.connectors.scripted_server import Answer, Request, always, scripted
from tests.connectors.youtube.fake_channel import connector
from tests.shared_files import shared_path

from parvis.connectors.port import Batch, ConnectorError, Refused, TokenRefused, Visibility


def recorded(name: str) -> bytes:
    return shared_path(f"fixtures/youtube/{name}").read_bytes()


def fetched(body: bytes) -> list[Batch]:
    def script(request: Request) -> Answer:
        first = request.query.get("moderationStatus") == "published" and "pageToken" not in request.query
        return Answer(body) if first else Answer({"items": []})

    with scripted(script) as server:
        return list(connector(server.url).fetch_since(""))


def comments_in(thread: dict[str, Any]) -> list[dict[str, Any]]:
    return [thread["snippet"]["topLevelComment"], *thread.get("replies", {}).get("comments", [])]


@pytest.mark.parametrize("name", ["comment_thread_single.json", "comment_threads_by_video_paged_1.json"])
def test_a_recorded_page_of_threads_arrives_whole(name: str) -> None:
    body = recorded(name)
    threads = json.loads(body)["items"]
    expected = [(thread, comment) for thread in threads for comment in comments_in(thread)]
    batches = fetched(body)
    comments = [comment for batch in batches for comment in batch.comments]
    assert not [item for batch in batches for item in batch.unknown]
    assert [comment.platform_id for comment in comments] == [comment["id"] for _, comment in expected]
    for found, (thread, comment) in zip(comments, expected, strict=True):
        snippet = comment["snippet"]
        assert found.text == snippet["textOriginal"]
        assert found.author_name == snippet["authorDisplayName"]
        assert found.author_id == snippet["authorChannelId"]["value"]
        assert found.created_at.strftime("%Y-%m-%dT%H:%M:%S.000Z") == snippet["publishedAt"]
        assert (found.edited_at is None) == (snippet["updatedAt"] == snippet["publishedAt"])
        assert (found.thread_id, found.post_id) == (thread["id"], thread["snippet"]["videoId"])
        assert found.visibility is Visibility.PUBLIC
        assert json.dumps(snippet) in json.dumps(dict(found.raw))


def test_a_recorded_page_of_replies_arrives_whole() -> None:
    body = recorded("comments_by_parent_paged_1.json")
    items = json.loads(body)["items"]
    parent = items[0]["snippet"]["parentId"]
    top = {"id": parent, "snippet": {"textOriginal": "Bonjour", "publishedAt": "2019-12-01T00:00:00Z"}}
    thread = {"id": parent, "snippet": {"topLevelComment": top, "totalReplyCount": 2, "isPublic": True}}

    def script(request: Request) -> Answer:
        if request.path.endswith("/commentThreads"):
            return Answer({"items": [thread]})
        return Answer({"items": []}) if "pageToken" in request.query else Answer(body)

    with scripted(script) as server:
        comments = [one for batch in connector(server.url).fetch_thread(parent) for one in batch.comments]
    assert [(one.platform_id, one.text, one.author_name) for one in comments[1:]] == [
        (item["id"], item["snippet"]["textOriginal"], item["snippet"]["authorDisplayName"]) for item in items
    ]
    assert {(one.thread_id, one.kind) for one in comments[1:]} == {(parent, "reply")}
    assert [dict(one.raw) for one in comments[1:]] == items


def error_of(name: str, status: int) -> ConnectorError:
    with (
        scripted(always(Answer(recorded(name), status=status))) as server,
        pytest.raises(ConnectorError) as error,
    ):
        list(connector(server.url).fetch_since(""))
    return error.value


def test_the_recorded_permission_error_is_a_refusal_although_it_says_service_unavailable() -> None:
    error = error_of("error_permission_resp.json", 403)
    assert isinstance(error, Refused)
    assert error.permanent
    assert error.code == "forbidden"


def test_the_recorded_key_error_says_that_the_account_must_be_reconnected() -> None:
    error = error_of("error_response.json", 400)
    assert isinstance(error, TokenRefused)
    assert error.code == "keyInvalid"
