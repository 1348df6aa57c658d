"""Failures on demand: each strikes the request it was meant for, and no other."""

from __future__ import annotations

import time

import pytest
import requests

from parvis.sandbox.faults import Faults
from parvis.sandbox.items import PLATFORMS
from parvis.sandbox.world import World

from .conftest import Web


def reply(web: Web, world: World, platform: str, comment: str) -> requests.Response:
    if platform == "x":
        return web.x("POST", "/2/tweets", json={"text": "Bonjour", "reply": {"in_reply_to_tweet_id": comment}})
    if platform == "facebook":
        return web.facebook("POST", f"/{comment}/comments", message="Bonjour")
    body = {"snippet": {"parentId": comment, "textOriginal": "Bonjour"}}
    return web.youtube("POST", "/comments", body, part="snippet")


def read(web: Web, world: World, platform: str) -> requests.Response:
    account = world.account(platform)
    if platform == "x":
        return web.x("GET", f"/2/users/{account['platform_id']}/mentions")
    if platform == "facebook":
        return web.facebook("GET", f"/{world.public_view('facebook')[0].id}/comments")
    channel = account["platform_id"]
    return web.youtube("GET", "/commentThreads", part="snippet", allThreadsRelatedToChannelId=channel)


@pytest.fixture(params=PLATFORMS)
def platform(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def comment(world: World, platform: str) -> str:
    return world.comment(platform, world.publish(platform, "Avis"), "lea", "Quand?")


def test_an_act_is_obeyed_and_its_answer_never_comes(web: Web, world: World, platform: str, comment: str) -> None:
    world.faults.add(platform, "obey_then_cut")
    assert read(web, world, platform).status_code == 200  # strikes acts, not reads
    with pytest.raises(requests.ConnectionError):
        reply(web, world, platform, comment)
    assert [call.act for call in world.calls] == ["reply"]
    assert reply(web, world, platform, comment).ok
    assert len(world.calls) == 2


def test_an_act_is_obeyed_long_before_its_answer_comes(web: Web, world: World, platform: str, comment: str) -> None:
    world.faults.add(platform, "obey_then_wait", seconds=0.4)
    start = time.perf_counter()
    assert reply(web, world, platform, comment).ok
    assert time.perf_counter() - start >= 0.4
    answered = time.time()
    assert answered - world.calls[0].at.timestamp() >= 0.35


def test_a_cut_does_nothing(web: Web, world: World, platform: str, comment: str) -> None:
    fault = world.faults.add(platform, "cut", times=2)
    with pytest.raises(requests.ConnectionError):
        read(web, world, platform)
    with pytest.raises(requests.ConnectionError):
        reply(web, world, platform, comment)
    assert world.calls == []
    assert len(fault.struck) == 2
    assert reply(web, world, platform, comment).ok


@pytest.mark.parametrize("kind", ["rate_limit", "server_error"])
def test_a_refusal_comes_before_anything_is_done(
    web: Web, world: World, platform: str, comment: str, kind: str
) -> None:
    world.faults.add(platform, kind, retry_after=120)
    answer = reply(web, world, platform, comment)
    expected = {"x": 429, "facebook": 400, "youtube": 403}[platform] if kind == "rate_limit" else 500
    assert answer.status_code == expected
    assert world.calls == []
    if kind == "rate_limit" and platform == "x":
        assert 110 < int(answer.headers["x-rate-limit-reset"]) - time.time() <= 121
    if kind == "rate_limit" and platform == "facebook":
        assert answer.json()["error"]["code"] == 613
        assert '"estimated_time_to_regain_access": 2' in answer.headers["x-business-use-case-usage"]
    if kind == "rate_limit" and platform == "youtube":
        assert answer.json()["error"]["errors"][0]["reason"] == "quotaExceeded"


def test_a_page_repeats_an_item(web: Web, world: World, platform: str, comment: str) -> None:
    world.faults.add(platform, "duplicate")
    body = read(web, world, platform).json()
    rows = body.get("data") or body["items"]
    assert [row["id"] for row in rows] == [comment, comment]
    again = read(web, world, platform).json()
    assert len(again.get("data") or again["items"]) == 1


def test_latency_delays_and_adds_to_another_fault(web: Web, world: World, platform: str, comment: str) -> None:
    world.faults.add(platform, "latency", seconds=0.3)
    world.faults.add(platform, "server_error")
    start = time.perf_counter()
    assert read(web, world, platform).status_code == 500
    assert time.perf_counter() - start >= 0.3


def test_a_fault_chooses_its_platform_method_and_path() -> None:
    faults = Faults()
    faults.add("x", "server_error", method="PUT", path="/hidden")
    assert faults.take("facebook", "PUT", "/2/tweets/1/hidden") == []
    assert faults.take("x", "GET", "/2/tweets/1/hidden") == []
    assert faults.take("x", "PUT", "/2/tweets/1") == []
    assert [fault.kind for fault in faults.take("x", "PUT", "/2/tweets/1/hidden")] == ["server_error"]
    assert faults.take("x", "PUT", "/2/tweets/1/hidden") == []
    faults.add("x", "cut")
    faults.clear()
    assert faults.take("x", "GET", "/") == []


def test_an_unknown_kind_of_fault_is_refused() -> None:
    with pytest.raises(ValueError, match="obey_then_cut"):
        Faults().add("x", "surprise")
