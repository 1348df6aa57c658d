"""Reading a page since a cursor: all pages, older posts, crashes, arrivals, and posts that fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.facebook.fake_page import START, FakePage, connector
from tests.connectors.scripted_server import Answer, Request, ScriptedServer, scripted

from parvis.connectors.facebook.cursor import Cursor
from parvis.connectors.facebook.sweep import OVERLAP, Horizon
from parvis.connectors.port import Batch, RateLimited, Unavailable

DAY = 86_400


def ids(batches: list[Batch]) -> list[str]:
    return [comment.platform_id for batch in batches for comment in batch.comments]


@contextmanager
def town(*, size: int = 2) -> Iterator[tuple[FakePage, ScriptedServer]]:
    page = FakePage(size=size)
    with scripted(page) as server:
        yield page, server


def test_every_page_of_every_post_is_read_in_order() -> None:
    with town() as (page, server):
        for post in ("7_1", "7_2", "7_3"):
            page.post(post)
            for number in range(5):
                page.say(post, int(post[-1]) * 10 + number, START + number)
        batches = list(connector(server.url).fetch_since(""))
    assert sorted(ids(batches)) == sorted(f"9_{post * 10 + number}" for post in (1, 2, 3) for number in range(5))
    assert [comment.post_id for batch in batches for comment in batch.comments] == ["7_3"] * 5 + ["7_2"] * 5 + [
        "7_1"
    ] * 5
    assert {request.query.get("limit") for request in server.requests} <= {"100", "2"}


def test_a_second_reading_asks_only_for_what_is_recent() -> None:
    with town() as (page, server):
        page.post("7_1")
        page.say("7_1", 1, START)
        page.say("7_1", 2, START + 10 * OVERLAP)
        link = connector(server.url)
        cursor = list(link.fetch_since(""))[-1].cursor
        page.say("7_1", 3, START + 11 * OVERLAP)
        assert ids(list(link.fetch_since(cursor))) == ["9_2", "9_3"]


def test_a_comment_on_last_months_post_is_seen() -> None:
    with town() as (page, server):
        page.post("7_1", START - 40 * DAY)
        page.post("7_2", START)
        page.say("7_1", 1, START - 39 * DAY)
        link = connector(server.url)
        cursor = list(link.fetch_since(""))[-1].cursor
        page.say("7_1", 2, START + DAY)
        assert "9_2" in ids(list(link.fetch_since(cursor)))


def test_the_horizon_is_the_further_of_its_age_and_its_number_of_posts() -> None:
    with town() as (page, server):
        for number, age in enumerate((90, 80, 50, 10, 0)):
            page.post(f"7_{number}", START - age * DAY)
        kept = {
            (posts, days, most): [
                post.platform_id
                for batch in connector(
                    server.url, horizon=Horizon(posts=posts, age=timedelta(days=days), at_most=most)
                ).fetch_since("")
                for post in batch.posts
            ]
            for posts, days, most in ((1, 60, 500), (4, 1, 500), (5, 60, 2))
        }
    assert kept == {
        (1, 60, 500): ["7_4", "7_3", "7_2"],
        (4, 1, 500): ["7_4", "7_3", "7_2", "7_1"],
        (5, 60, 2): ["7_4", "7_3"],
    }


@settings(max_examples=25, deadline=None)
@given(
    said=st.lists(st.integers(0, 5), min_size=1, max_size=4),
    late=st.lists(st.integers(0, 3), max_size=3),
    crash=st.integers(0, 12),
    size=st.integers(1, 3),
)
def test_a_crash_after_any_page_misses_nothing(said: list[int], late: list[int], crash: int, size: int) -> None:
    with town(size=size) as (page, server):
        number = 0
        for rank, many in enumerate(said):
            page.post(f"7_{rank}", START + rank)
            for second in range(many):
                number += 1
                page.say(f"7_{rank}", number, START + second)
        got: list[str] = []
        cursor = ""
        for batch in islice(connector(server.url).fetch_since(""), crash):
            got += ids([batch])
            cursor = batch.cursor  # what intake stored, in the same transaction, before the crash
        for rank in late:  # citizens do not wait for us to come back
            number += 1
            page.say(f"7_{rank % len(said)}", number, START + 100 + number)
        got += ids(list(connector(server.url).fetch_since(cursor)))
    assert set(got) == {f"9_{one}" for one in range(1, number + 1)}


def test_a_comment_that_arrives_during_the_sweep_is_not_missed() -> None:
    with town() as (page, server):
        page.post("7_1")
        for number in range(4):
            page.say("7_1", number, START + number)
        link = connector(server.url)
        reading = link.fetch_since("")
        got = [next(reading), next(reading)]
        page.say("7_1", 50, START + 50)
        page.say("7_1", 51, START + 1)  # shown late, with an earlier time
        got += list(reading)
        got += list(link.fetch_since(got[-1].cursor))
    assert {"9_50", "9_51"} <= set(ids(got))


def test_a_page_out_of_order_does_not_move_the_mark_past_what_was_not_read() -> None:
    def script(request: Request) -> Answer:
        if request.path.endswith("/feed"):
            return Answer({"data": [{"id": "7_1", "created_time": "2026-09-01T00:00:00+0000"}]})
        item = {"id": "9_1", "created_time": "2026-09-02T00:00:00+0000"}
        older = {"id": "9_2", "created_time": "2026-09-01T10:00:00+0000"}
        return Answer({"data": [item, older], "paging": {"next": "https://graph.invalid/x?after=9_2"}})

    with scripted(script) as server:
        batches = list(islice(connector(server.url).fetch_since(""), 2))
    assert ids(batches) == ["9_1", "9_2"]
    assert Cursor.load(batches[-1].cursor).read_to == {}


def test_a_post_whose_comments_are_refused_is_reported_once_and_stops_nothing() -> None:
    with town() as (page, server):
        for post in ("7_1", "7_2"):
            page.post(post)
            page.say(post, int(post[-1]), START)
        refusal = Answer({"error": {"code": 10, "message": "non"}}, status=403)
        page.before_answer = lambda request: refusal if "7_2/comments" in request.path else None
        link = connector(server.url)
        first = list(link.fetch_since(""))
        second = list(link.fetch_since(first[-1].cursor))
    assert ids(first) == ["9_1"]
    assert [item.platform_id for batch in first for item in batch.unknown] == ["7_2"]
    assert not [item for batch in second for item in batch.unknown]


def test_a_post_deleted_meanwhile_is_passed_over() -> None:
    with town() as (page, server):
        for post in ("7_1", "7_2"):
            page.post(post)
            page.say(post, int(post[-1]), START)
        gone = Answer({"error": {"code": 100, "error_subcode": 33}}, status=400)
        page.before_answer = lambda request: gone if "7_2/comments" in request.path else None
        assert ids(list(connector(server.url).fetch_since(""))) == ["9_1"]


def test_a_post_that_fails_does_not_hold_the_others_and_the_failure_is_told() -> None:
    with town() as (page, server):
        for post in ("7_1", "7_2", "7_3"):
            page.post(post)
            page.say(post, int(post[-1]), START)
        broken = Answer({"error": {"code": 1, "message": "moins de données"}}, status=500)
        page.before_answer = lambda request: broken if "7_3/comments" in request.path else None
        got: list[Batch] = []
        with pytest.raises(Unavailable):
            got.extend(connector(server.url).fetch_since(""))
    assert ids(got) == ["9_2", "9_1"]
    assert Cursor.load(got[-1].cursor).left == ["7_3"]


def test_a_page_that_is_always_throttled_is_read_to_the_end_over_several_sweeps() -> None:
    with town() as (page, server):
        for number in range(1, 13):
            page.post(f"7_{number}", START + number)
            if number % 4 == 0:
                page.say(f"7_{number}", number, START)
        throttled = Answer({"error": {"code": 4}}, status=400)
        allowed = 0

        def limit(_request: Request) -> Answer | None:
            nonlocal allowed
            allowed -= 1
            return None if allowed >= 0 else throttled

        page.before_answer = limit
        link, cursor, got = connector(server.url), "", set[str]()
        for _ in range(6):
            allowed = 9  # six pages of the feed, then three posts
            with suppress(RateLimited):
                for batch in link.fetch_since(cursor):
                    got |= set(ids([batch]))
                    cursor = batch.cursor
    assert got == {"9_4", "9_8", "9_12"}


def test_a_platform_that_is_down_is_not_asked_for_every_post() -> None:
    with town() as (page, server):
        for number in range(20):
            page.post(f"7_{number}")
        down = Answer(b"<html>502</html>", status=502)
        page.before_answer = lambda request: down if request.path.endswith("/comments") else None
        with pytest.raises(Unavailable):
            list(connector(server.url).fetch_since(""))
    assert len([one for one in server.requests if one.path.endswith("/comments")]) == 3


@pytest.mark.parametrize("stored", ["", "{", "[]", '{"v":99,"left":["7_1"]}', '{"v":1,"read_to":[],"left":3}'])
def test_a_cursor_that_cannot_be_read_starts_over(stored: str) -> None:
    with town() as (page, server):
        page.post("7_1")
        page.say("7_1", 1, START)
        assert ids(list(connector(server.url).fetch_since(stored))) == ["9_1"]


def test_the_cursor_comes_back_as_it_was_stored() -> None:
    cursor = Cursor(read_to={"7_1": START}, left=["7_1"], refused=["7_2"])
    assert Cursor.load(cursor.dump()) == cursor
    assert json.loads(cursor.dump())["v"] == 1


def test_pages_that_turn_in_circles_are_stopped() -> None:
    def script(request: Request) -> Answer:
        return Answer({"data": [], "paging": {"next": "https://graph.invalid/x?after=same"}})

    with scripted(script) as server, pytest.raises(Exception, match="ne sait pas lire") as failure:
        list(connector(server.url).fetch_since(""))
    assert getattr(failure.value, "code", "") == "paging_loop"
    assert len(server.requests) == 2


def test_a_whole_thread_is_read_with_its_post() -> None:
    with town() as (page, server):
        page.post("7_1")
        page.say("7_1", 1, START)
        for number in range(2, 7):
            page.say("7_1", number, START + number, parent={"id": "9_1"})
        batches = list(connector(server.url).fetch_thread("9_1", "7_1"))
    assert [post.platform_id for batch in batches for post in batch.posts] == ["7_1"]
    assert ids(batches) == ["9_1", "9_2", "9_3", "9_4", "9_5", "9_6"]
    assert {comment.thread_id for batch in batches for comment in batch.comments} == {"9_1"}
    assert {batch.cursor for batch in batches} == {""}
