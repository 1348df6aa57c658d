"""Failures on demand: each strikes the request it was meant for, and no other."""

from __future__ import annotations

import json
import time
from datetime import datetime
from email.utils import parsedate_to_datetime

import pytest
import requests

from parvis.sandbox.deliveries import Outbox
from parvis.sandbox.faults import Faults, quota_returns
from parvis.sandbox.items import PLATFORMS, NotAllowed
from parvis.sandbox.world import World

from .conftest import Web


def reply(web: Web, world: World, platform: str, comment: str) -> requests.Response:
    if platform == "x":
        return web.x("POST", "/2/tweets", json={"text": "Bonjour", "reply": {"in_reply_to_tweet_id": comment}})
    if platform == "facebook":
        return web.facebook("POST", f"/{comment}/comments", message="Bonjour")
    body = {"snippet": {"parentId": comment, "textOriginal": "Bonjour"}}
    return web.youtube("POST", "/comments", body, part="snippet")


def listed(answer: requests.Response) -> list[str]:
    body = answer.json()
    return [row["id"] for row in body.get("data") or body.get("items") or []]


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
    expected = {"x": 429, "facebook": 400, "youtube": 429}[platform] if kind == "rate_limit" else 500
    assert answer.status_code == expected
    assert world.calls == []
    if kind == "rate_limit" and platform == "x":
        assert 110 < int(answer.headers["x-rate-limit-reset"]) - time.time() <= 121
    if kind == "rate_limit" and platform == "facebook":
        assert answer.json()["error"]["code"] == 613
        assert '"estimated_time_to_regain_access": 2' in answer.headers["x-business-use-case-usage"]
    if kind == "rate_limit" and platform == "youtube":
        assert answer.json()["error"]["errors"][0]["reason"] == "rateLimitExceeded"


def test_a_page_repeats_an_item(web: Web, world: World, platform: str, comment: str) -> None:
    world.faults.add(platform, "duplicate")
    assert listed(read(web, world, platform)) == [comment, comment]
    assert listed(read(web, world, platform)) == [comment]


def test_a_page_comes_in_another_order_and_may_repeat_an_item_too(
    web: Web, world: World, platform: str, comment: str
) -> None:
    post = world.item(platform, comment).post_id
    others = [world.comment(platform, post, "rita", f"Moi aussi {n}") for n in range(4)]
    usual = listed(read(web, world, platform))
    shuffling = world.faults.add(platform, "shuffle", None)
    world.faults.add(platform, "duplicate")
    shuffled = listed(read(web, world, platform))
    assert shuffled != usual
    assert len(shuffled) == 6
    assert set(shuffled) == {comment, *others}
    assert listed(read(web, world, platform)) == shuffled[:5]
    world.faults.stop(shuffling.number)
    assert listed(read(web, world, platform)) == usual


def test_a_fault_lasts_until_it_is_stopped(web: Web, world: World, platform: str) -> None:
    world.publish(platform, "Avis")
    lasting = world.faults.add(platform, "server_error", None)
    other = world.faults.add(platform, "cut", method="DELETE")
    assert [read(web, world, platform).status_code for _ in range(3)] == [500] * 3
    assert [(one.kind, one.left, one.hits) for one in world.faults.active()] == [
        ("server_error", None, 3), ("cut", 1, 0),
    ]  # fmt: skip
    world.faults.stop(lasting.number)
    assert read(web, world, platform).status_code == 200
    assert [one.number for one in world.faults.active()] == [other.number]


def test_a_spent_quota_refuses_everything_until_it_comes_back_by_itself(
    web: Web, world: World, platform: str, comment: str
) -> None:
    fault = world.faults.add(platform, "quota_exhausted", None)
    for answer in (read(web, world, platform), reply(web, world, platform, comment)):
        assert answer.status_code == {"x": 429, "facebook": 403, "youtube": 403}[platform]
        body = answer.json()
        if platform == "x":  # as recorded by those it happened to: the window's headers know nothing of it
            assert (body["title"], body["period"]) == ("UsageCapExceeded", "Monthly")
            assert int(answer.headers["x-rate-limit-remaining"]) > 0
        if platform == "facebook":
            assert (body["error"]["code"], body["error"]["is_transient"]) == (4, True)
            assert json.loads(answer.headers["x-app-usage"])["call_count"] == 100
        if platform == "youtube":
            assert body["error"]["errors"][0] | {"message": ""} == {
                "message": "", "domain": "youtube.quota", "reason": "quotaExceeded",
            }  # fmt: skip
    assert world.calls == []
    assert fault.until is not None
    world.clock.advance((fault.until - world.clock.now()).total_seconds() + 1)
    assert world.faults.active() == []
    assert reply(web, world, platform, comment).ok


@pytest.mark.parametrize(
    ("platform", "now", "back"),
    [
        ("youtube", "2026-07-01T06:59:00+00:00", "2026-07-01T07:00:00+00:00"),  # summer, in the Pacific time zone
        ("youtube", "2026-11-01T07:30:00+00:00", "2026-11-02T08:00:00+00:00"),  # the day that has 25 hours
        ("x", "2026-12-31T23:59:00+00:00", "2027-01-01T00:00:00+00:00"),
        ("x", "2027-01-31T12:00:00+00:00", "2027-02-01T00:00:00+00:00"),
        ("facebook", "2026-11-26T12:00:00+00:00", "2026-11-26T13:00:00+00:00"),
    ],
)
def test_when_a_quota_comes_back(platform: str, now: str, back: str) -> None:
    assert quota_returns(platform, datetime.fromisoformat(now)) == datetime.fromisoformat(back)


def by_id(web: Web, platform: str, comment: str) -> list[str]:
    if platform == "x":
        return listed(web.x("GET", "/2/tweets", params={"ids": comment}))
    if platform == "facebook":
        return [web.facebook("GET", f"/{comment}", fields="id").json()["id"]]
    return listed(web.youtube("GET", "/comments", part="snippet", id=comment))


def test_a_comment_appears_in_lists_some_seconds_after_it_exists(web: Web, world: World, platform: str) -> None:
    post = world.publish(platform, "Avis")
    world.faults.add(platform, "late", seconds=30)
    late = world.comment(platform, post, "lea", "@MinExempleQC Quand?")
    prompt = world.comment(platform, post, "rita", "@MinExempleQC Merci!")
    assert listed(read(web, world, platform)) == [prompt]
    assert by_id(web, platform, late) == ([] if platform == "youtube" else [late])
    assert {one.id for one in world.public_view(platform)[0].walk()} == {post, late, prompt}
    if platform == "x":
        assert listed(web.x("GET", "/2/tweets/search/recent", params={"query": f"conversation_id:{post}"})) == [
            prompt, post,
        ]  # fmt: skip
    world.clock.advance(31)
    assert set(listed(read(web, world, platform))) == {late, prompt}
    assert by_id(web, platform, late) == [late]


def test_a_publication_and_a_reply_may_be_late_too(web: Web, world: World) -> None:
    page = world.account("facebook")["platform_id"]
    world.faults.add("facebook", "late", path="post")
    post = world.publish("facebook", "Avis")
    assert listed(web.facebook("GET", f"/{page}/feed")) == []
    video = world.publish("youtube", "Vidéo")
    thread = world.comment("youtube", video, "lea", "Quand?")
    world.faults.add("youtube", "late", path="comment")
    world.comment("youtube", video, "rita", "Samedi", thread)
    [found] = read(web, world, "youtube").json()["items"]
    assert found["snippet"]["totalReplyCount"] == 1  # counted, and not listed
    assert listed(web.youtube("GET", "/comments", part="id", parentId=thread)) == []
    world.clock.advance(1)
    assert listed(web.facebook("GET", f"/{page}/feed")) == [post]
    assert len(listed(web.youtube("GET", "/comments", part="id", parentId=thread))) == 1


def test_the_platform_takes_a_comment_down_by_itself(web: Web, world: World, platform: str, comment: str) -> None:
    post = world.item(platform, comment).post_id
    kept = world.comment(platform, post, "rita", "Merci!")
    with Outbox(world).watching() as outbox:
        world.remove_as_platform(platform, comment)
        announced = [json.loads(parcel.body) for parcel in outbox.take()]
    assert world.item(platform, comment).removed_by == "platform"
    assert listed(read(web, world, platform)) == [kept]
    if platform == "facebook":
        assert announced[0]["entry"][0]["changes"][0]["value"]["verb"] == "remove"
        assert web.facebook("GET", f"/{comment}").json()["error"]["error_subcode"] == 33
    else:
        assert announced == []
        assert by_id(web, platform, comment) == []
    with pytest.raises(NotAllowed):
        world.remove_as_platform(platform, post)
    assert world.calls == []


def test_answers_bear_the_date_of_the_worlds_clock(web: Web, world: World, platform: str) -> None:
    world.publish(platform, "Avis")
    world.clock.advance(-7200)
    answer = read(web, world, platform)
    said = parsedate_to_datetime(answer.headers["date"])
    assert abs((said - world.clock.now()).total_seconds()) < 60


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
