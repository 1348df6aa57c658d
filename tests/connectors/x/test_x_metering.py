"""The ledger is told of every request that left for X, once each: what it gave, and what is left of the limit."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tests.connectors.x.x_replay import Answer, replaying
from tests.connectors.x.x_world import US, World
from tests.shared_files import shared_path

from parvis.connectors.port import AccountAccess, Act, Call, ConnectorError, Order
from parvis.connectors.x import connect, metering
from parvis.connectors.x.client import XConnector

NOW = datetime.now(UTC)


def metered(base_url: str, told: list[Call], *, timeout: float = 2.0) -> XConnector:
    access = AccountAccess("x", US, "essai", {"bearer_token": "lecture", "user_token": "geste"}, base_url)
    return connect(replace(access, timeout=timeout, meter=told.append))


def told_by(answer: Answer, act: Act | None = None, text: str = "Bonjour") -> list[Call]:
    """What the meter heard of one act, or of one look-up."""
    told: list[Call] = []
    with replaying(lambda _call: answer) as replay:
        link = metered(replay.base_url, told, timeout=1.5)
        try:
            if act:
                link.perform(Order(act, "7", "clé", text=text))
            else:
                link.observe(["7"])
        except ConnectorError:
            pass
    assert len(told) == len(replay.calls)
    return told


@pytest.mark.parametrize("generation", ["tweet", "post"])
def test_posts_and_people_returned_are_counted_as_items(generation: str) -> None:
    world, told = World(generation, page_size=10), list[Call]()
    post = world.say(US, "Formulaire.", NOW - timedelta(hours=2))
    world.reply(post, "11", "@EssaisQc Merci!", NOW - timedelta(hours=1))
    with replaying(world) as replay:
        list(metered(replay.base_url, told).fetch_since(""))
        assert len(told) == len(replay.calls)
    answered = {call.operation: call.items for call in told if call.status == 200}
    assert answered["users.tweets"] == 2  # our post, and ourselves
    assert answered["users.mentions"] == 4  # the mention, the post that it answers, its author, ourselves
    assert not any(call.acting for call in told)
    refused = [call for call in told if call.status == 400]  # asked once in the generation X does not speak
    assert [call.items for call in refused] == [0] * (generation == "post")


@pytest.mark.parametrize(
    ("act", "data", "operation"),
    [
        (Act.HIDE, {"hidden": True}, "tweets.hide"),
        (Act.REPLY, {"id": "9"}, "tweets.create"),
        (Act.DELETE, {"deleted": True}, "tweets.delete"),
    ],
)
def test_an_act_is_one_item(act: Act, data: dict[str, object], operation: str) -> None:
    told: list[Call] = []

    def script(call: object) -> Answer:
        reading = getattr(call, "method", "") == "GET"
        return Answer(200, {"data": [{"id": "7"}]} if reading else {"data": data})

    with replaying(script) as replay:
        metered(replay.base_url, told).perform(Order(act, "7", "clé", text="Bonjour"))
    assert told[-1] == Call(operation, acting=True, units=1, items=1, status=200)
    assert [call.acting for call in told[:-1]] == [False] * (len(told) - 1)


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("Le bureau ouvre à 8 h. Merci", "tweets.create"),
        ("Voyez https://exemple.invalid/a", "tweets.create_with_link"),
        ("Voyez www.exemple.invalid", "tweets.create_with_link"),
        ("Voyez quebec.ca", "tweets.create_with_link"),
        ("Voyez exemple.quebec, puis attendez", "tweets.create_with_link"),
        ("Oui.Calmement", "tweets.create"),
    ],
)
def test_a_post_with_a_link_has_its_own_name(text: str, operation: str) -> None:
    assert metering.call("POST", "/2/tweets", {"text": text}, None).operation == operation


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 429, 500, 503])
def test_a_refused_act_is_counted_once_and_holds_no_item(status: int) -> None:
    [call] = told_by(Answer(status, {"title": "non"}), Act.DELETE)
    assert call == Call("tweets.delete", acting=True, units=1, items=0, status=status)


@pytest.mark.parametrize("answer", [Answer(cut=0), Answer(200, {"data": {}}, cut=3), Answer(hang=True)])
def test_an_act_without_an_answer_is_counted_once_and_as_paid(answer: Answer) -> None:
    assert told_by(answer, Act.DELETE) == [Call("tweets.delete", acting=True, units=1, items=1)]


@pytest.mark.parametrize("body", [b"", b"[]", b"\x00\xff", b"[" * 100_000, b'{"data": 3, "includes": [1]}'])
def test_an_answer_that_cannot_be_read_is_counted_once(body: bytes) -> None:
    [call] = told_by(Answer(200, body))
    assert call.operation == "tweets.lookup"
    assert call.items in {0, 1}


def test_a_request_that_never_left_is_not_counted() -> None:
    told: list[Call] = []
    with replaying(lambda _call: Answer()) as replay:
        url = replay.base_url
    link = metered(url, told)
    with pytest.raises(ConnectorError):
        link.perform(Order(Act.DELETE, "7", "clé"))
    assert told == []


def limited(**headers: str) -> Call:
    shown = {name.replace("_", "-"): value for name, value in headers.items()}
    [call] = told_by(Answer(200, {"data": []}, headers=shown))
    return call


@pytest.mark.parametrize("wrong", [timedelta(0), timedelta(hours=3), timedelta(hours=-3)])
def test_the_reset_is_told_on_our_clock_even_when_the_clocks_differ(wrong: timedelta) -> None:
    theirs = datetime.now(UTC) + wrong
    reset = str(int(theirs.timestamp()) + 600)
    call = limited(
        x_rate_limit_limit="450", x_rate_limit_remaining="3", x_rate_limit_reset=reset, date=format_datetime(theirs)
    )
    assert call.limit is not None
    assert (call.limit.limit, call.limit.remaining) == (450, 3)
    assert call.limit.resets_at is not None
    assert abs(call.limit.resets_at - datetime.now(UTC) - timedelta(minutes=10)) < timedelta(seconds=10)


def test_a_limit_refused_with_429_is_told_too() -> None:
    headers = {"x-rate-limit-limit": "50", "x-rate-limit-remaining": "0"}
    [call] = told_by(Answer(429, {}, headers=headers), Act.DELETE)
    assert call.limit is not None
    assert call.limit.remaining == 0


@pytest.mark.parametrize("told", ["", "-1", "9" * 400, "1.5", "١٢", "NaN"])
def test_a_number_that_is_not_one_says_nothing(told: str) -> None:
    response = Answer(200, {"data": []}, headers={"x-rate-limit-limit": "450"})
    assert told_by(response)[0].limit is None
    assert metering._limit({"x-rate-limit-limit": "450", "x-rate-limit-remaining": told}) is None


@pytest.mark.parametrize("date", ["", "hier", "Mon, 99 Foo 2026", "Tue, 13 Apr 2021 03:34:08"])
def test_a_reset_out_of_all_measure_is_not_believed(date: str) -> None:
    shown = {
        "x-rate-limit-limit": "9",
        "x-rate-limit-remaining": "1",
        "x-rate-limit-reset": "99999999999",
        "date": date,
    }
    limit = metering._limit(shown)
    assert limit is not None
    assert limit.resets_at is None


@pytest.mark.parametrize("name", ["get_users_mentions.0", "search_recent_tweets.0", "hide_and_unhide_reply.1"])
def test_recorded_headers_are_read(name: str) -> None:
    recorded = json.loads(shared_path(f"fixtures/x/test_client_{name}.json").read_text(encoding="utf-8"))
    headers = {key.lower(): values[0] for key, values in recorded["headers"].items()}
    limit = metering._limit(headers)
    assert limit is not None
    assert 0 <= limit.remaining < limit.limit
    assert limit.resets_at is not None


def test_no_route_of_another_kind_is_named_after_its_address() -> None:
    assert metering.call("GET", "/2/users/12/secret-person", None, None).operation == "other"
