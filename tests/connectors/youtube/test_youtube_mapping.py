"""From YouTube's comments to the port's: acts, visibility, threads, hostile texts, unknown things."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.scripted_server import Answer, Request, scripted
from tests.connectors.youtube.fake_channel import CHANNEL, START, Said, connector, stamp

from parvis.connectors.port import Act, Audience, Capability, Obstacle, RemoteComment, UnknownItem, Visibility
from parvis.connectors.youtube.capabilities import capabilities
from parvis.connectors.youtube.mapping import read_head, read_reply, read_thread, read_video

HOSTILE = [
    "Bonjour\u0000fin",
    "\ud83d seul",
    "‮txet‬ \u200b\u200d\ufeff",
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "e\u0301 é  \u00a0 fin \r\n\t",
    "<script>alert(1)</script>&amp;&#x27;",
    "a" * 100_000,
    "",
    " ",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def thread(**more: Any) -> dict[str, Any]:
    snippet = {
        "videoId": "video1",
        "topLevelComment": Said("T1", START, "Quand ouvre la piscine?").resource(with_status=False),
        "canReply": True,
        "totalReplyCount": 3,
        "isPublic": True,
        **more,
    }
    return {"kind": "youtube#commentThread", "id": "T1", "snippet": snippet}


def read(item: object, listed: str = "published") -> list[RemoteComment | UnknownItem]:
    return read_thread(item, read_head(item, listed=listed), channel_id=CHANNEL)


def one(item: object, listed: str = "published") -> RemoteComment:
    first = read(item, listed)[0]
    assert isinstance(first, RemoteComment)
    return first


def act(name: Act, declared: tuple[Capability, ...]) -> Capability:
    [found] = [capability for capability in declared if capability.act is name]
    return found


def test_a_comment_has_its_author_time_thread_and_link() -> None:
    found = one(thread())
    assert (found.platform_id, found.kind, found.thread_id, found.parent_id, found.post_id) == (
        "T1",
        "comment",
        "T1",
        "",
        "video1",
    )
    assert (found.author_id, found.author_name, found.author_handle) == (
        "UClanterne",
        "@ovide.lanterne",
        "@ovide.lanterne",
    )
    assert found.created_at == datetime.fromtimestamp(START, UTC)
    assert found.edited_at is None
    assert found.reply_count == 3
    assert found.permalink == "https://www.youtube.com/watch?v=video1&lc=T1"
    assert found.raw == thread()


def test_an_edited_comment_says_when() -> None:
    edited = Said("T1", START, "Corrigé", edited=START + 60).resource(with_status=False)
    assert one(thread(topLevelComment=edited)).edited_at == datetime.fromtimestamp(START + 60, UTC)


def test_what_its_author_wrote_is_preferred_to_what_is_displayed() -> None:
    top = Said("T1", START, "affiché").resource(with_status=False)
    assert one(thread(topLevelComment=top)).text == "affiché"
    top["snippet"]["textOriginal"] = "écrit"
    assert one(thread(topLevelComment=top)).text == "écrit"


def test_a_comment_on_the_channel_itself_has_no_video() -> None:
    top = Said("T1", START, "Allo").resource(with_status=False)
    del top["snippet"]["videoId"]
    found = one(thread(videoId=None, topLevelComment=top))
    assert (found.post_id, found.permalink) == ("", "")


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["textOriginal", "textDisplay"])
def test_a_hostile_text_arrives_byte_for_byte(text: str, name: str) -> None:
    top = Said("T1", START, "").resource(with_status=False)
    del top["snippet"]["textDisplay"]
    top["snippet"][name] = text
    body = json.dumps({"items": [thread(topLevelComment=top)]}, ensure_ascii=not text.isprintable()).encode()

    def script(request: Request) -> Answer:
        first = request.query.get("moderationStatus") == "published"
        return Answer(body, headers={"Content-Type": "text/plain"}) if first else Answer({"items": []})

    with scripted(script) as server:
        batches = list(connector(server.url).fetch_since(""))
    assert [found.text for batch in batches for found in batch.comments] == [text]


@given(JSON)
def test_anything_at_all_is_kept_raw_and_stops_nothing(item: object) -> None:
    [kept] = read(item)
    assert isinstance(kept, UnknownItem)
    assert kept.raw == item
    assert isinstance(read_video(item, channel_id=CHANNEL), UnknownItem)
    [first, second] = read({**thread(), "replies": {"comments": [item]}})
    assert isinstance(first, RemoteComment)
    assert second.raw == item


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(thread()["snippet"], JSON)))
def test_a_thread_with_fields_of_any_type_is_read_or_kept_raw(fields: dict[str, Any]) -> None:
    assert read(thread(**fields))
    assert len(read({"id": "T1", "snippet": fields})) == 1


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(Said("R", 0, "").resource(with_status=True)["snippet"], JSON)))
def test_a_reply_with_fields_of_any_type_is_read_or_kept_raw(fields: dict[str, Any]) -> None:
    item = {"id": "T1.R1", "snippet": {"publishedAt": stamp(START), "textDisplay": "Allo", **fields}}
    found = read_reply(item, read_head(thread(), listed="published"), channel_id=CHANNEL)
    assert found.raw == item


@pytest.mark.parametrize("when", ["", "hier", "2026-10-01T10:00:00", None, 5, "9999-12-31T23:59:59-23:00"])
def test_a_comment_without_a_time_and_zone_is_kept_raw(when: object) -> None:
    top = Said("T1", START, "Allo").resource(with_status=False)
    top["snippet"]["publishedAt"] = when
    [kept] = read(thread(topLevelComment=top))
    assert isinstance(kept, UnknownItem)
    assert (kept.platform_id, kept.reason) == ("T1", "no time with a zone")


@pytest.mark.parametrize(
    ("status", "is_public", "listed", "expected"),
    [
        ("published", False, "", Visibility.PUBLIC),
        ("heldForReview", True, "published", Visibility.HELD),
        ("likelySpam", None, "", Visibility.HELD),
        ("rejected", None, "", Visibility.GONE),
        ("inventedLater", True, "published", Visibility.UNKNOWN),
        (None, None, "published", Visibility.PUBLIC),
        (None, True, "", Visibility.PUBLIC),
        (None, False, "", Visibility.HELD),
        (None, True, "heldForReview", Visibility.PUBLIC),
        (None, None, "heldForReview", Visibility.HELD),
        (None, None, "", Visibility.UNKNOWN),
    ],
)
def test_visibility_is_what_youtube_tells(
    status: str | None, is_public: object, listed: str, expected: Visibility
) -> None:
    top = Said("T1", START, "Allo", status=status or "").resource(with_status=status is not None)
    assert one(thread(topLevelComment=top, isPublic=is_public), listed).visibility is expected


def test_a_published_reply_is_hidden_with_its_thread() -> None:
    reply = Said("T1.R1", START, "Allo", parent="T1").resource(with_status=True)
    held = {**thread(isPublic=False), "replies": {"comments": [reply]}}
    found = read(held, "heldForReview")[1]
    assert isinstance(found, RemoteComment)
    assert found.visibility is Visibility.HELD


def test_holding_is_reversible_shows_nothing_to_others_and_hides_the_replies() -> None:
    hold = act(Act.HOLD, one(thread()).capabilities)
    assert hold.possible
    assert hold.reversible
    assert hold.takes_replies
    assert hold.seen_by is Audience.NOBODY


def test_rejecting_is_final_and_hides_the_replies() -> None:
    reject = act(Act.REJECT, one(thread()).capabilities)
    assert reject.possible
    assert not reject.reversible
    assert reject.takes_replies
    assert reject.seen_by is Audience.NOBODY


def test_only_a_held_comment_can_be_published() -> None:
    held = one(thread(isPublic=False), "heldForReview").capabilities
    assert act(Act.PUBLISH, held).possible
    assert act(Act.HOLD, held).obstacle is Obstacle.ALREADY_SO
    assert act(Act.PUBLISH, one(thread()).capabilities).obstacle is Obstacle.ALREADY_SO


@pytest.mark.parametrize("name", [Act.HOLD, Act.PUBLISH, Act.REJECT, Act.DELETE, Act.REPLY])
def test_nothing_can_be_done_to_a_rejected_comment(name: Act) -> None:
    declared = capabilities(Visibility.GONE, ours=False, starts_thread=True, can_reply=True)
    assert act(name, declared).obstacle is Obstacle.FINAL


def test_only_our_own_comments_can_be_deleted() -> None:
    ours = Said("T1", START, "Bonjour", author=CHANNEL).resource(with_status=False)
    mine = one(thread(topLevelComment=ours))
    assert mine.ours
    assert act(Act.DELETE, mine.capabilities).possible
    assert act(Act.HOLD, mine.capabilities).obstacle is Obstacle.OURS
    assert act(Act.DELETE, one(thread()).capabilities).obstacle is Obstacle.PLATFORM_FORBIDS


def test_a_thread_that_takes_no_reply_says_so() -> None:
    assert act(Act.REPLY, one(thread()).capabilities).possible
    assert act(Act.REPLY, one(thread(canReply=False)).capabilities).obstacle is Obstacle.PLATFORM_FORBIDS


@pytest.mark.parametrize("name", [Act.HIDE, Act.UNHIDE])
def test_youtube_does_not_hide(name: Act) -> None:
    assert act(name, one(thread()).capabilities).obstacle is Obstacle.NO_SUCH_ACT


def test_every_act_is_declared_once() -> None:
    assert sorted(capability.act for capability in one(thread()).capabilities) == sorted(Act)
