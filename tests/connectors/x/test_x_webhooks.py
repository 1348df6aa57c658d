"""X's deliveries, of both APIs: what is told whole is read as any page is; what is not is to be read from X."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.connectors.notices import Notice, Unreadable
from parvis.connectors.port import Act, RemoteComment, Visibility
from parvis.connectors.x.snowflakes import first_id_of
from parvis.connectors.x.webhooks import reader

US, ANA = "900800700", "4242"
AT = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)
ROOT = str(first_id_of(AT))
REPLY = str(first_id_of(AT) + 5)
SECRETS = {"consumer_secret": "secret-invente"}


def ours(post_id: str) -> bool | None:
    return True if post_id == ROOT else None


def read(body: Any) -> list[Notice]:
    return reader.read(json.dumps(body).encode(), SECRETS, ours)


def activity(kind: str, payload: dict[str, Any], **more: Any) -> dict[str, Any]:
    uuid = str(first_id_of(AT) + 9)
    data = {"event_type": kind, "event_uuid": uuid, "filter": {"user_id": US}, "tag": "t", "payload": payload}
    return {"data": data | more}


def post(**more: Any) -> dict[str, Any]:
    return {
        "id": REPLY,
        "text": "@exemple Bonjour &amp; merci",
        "author_id": ANA,
        "conversation_id": ROOT,
        "created_at": "2026-11-20T15:00:00.000Z",
        "in_reply_to_user_id": US,
        "referenced_posts": [{"type": "replied_to", "id": ROOT}],
        "edit_history_post_ids": [REPLY],
        **more,
    }


USERS = {"users": [{"id": ANA, "name": "Ana Inventée", "username": "ana"}]}


def told(body: dict[str, Any]) -> tuple[RemoteComment, bool]:
    [notice] = read(body)
    [one] = notice.told
    return one.comment, one.whole


@pytest.mark.parametrize("place", ["data", "body"])
def test_a_reply_to_our_post_is_told_whole(place: str) -> None:
    body = activity("post.mention.create", post(), **({"includes": USERS} if place == "data" else {}))
    body |= {"includes": USERS} if place == "body" else {}
    comment, whole = told(body)
    assert whole
    assert (comment.platform_id, comment.post_id, comment.thread_id, comment.kind) == (REPLY, ROOT, ROOT, "comment")
    assert (comment.author_name, comment.author_handle) == ("Ana Inventée", "ana")
    assert comment.text == "@exemple Bonjour & merci"
    assert {one.act for one in comment.capabilities if one.possible} == {Act.HIDE, Act.UNHIDE, Act.REPLY}


def test_the_names_of_the_other_generation_are_read_too() -> None:
    older = post(referenced_tweets=[{"type": "replied_to", "id": ROOT}], edit_history_tweet_ids=[REPLY])
    del older["referenced_posts"], older["edit_history_post_ids"]
    comment, whole = told(activity("post.mention.create", older))
    assert (comment.post_id, whole) == (ROOT, True)


def test_a_conversation_that_nobody_here_knows_is_asked_of_x() -> None:
    stranger = str(int(ROOT) - 7)
    comment, whole = told(activity("post.mention.create", post(conversation_id=stranger, in_reply_to_user_id=ANA)))
    assert (comment.platform_id, whole) == (REPLY, False)


def test_a_post_that_tells_no_conversation_is_asked_of_x() -> None:
    bare = {"id": REPLY, "text": "Bonjour", "author_id": ANA, "referenced_posts": [{"type": "replied_to", "id": "7"}]}
    assert told(activity("post.mention.create", bare))[1] is False


def test_an_edit_is_the_same_comment_with_a_newer_text() -> None:
    newer = str(int(REPLY) + (1 << 22) * 60_000)
    body = activity("post.mention.create", post(id=newer, text="Corrigé", edit_history_post_ids=[REPLY, newer]))
    [one] = read(body)[0].told
    assert (one.comment.platform_id, one.edited, one.comment.text) == (REPLY, True, "Corrigé")
    assert one.comment.edited_at == one.said_at


def test_our_own_post_starts_a_conversation() -> None:
    mine = post(id=ROOT, author_id=US, referenced_posts=[], in_reply_to_user_id=None, edit_history_post_ids=[ROOT])
    [notice] = read(activity("post.create", mine))
    assert [one.platform_id for one in notice.posts] == [ROOT]


def test_a_deleted_post_is_gone_and_its_replies_stay() -> None:
    [notice] = read(activity("post.delete", {"id": REPLY, "author_id": ANA}))
    [change] = notice.changes
    assert (change.platform_id, change.visibility, change.with_replies) == (REPLY, Visibility.GONE, False)


def test_the_account_activity_api_is_read_from_x_with_what_it_tells_in_reserve() -> None:
    created = {
        "id_str": REPLY,
        "text": "coupé…",
        "extended_tweet": {"full_text": "Un texte entier"},
        "user": {"id_str": ANA, "name": "Ana Inventée", "screen_name": "ana"},
        "in_reply_to_status_id_str": ROOT,
        "timestamp_ms": "1795100000000",
    }
    comment, whole = told({"for_user_id": US, "user_has_blocked": False, "tweet_create_events": [created]})
    assert (comment.platform_id, comment.text, comment.author_handle, whole) == (REPLY, "Un texte entier", "ana", False)


def test_the_account_activity_api_tells_deletions() -> None:
    event = {"status": {"id": REPLY, "user_id": ANA}, "timestamp_ms": "1795100000000"}
    [change] = read({"for_user_id": US, "tweet_delete_events": [event]})[0].changes
    assert (change.platform_id, change.visibility) == (REPLY, Visibility.GONE)


@pytest.mark.parametrize(
    "body",
    [
        {"for_user_id": US, "direct_message_events": [{"message_create": {"text": "privé"}}], "users": {"1": "privé"}},
        activity("dm.received", {"text": "privé"}),
        activity("chat.received", {"text": "privé"}),
    ],
)
def test_private_messages_are_not_kept(body: dict[str, Any]) -> None:
    [notice] = read(body)
    [item] = notice.unknown
    assert "privé" not in json.dumps(item.raw)


def test_unknown_events_are_kept_raw_and_likes_are_left() -> None:
    [event] = [activity("spaces.start", {"id": "7"})]
    assert read(event)[0].unknown[0].raw == event["data"]
    assert read(activity("like.create", {"id": "7"})) == [Notice(US)]
    body = {"for_user_id": US, "favorite_events": [{}], "follow_events": [{"type": "follow"}]}
    assert [item.raw for item in read(body)[0].unknown] == [{"follow_events": [{"type": "follow"}]}]


def test_the_newest_time_told_dates_the_delivery() -> None:
    assert reader.sent_at(json.dumps(activity("post.mention.create", post())).encode()) == AT
    assert reader.sent_at(b'{"for_user_id": "1", "tweet_create_events": [{"timestamp_ms": "1000"}]}') == datetime(
        1970, 1, 1, 0, 0, 1, tzinfo=UTC
    )
    assert reader.sent_at(b'{"data": {"event_type": "x", "event_uuid": "12"}}') is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None), max_size=8) | st.just(REPLY),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)
_BODY = st.fixed_dictionaries(
    {},
    optional={
        "for_user_id": _JSON,
        "tweet_create_events": _JSON,
        "tweet_delete_events": _JSON,
        "data": st.fixed_dictionaries(
            {"event_type": st.sampled_from(["post.create", "post.delete", "post.mention.create", "é"]) | _JSON},
            optional={
                "payload": st.fixed_dictionaries({"id": st.just(REPLY)}, optional={"text": _JSON, "author_id": _JSON}),
                "filter": _JSON,
                "includes": _JSON,
                "event_uuid": _JSON,
            },
        ),
        "includes": _JSON,
    },
)


@given(_BODY | _JSON)
def test_no_body_can_stop_the_reader(body: Any) -> None:
    raw = json.dumps(body).encode()
    try:
        reader.read(raw, SECRETS, ours)
    except Unreadable:
        assert not isinstance(body, dict)
    reader.sent_at(raw)
