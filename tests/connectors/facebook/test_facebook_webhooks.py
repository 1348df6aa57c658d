"""Facebook's deliveries: every recorded one is read without loss, and nothing that is sent can stop the reader."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared_files import shared_path

from parvis.connectors.facebook.webhooks import reader
from parvis.connectors.notices import Notice, Unreadable
from parvis.connectors.port import Act, Visibility

PAGE = "1234567890321"
SECRETS = {"app_secret": "secret-invente", "verify_token": "jeton-invente"}


def nobody_knows(_: str) -> bool | None:
    return None


def read(body: bytes) -> list[Notice]:
    return reader.read(body, SECRETS, nobody_knows)


def recorded(name: str) -> tuple[dict[str, Any], Notice]:
    """The first change as it was recorded, and what was read of the delivery."""
    body = shared_path(f"fixtures/facebook/webhook-{name}.json").read_bytes()
    [notice] = read(body)
    value: dict[str, Any] = json.loads(body)["entry"][0]["changes"][0]["value"]
    return value, notice


@pytest.mark.parametrize("name", ["feed-comment-add-25", "feed-comment-add-with-photo", "feed-comment-edited-25"])
def test_a_recorded_comment_of_the_older_generation_is_whole(name: str) -> None:
    value, notice = recorded(name)
    [told] = notice.told
    comment = told.comment
    assert (comment.platform_id, comment.post_id, comment.text) == (
        value["comment_id"],
        value["post_id"],
        value["message"],
    )
    assert (comment.author_id, comment.author_name) == (str(value["sender_id"]), value["sender_name"])
    assert comment.created_at == datetime.fromtimestamp(value["created_time"], UTC)
    assert (comment.kind, comment.parent_id, comment.thread_id) == ("comment", "", value["comment_id"])
    assert comment.ours is (comment.author_id == PAGE)
    assert comment.raw == value
    assert notice.look_at == (value["comment_id"],)
    assert notice.account_id == PAGE
    assert told.edited is ("edited" in name)
    assert told.whole is not told.edited  # its time is the edit's
    assert (comment.edited_at == told.said_at) is told.edited


def test_a_recorded_hide_says_which_comment_and_when() -> None:
    value, notice = recorded("feed-comment-hide")
    [change] = notice.changes
    assert (change.platform_id, change.visibility) == (value["comment_id"], Visibility.HIDDEN)
    assert change.said_at == datetime.fromtimestamp(1467894562, UTC)
    assert notice.look_at == (value["comment_id"],)


def test_a_recorded_removal_is_final_and_takes_the_replies() -> None:
    value, notice = recorded("feed-comment-remove-25")
    [change] = notice.changes
    assert (change.platform_id, change.visibility, change.with_replies) == (
        value["comment_id"],
        Visibility.GONE,
        True,
    )
    assert notice.look_at == ()


def test_a_recorded_post_of_a_visitor_is_not_ours() -> None:
    value, notice = recorded("feed-post-add-25")
    [post] = notice.posts
    assert (post.platform_id, post.text, post.ours, post.raw) == (value["post_id"], value["message"], False, value)


def test_recorded_entries_of_other_kinds_are_all_kept_raw() -> None:
    body = shared_path("fixtures/facebook/webhook-feed-two-entries-25.json").read_bytes()
    kept = [item for notice in read(body) for item in notice.unknown]
    entries = json.loads(body)["entry"]
    assert [item.kind for item in kept] == ["webhook.parking", "webhook.payment_options"]
    assert [item.raw for item in kept] == [
        {"id": one["id"], "time": one["time"], **one["changes"][0]} for one in entries
    ]


def test_a_recorded_mention_on_our_own_page_is_read_from_the_platform_before_it_is_kept() -> None:
    value, notice = recorded("mention-comment-add")
    [told] = notice.told
    assert (told.comment.platform_id, told.comment.text, told.whole) == (value["comment_id"], value["message"], False)


def change(**value: Any) -> bytes:
    said = {
        "item": "comment",
        "verb": "add",
        "comment_id": "1_2",
        "post_id": f"{PAGE}_1",
        "created_time": 1_700_000_000,
    }
    entry = {"id": PAGE, "time": 1_700_000_005, "changes": [{"field": "feed", "value": said | value}]}
    return json.dumps({"object": "page", "entry": [entry]}).encode()


def test_both_generations_name_the_author() -> None:
    for author in ({"from": {"id": "42", "name": "Ana"}}, {"sender_id": 42, "sender_name": "Ana"}):
        [told] = read(change(**author))[0].told
        assert (told.comment.author_id, told.comment.author_name) == ("42", "Ana")


def test_a_mention_elsewhere_is_no_conversation_of_ours() -> None:
    body = change(post_id="999_1").replace(b'"feed"', b'"mention"')
    [told] = read(body)[0].told
    assert (told.comment.kind, told.comment.post_id, told.whole) == ("mention", "", True)


def test_rights_that_were_not_told_are_not_taken_for_refusals() -> None:
    [told] = read(change(message="Bonjour"))[0].told
    obstacles = {one.act: one.obstacle for one in told.comment.capabilities}
    assert (obstacles[Act.HIDE], obstacles[Act.DELETE]) == (None, None)
    assert told.comment.visibility is Visibility.UNKNOWN


def test_milliseconds_are_told_from_seconds() -> None:
    body = json.dumps({"object": "page", "entry": [{"id": PAGE, "time": 1_700_000_005_000}]}).encode()
    assert reader.sent_at(body) == datetime.fromtimestamp(1_700_000_005, UTC)


def test_the_newest_entry_dates_the_delivery() -> None:
    entries = [{"id": PAGE, "time": 5}, {"id": PAGE, "time": 9}, {"id": PAGE, "time": "hier"}, None, {"time": 1e400}]
    assert reader.sent_at(json.dumps({"entry": entries}).encode()) == datetime.fromtimestamp(9, UTC)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_said_to_be_unreadable(body: bytes) -> None:
    try:
        read(body)
    except Unreadable:
        assert not body.strip().startswith(b"{}")
    reader.sent_at(body)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)
_NAMES = ["item", "verb", "comment_id", "post_id", "parent_id", "sender_id", "from", "created_time", "message", "post"]
_VALUE = st.dictionaries(
    st.sampled_from(
        [
            "item",
            "verb",
            "comment_id",
            "post_id",
            "parent_id",
            "sender_id",
            "from",
            "created_time",
            "message",
            "sender_name",
            "post",
            "photo",
        ]
    ),
    _JSON | st.sampled_from(["comment", "post", "add", "edited", "hide", "remove", "1_2", {"id": "4"}]),
)


@given(st.lists(_VALUE | _JSON, max_size=3), _JSON, st.sampled_from(["feed", "mention", "x"]))
def test_any_change_is_told_changed_posted_kept_or_knowingly_left(values: list[Any], at: Any, field: str) -> None:
    changes = [{"field": field, "value": value} for value in values]
    [notice] = read(json.dumps({"object": "page", "entry": [{"id": PAGE, "time": at, "changes": changes}]}).encode())
    counted = len(notice.told) + len(notice.changes) + len(notice.posts) + len(notice.unknown)
    assert counted == max(1, len(values)) if field == "x" else counted <= max(1, len(values))


@given(st.binary(max_size=200), st.text(st.characters(codec=None), max_size=30))
def test_only_the_secret_and_the_exact_bytes_make_the_signature(body: bytes, other: str) -> None:
    right = "sha256=" + hmac.new(b"secret-invente", body, hashlib.sha256).hexdigest()
    name = reader.signature_header
    assert reader.authentic({name: right}, body, SECRETS)
    assert not reader.authentic({name: right}, body + b" ", SECRETS)
    assert not reader.authentic({name: right}, body, {"app_secret": ""})
    assert not reader.authentic({name: right}, body, {})
    assert reader.authentic({name: other}, body, SECRETS) is (other == right)
