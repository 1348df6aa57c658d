"""From Graph's comments to the port's: rights, visibility, threads, hostile texts, unknown things."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.connectors.facebook.fake_page import PAGE, START, comment, connector
from tests.connectors.scripted_server import Answer, Request, scripted

from parvis.connectors.facebook.mapping import (
    read_comment,
    read_comments,
    read_observation,
    read_post,
)
from parvis.connectors.port import (
    Act,
    Audience,
    Capability,
    Obstacle,
    RemoteComment,
    RemotePost,
    UnknownItem,
    Visibility,
)

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


def read(raw: dict[str, object]) -> RemoteComment:
    read = read_comment(raw, page_id=PAGE, post_id="7_1")
    assert isinstance(read, RemoteComment)
    return read


def act(name: Act, raw: dict[str, object]) -> Capability:
    [found] = [one for one in read(raw).capabilities if one.act is name]
    return found


def test_a_comment_has_its_author_time_thread_and_link() -> None:
    raw = comment(5, START, "Quand ouvre la piscine?", comment_count=3, permalink_url="https://exemple.invalid/5")
    found = read(raw)
    assert (found.platform_id, found.kind, found.thread_id, found.parent_id, found.post_id) == (
        "9_5",
        "comment",
        "9_5",
        "",
        "7_1",
    )
    assert (found.author_id, found.author_name) == ("42", "Ovide Lanterne")
    assert found.created_at == datetime.fromtimestamp(START, UTC)
    assert (found.reply_count, found.permalink, found.visibility) == (
        3,
        "https://exemple.invalid/5",
        Visibility.PUBLIC,
    )
    assert found.raw == raw


def test_a_reply_belongs_to_the_thread_of_its_parent() -> None:
    found = read(comment(6, START, parent={"id": "9_5"}))
    assert (found.kind, found.thread_id, found.parent_id) == ("reply", "9_5", "9_5")


def test_an_author_that_facebook_does_not_name_is_left_empty() -> None:
    raw = comment(5, START)
    del raw["from"]
    found = read(raw)
    assert (found.author_id, found.author_name, found.ours) == ("", "", False)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_arrives_byte_for_byte(text: str) -> None:
    def script(request: Request) -> Answer:
        item = comment(1, START)
        item["message"] = text
        if request.path.endswith("/feed"):
            return Answer({"data": [{"id": "7_1", "message": text, "created_time": item["created_time"]}]})
        # A label that lies about the encoding, as Graph's own text/javascript once did.
        body = json.dumps({"data": [item]}, ensure_ascii=not text.isprintable()).encode()
        return Answer(body, headers={"Content-Type": "text/javascript"})

    with scripted(script) as server:
        batches = list(connector(server.url).fetch_since(""))
    assert [one.text for batch in batches for one in batch.comments] == [text]
    assert [one.text for batch in batches for one in batch.posts] == [text]


@given(JSON)
def test_anything_at_all_is_kept_raw_and_stops_nothing(item: object) -> None:
    comments, unknown = read_comments([item, comment(1, START)], page_id=PAGE, post_id="7_1")
    assert comments[-1].platform_id == "9_1"
    assert len(comments) + len(unknown) == 2
    assert [one.raw for one in unknown] in ([], [item])
    assert read_post(item, page_id=PAGE)
    assert read_observation(item, page_id=PAGE, platform_id="9_1").platform_id == "9_1"


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(comment(1, START), JSON)))
def test_a_comment_with_fields_of_any_type_is_read_or_kept_raw(raw: dict[str, object]) -> None:
    found = read_comment(raw, page_id=PAGE, post_id="7_1")
    assert found.raw == raw
    if isinstance(found, RemoteComment) and isinstance(raw.get("message"), str):
        assert found.text == raw["message"]


@pytest.mark.parametrize("when", ["", "hier", "2026-10-01T10:00:00", None, True, 10**30, "9999-12-31T23:59:59-2300"])
def test_a_comment_without_a_time_and_zone_is_kept_raw(when: object) -> None:
    found = read_comment({"id": "9_1", "message": "Allo", "created_time": when}, page_id=PAGE, post_id="")
    assert isinstance(found, UnknownItem)
    assert found.platform_id == "9_1"


@pytest.mark.parametrize("when", ["2026-10-01T10:00:00+0000", "2026-10-01T06:00:00-04:00", 1790848800])
def test_times_are_read_with_their_zone(when: object) -> None:
    found = read(comment(1, START, created_time=when))
    assert found.created_at == datetime(2026, 10, 1, 10, tzinfo=UTC)


def test_hiding_is_reversible_and_leaves_the_author_and_friends_seeing() -> None:
    hide = act(Act.HIDE, comment(1, START))
    assert hide.possible
    assert hide.reversible
    assert not hide.takes_replies
    assert hide.seen_by is Audience.AUTHOR_AND_FRIENDS


def test_deleting_is_final_and_takes_the_replies() -> None:
    delete = act(Act.DELETE, comment(1, START))
    assert delete.possible
    assert not delete.reversible
    assert delete.takes_replies
    assert delete.seen_by is Audience.NOBODY


@pytest.mark.parametrize(
    ("right", "of"), [("can_hide", Act.HIDE), ("can_remove", Act.DELETE), ("can_comment", Act.REPLY)]
)
def test_a_right_that_facebook_denies_is_an_obstacle(right: str, of: Act) -> None:
    assert act(of, comment(1, START)).possible
    assert act(of, {**comment(1, START), right: False}).obstacle is Obstacle.PLATFORM_FORBIDS
    untold = comment(1, START)
    del untold[right]
    assert act(of, untold).possible


def test_only_a_hidden_comment_can_be_shown_again() -> None:
    hidden = comment(1, START, is_hidden=True)
    assert read(hidden).visibility is Visibility.HIDDEN
    assert act(Act.UNHIDE, hidden).possible
    assert act(Act.HIDE, hidden).obstacle is Obstacle.ALREADY_SO
    assert act(Act.UNHIDE, comment(1, START)).obstacle is Obstacle.ALREADY_SO


def test_our_own_comment_is_not_to_be_hidden() -> None:
    ours = {**comment(1, START), "from": {"id": PAGE, "name": "La Ville"}}
    assert read(ours).ours
    assert act(Act.HIDE, ours).obstacle is Obstacle.OURS
    assert act(Act.DELETE, ours).possible


@pytest.mark.parametrize("other", [Act.HOLD, Act.PUBLISH, Act.REJECT])
def test_facebook_has_no_review_queue(other: Act) -> None:
    assert act(other, comment(1, START)).obstacle is Obstacle.NO_SUCH_ACT


def test_every_act_is_declared_once() -> None:
    assert sorted(one.act for one in read(comment(1, START)).capabilities) == sorted(Act)


def test_a_comment_whose_hidden_state_is_untold_is_not_presumed_public() -> None:
    raw = comment(1, START)
    del raw["is_hidden"]
    assert read(raw).visibility is Visibility.UNKNOWN


def test_a_visitors_post_is_not_ours() -> None:
    mine = read_post({"id": "7_1", "created_time": START, "from": {"id": PAGE}}, page_id=PAGE)
    theirs = read_post({"id": "7_2", "created_time": START, "from": {"id": "42"}}, page_id=PAGE)
    assert isinstance(mine, RemotePost)
    assert isinstance(theirs, RemotePost)
    assert (mine.ours, theirs.ours) == (True, False)
