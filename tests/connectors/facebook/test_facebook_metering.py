"""The ledger is told of every request that left for Graph, once each, with what Graph says of its limits."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.connectors.facebook.fake_page import PAGE, START, TOKEN, FakePage
from tests.connectors.scripted_server import Answer, always, scripted

from parvis.connectors.facebook import connect
from parvis.connectors.facebook.client import FacebookConnector
from parvis.connectors.port import AccountAccess, Act, Call, ConnectorError, Order


def metered(url: str, told: list[Call], *, timeout: float = 2.0) -> FacebookConnector:
    access = AccountAccess("facebook", PAGE, credentials={"page_token": TOKEN}, base_url=f"{url}/facebook")
    return connect(replace(access, timeout=timeout, meter=told.append))


def test_each_request_of_a_reading_and_of_the_acts_is_told_by_name() -> None:
    page, told = FakePage(), list[Call]()
    page.post("700100_1", START)
    page.say("700100_1", 1, START + 1)
    with scripted(page) as server:
        link = metered(server.url, told)
        list(link.fetch_since(""))
        assert len(told) == len(server.requests)
        assert {call.operation for call in told} == {"feed.get", "comments.get"}
        assert {(call.acting, call.units, call.status) for call in told} == {(False, 1, 200)}
        told.clear()
        link.observe(["9_1"])
        link.perform(Order(Act.HIDE, "9_1", "clé"))
        link.perform(Order(Act.REPLY, "9_1", "clé", text="Bonjour"))
        link.perform(Order(Act.DELETE, "9_1", "clé"))
    names = [(call.operation, call.acting) for call in told]
    acts = [("object.post", True), ("comments.post", True), ("object.delete", True)]
    assert names == [("object.get", False), *acts]


@pytest.mark.parametrize("status", [301, 400, 401, 404, 429, 500])
def test_a_refused_act_is_counted_once(status: int) -> None:
    told: list[Call] = []
    body = {"error": {"code": 200, "message": "non"}}
    with scripted(always(Answer(body, status=status))) as server, pytest.raises(ConnectorError):
        metered(server.url, told).perform(Order(Act.HIDE, "9_1", "clé"))
    assert told == [Call("object.post", acting=True, units=1, status=status)]


def test_a_request_cut_before_its_answer_is_counted_once() -> None:
    told: list[Call] = []
    with scripted(always(Answer({}, cut="before"))) as server, pytest.raises(ConnectorError):
        metered(server.url, told).perform(Order(Act.HIDE, "9_1", "clé"))
    assert told == [Call("object.post", acting=True, units=1)]


def test_a_request_cut_within_its_answer_is_counted_once() -> None:
    told: list[Call] = []
    with scripted(always(Answer({"success": True}, cut="within"))) as server, pytest.raises(ConnectorError):
        metered(server.url, told).perform(Order(Act.HIDE, "9_1", "clé"))
    assert [(call.operation, call.acting) for call in told] == [("object.post", True)]


def test_a_request_that_never_left_is_not_counted() -> None:
    told: list[Call] = []
    with scripted(always(Answer())) as server:
        url = server.url
    link = metered(url, told)
    with pytest.raises(ConnectorError, match="injoignable"):
        link.perform(Order(Act.HIDE, "9_1", "clé"))
    assert told == []


def limit_told(headers: dict[str, str]) -> Call:
    told: list[Call] = []
    with scripted(always(Answer({"id": "9_1"}, headers=headers))) as server:
        metered(server.url, told).observe(["9_1"])
    [call] = told
    return call


def test_the_highest_percentage_is_what_is_used() -> None:
    business = {"777": [{"type": "pages", "call_count": 12, "total_time": 61, "total_cputime": 3}]}
    app = {"call_count": 28, "total_time": 25, "total_cputime": 25}
    headers = {"X-App-Usage": json.dumps(app), "X-Business-Use-Case-Usage": json.dumps(business)}
    limit = limit_told(headers).limit
    assert limit is not None
    assert (limit.limit, limit.remaining, limit.resets_at) == (100, 39, None)


def test_the_time_to_regain_access_is_in_minutes() -> None:
    use = {"call_count": 100, "total_time": 0, "total_cputime": 0, "estimated_time_to_regain_access": 12}
    limit = limit_told({"X-Business-Use-Case-Usage": json.dumps({"777": [use]})}).limit
    assert limit is not None
    assert limit.resets_at is not None
    assert limit.remaining == 0
    assert abs(limit.resets_at - datetime.now(UTC) - timedelta(minutes=12)) < timedelta(seconds=10)


@pytest.mark.parametrize(
    "header",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"call_count"',
        '{"777": "beaucoup"}',
        '{"777": [null, 3, {"call_count_": 1}]}',
        "[" * 9000,
    ],
)
def test_an_unreadable_header_says_nothing(header: str) -> None:
    assert limit_told({"X-App-Usage": header, "X-Business-Use-Case-Usage": header}).limit is None


@pytest.mark.parametrize(("told", "remaining"), [(-5, 100), (10**30, 0), ("99", 100), (True, 100), (None, 100)])
def test_a_percentage_outside_its_bounds_is_brought_back(told: object, remaining: int) -> None:
    limit = limit_told({"X-App-Usage": json.dumps({"call_count": told})}).limit
    assert limit is not None
    assert limit.remaining == remaining
