"""X is asked to deliver: its address challenged, what exists not asked for again, each refusal told for what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.connectors.scripted_server import Answer, Script, ScriptedServer, always, scripted
from tests.sandbox.answering_desk import answering

from parvis.connectors.port import AccountAccess, ConnectorError, FateUnknown, RateLimited, Refused, Unavailable
from parvis.connectors.x.subscribing import EVENTS, subscriber
from parvis.sandbox.authorisation.tokens import APP_TOKEN, CONSUMER_SECRET
from parvis.sandbox.server import Running, running
from parvis.sandbox.world import World

SECRETS = {"consumer_secret": CONSUMER_SECRET, "app_token": APP_TOKEN, "user_token": "jeton-invente"}


@pytest.fixture
def sandbox() -> Iterator[Running]:
    world = World(seed=3)
    with running(world) as served:
        yield served
    world.close()


@pytest.fixture
def desk() -> Iterator[ScriptedServer]:
    with answering() as server:
        yield server


def access(sandbox: Running, **credentials: str) -> AccountAccess:
    official = sandbox.world.account("x")["platform_id"]
    return AccountAccess("x", official, credentials={**SECRETS, **credentials}, base_url=sandbox.base_url("x"))


def kept(sandbox: Running, what: str) -> dict[str, Any]:
    return dict(sandbox.world.settings.get(f"webhooks.x.{what}", {}))


@pytest.mark.parametrize("generation", ["tweet", "post"])
def test_an_account_is_subscribed_to_three_events_and_no_more_than_once(
    sandbox: Running, desk: ScriptedServer, generation: str
) -> None:
    sandbox.world.settings["x_generation"] = generation
    for _ in range(2):
        subscriber.subscribe(access(sandbox), desk.url + "/x/", "")
    assert [one["url"] for one in kept(sandbox, "addresses").values()] == [desk.url + "/x/"]
    assert sorted(one["event_type"] for one in kept(sandbox, "subscriptions").values()) == sorted(EVENTS)


def test_an_address_that_x_no_longer_holds_as_valid_is_challenged_again(sandbox: Running, desk: ScriptedServer) -> None:
    subscriber.subscribe(access(sandbox), desk.url, "")
    [(one, held)] = kept(sandbox, "addresses").items()
    sandbox.world.settings["webhooks.x.addresses"] = {one: {**held, "valid": False}}
    subscriber.subscribe(access(sandbox), desk.url, "")
    assert kept(sandbox, "addresses")[one]["valid"] is True


def test_unsubscribing_leaves_other_accounts_alone_and_may_be_done_twice(
    sandbox: Running, desk: ScriptedServer
) -> None:
    other = AccountAccess("x", "77", credentials=SECRETS, base_url=sandbox.base_url("x"))
    for one in (access(sandbox), other):
        subscriber.subscribe(one, desk.url, "")
    for _ in range(2):
        subscriber.unsubscribe(access(sandbox), desk.url)
    assert {one["filter"]["user_id"] for one in kept(sandbox, "subscriptions").values()} == {"77"}
    subscriber.unsubscribe(other, "http://127.0.0.1:9/another/")


def refusal(act: Any) -> ConnectorError:
    with pytest.raises(ConnectorError) as failed:
        act()
    said = f"{failed.value!r} {failed.value.__cause__!r}"
    assert not any(secret in said for secret in SECRETS.values())
    return failed.value


@pytest.mark.parametrize(
    ("without", "said"),
    [("consumer_secret", "PARVIS_X_CONSUMER_SECRET"), ("app_token", "PARVIS_X_BEARER_TOKEN")],
)
def test_what_is_missing_is_named_before_anything_is_sent(without: str, said: str) -> None:
    with scripted(always(Answer({}))) as server:
        lacking = AccountAccess("x", "7", credentials={**SECRETS, without: ""}, base_url=server.url)
        assert said in str(refusal(lambda: subscriber.subscribe(lacking, "http://127.0.0.1:9/", "")))
        assert server.requests == []


def test_an_address_that_answers_wrongly_is_said_to_be_out_of_reach(sandbox: Running) -> None:
    with scripted(always(Answer({}, 403))) as stranger:
        found = refusal(lambda: subscriber.subscribe(access(sandbox), stranger.url, ""))
    assert "n’a pas pu vérifier l’adresse" in str(found)
    assert kept(sandbox, "subscriptions") == {}


def test_a_plan_without_webhooks_is_said_to_be_one(sandbox: Running, desk: ScriptedServer) -> None:
    for generation in ("tweet", "post"):
        sandbox.world.settings.update({"x_generation": generation, "webhooks.x.forbidden": True})
        found = refusal(lambda: subscriber.subscribe(access(sandbox), desk.url, ""))
        assert "offre" in str(found)
        assert isinstance(found, Refused)


def test_a_wrong_application_token_does_not_accuse_the_account(sandbox: Running, desk: ScriptedServer) -> None:
    found = refusal(lambda: subscriber.subscribe(access(sandbox, app_token="un-autre"), desk.url, ""))
    assert type(found) is Refused
    assert "PARVIS_X_BEARER_TOKEN" in str(found)


WEBHOOK = {"data": [{"id": "5", "url": "http://127.0.0.1:9/", "valid": True}]}


def then(answer: Answer) -> Script:
    """The webhook exists, nothing is subscribed, and this is what asking gives."""
    return lambda request: (
        answer if request.method != "GET" else Answer(WEBHOOK if request.path == "/2/webhooks" else {"meta": {}})
    )


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (then(Answer({}, cut="before")), FateUnknown),
        (then(Answer(b"<html>")), FateUnknown),
        (then(Answer({}, 503)), Unavailable),
        (then(Answer({"title": "Too Many Requests"}, 429)), RateLimited),
        (then(Answer({"title": "Invalid Request"}, 400)), Refused),
        (always(Answer({"data": 7})), Refused),
        (always(Answer({"title": "Invalid Request"}, 400)), ConnectorError),
        (always(Answer({"data": [None, 7, {"id": {}, "url": []}]})), Refused),
        (always(Answer([], 200)), ConnectorError),
    ],
)
def test_a_failure_is_told_in_french_for_what_it_is(script: Script, kind: type[ConnectorError]) -> None:
    with scripted(script) as server:
        lame = AccountAccess("x", "7", credentials=SECRETS, base_url=server.url, timeout=2)
        found = refusal(lambda: subscriber.subscribe(lame, "http://127.0.0.1:9/", ""))
    assert isinstance(found, kind)
    assert str(found).endswith(".")
