"""The ledger is told of every request that left for YouTube, once each, whatever became of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.connectors.scripted_server import Answer, Request, always, scripted
from tests.connectors.youtube.fake_channel import CHANNEL, START, TOKEN, FakeChannel, failure

from parvis.connectors.port import AccountAccess, Act, Call, ConnectorError, Order
from parvis.connectors.youtube import connect, metering
from parvis.connectors.youtube.client import YouTubeConnector


def metered(url: str, told: list[Call], *, timeout: float = 2.0) -> YouTubeConnector:
    access = AccountAccess("youtube", CHANNEL, credentials={"access_token": TOKEN}, base_url=f"{url}/youtube")
    return connect(replace(access, timeout=timeout, meter=told.append))


def test_a_reading_costs_one_unit_a_request_and_an_act_fifty() -> None:
    channel, told = FakeChannel(), list[Call]()
    for number in range(5):
        channel.say(number, START + number)
    channel.say(9, START + 9, parent="T0")
    with scripted(channel) as server:
        link = metered(server.url, told)
        list(link.fetch_since(""))
        reading = len(server.requests)
        assert [call.acting for call in told] == [False] * reading
        assert sum(call.units for call in told) == reading
        assert {"commentThreads.list", "videos.list"} <= {call.operation for call in told}
        told.clear()
        for act, operation in [
            (Act.HOLD, "comments.setModerationStatus"),
            (Act.REPLY, "comments.insert"),
            (Act.DELETE, "comments.delete"),
        ]:
            link.perform(Order(act, "T1", "clé", text="Bonjour"))
            assert told.pop() == Call(operation, acting=True, units=50, status=told_status(act))
        assert told == []


def told_status(act: Act) -> int:
    return 200 if act is Act.REPLY else 204


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 429, 500, 503])
def test_a_refused_act_is_counted_once_and_charged(status: int) -> None:
    told: list[Call] = []
    with scripted(always(failure(status, "forbidden"))) as server, pytest.raises(ConnectorError):
        metered(server.url, told).perform(Order(Act.REJECT, "T1", "clé"))
    assert told == [Call("comments.setModerationStatus", acting=True, units=50, status=status)]


@pytest.mark.parametrize("cut", ["before", "within"])
def test_a_request_without_an_answer_is_counted_once(cut: str) -> None:
    told: list[Call] = []
    with scripted(always(Answer({"items": []}, cut=cut))) as server, pytest.raises(ConnectorError):
        metered(server.url, told).perform(Order(Act.HOLD, "T1", "clé"))
    assert told == [Call("comments.setModerationStatus", acting=True, units=50)]


def test_a_timeout_is_counted_once() -> None:
    told: list[Call] = []
    with scripted(always(Answer(status=204, delay=0.6))) as server, pytest.raises(ConnectorError):
        metered(server.url, told, timeout=0.2).perform(Order(Act.HOLD, "T1", "clé"))
    assert [call.status for call in told] == [None]


def test_an_answer_that_cannot_be_read_is_counted_once() -> None:
    told: list[Call] = []
    with scripted(always(Answer(b"\x00\xff pas du JSON"))) as server, pytest.raises(ConnectorError):
        metered(server.url, told).observe(["T1"])
    assert [(call.operation, call.units, call.status) for call in told] == [("commentThreads.list", 1, 200)]


def test_a_request_that_never_left_is_not_counted() -> None:
    told: list[Call] = []
    with scripted(always(Answer())) as server:
        url = server.url
    link = metered(url, told)
    with pytest.raises(ConnectorError, match="injoignable"):
        link.perform(Order(Act.HOLD, "T1", "clé"))
    assert told == []


def test_what_has_buckets_of_its_own_takes_nothing_of_the_common_units() -> None:
    searched = metering.call("https://example.org/youtube/v3/search?q=x", "GET", acting=False, status=200)
    assert searched == Call("search.list", acting=False, units=0, status=200)


@pytest.mark.parametrize("address", ["https://example.org/", "https://example.org/youtube/v3/%00/x", "nothing"])
def test_an_operation_never_is_an_address(address: str) -> None:
    assert metering.call(address, "GET", acting=False, status=200).operation == "other"


def test_without_a_meter_nothing_changes() -> None:
    with scripted(FakeChannel()) as server:
        access = AccountAccess(
            "youtube", CHANNEL, credentials={"access_token": TOKEN}, base_url=f"{server.url}/youtube"
        )
        assert list(connect(access).fetch_since(""))


def test_the_meter_hears_of_a_request_before_the_failure_is_raised() -> None:
    heard: list[int] = []

    def script(_request: Request) -> Answer:
        return failure(403, "quotaExceeded")

    with scripted(script) as server:
        access = AccountAccess(
            "youtube", CHANNEL, credentials={"access_token": TOKEN}, base_url=f"{server.url}/youtube"
        )
        link = connect(replace(access, meter=lambda call: heard.append(call.status or 0)))
        with pytest.raises(ConnectorError):
            list(link.fetch_since(""))
    assert heard == [403]
