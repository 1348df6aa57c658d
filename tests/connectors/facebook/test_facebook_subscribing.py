"""Facebook is asked to deliver: the address declared and challenged, the Page subscribed, each refusal explained."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.connectors.scripted_server import Answer, ScriptedServer, always, scripted
from tests.sandbox.answering_desk import VERIFY_TOKEN, answering

from parvis.connectors.facebook.subscribing import subscriber
from parvis.connectors.port import AccountAccess, ConnectorError, FateUnknown, Refused, TokenRefused
from parvis.sandbox.authorisation.tokens import CLIENT_ID, CLIENT_SECRET, Consents
from parvis.sandbox.server import Running, running
from parvis.sandbox.world import World


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


def page(sandbox: Running, **credentials: str) -> AccountAccess:
    official = sandbox.world.account("facebook")
    known = {"app_id": CLIENT_ID, "app_secret": CLIENT_SECRET, **official["credentials"], **credentials}
    return AccountAccess("facebook", official["platform_id"], credentials=known, base_url=sandbox.base_url("facebook"))


def state(sandbox: Running) -> tuple[str, list[str]]:
    settings = sandbox.world.settings
    return settings.get("webhooks.facebook.address", ""), settings.get("webhooks.facebook.pages", [])


def test_the_address_is_declared_then_the_page_subscribed_and_twice_is_once(
    sandbox: Running, desk: ScriptedServer
) -> None:
    access = page(sandbox)
    for _ in range(2):
        subscriber.subscribe(access, desk.url + "/avis/", VERIFY_TOKEN)
        assert state(sandbox) == (desk.url + "/avis/", [access.platform_id])
    for _ in range(2):
        subscriber.unsubscribe(access, desk.url + "/avis/")
        assert state(sandbox) == (desk.url + "/avis/", [])


def test_without_the_application_s_identifier_the_page_alone_is_subscribed(sandbox: Running) -> None:
    access = page(sandbox, app_id="")
    subscriber.subscribe(access, "http://127.0.0.1:9/", VERIFY_TOKEN)
    assert state(sandbox) == ("", [access.platform_id])


def refusal(access: AccountAccess, address: str, token: str = VERIFY_TOKEN) -> ConnectorError:
    with pytest.raises(ConnectorError) as failed:
        subscriber.subscribe(access, address, token)
    assert CLIENT_SECRET not in f"{failed.value!r} {failed.value.__cause__!r}"
    return failed.value


def test_an_address_that_does_not_know_the_token_is_said_to_be_out_of_reach(
    sandbox: Running, desk: ScriptedServer
) -> None:
    found = refusal(page(sandbox), desk.url, "un autre jeton")
    assert "n’a pas pu vérifier l’adresse" in str(found)
    assert state(sandbox) == ("", [])


def test_a_permission_that_was_not_granted_is_named(sandbox: Running, desk: ScriptedServer) -> None:
    consents = Consents(sandbox.world)
    official = sandbox.world.account("facebook")["platform_id"]
    consents.give("facebook", [official], ["pages_show_list"], "", "")
    [(grant, _)] = consents.live("facebook")
    found = refusal(page(sandbox, page_token=consents.issue("facebook", grant, account=official)), desk.url)
    assert "pages_manage_metadata" in str(found)
    assert state(sandbox)[1] == []


def test_without_the_secret_nothing_is_asked_since_nothing_could_be_recognised(sandbox: Running) -> None:
    assert "app_secret" in str(refusal(page(sandbox, app_secret=""), "http://127.0.0.1:9/"))


def test_a_token_that_is_no_longer_accepted_is_told_for_what_it_is(sandbox: Running, desk: ScriptedServer) -> None:
    sandbox.world.revoke_token("facebook")
    assert isinstance(refusal(page(sandbox), desk.url), TokenRefused)


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Answer({"success": False}), Refused),
        (Answer({}, cut="before"), FateUnknown),
        (Answer(b"<html>", 200), FateUnknown),
        (Answer({"error": 7}, 400), Refused),
        (Answer({"error": {"code": 10, "message": "x"}}, 400), Refused),
    ],
)
def test_a_failure_is_told_in_french_for_what_it_is(answer: Answer, kind: type[ConnectorError]) -> None:
    with scripted(always(answer)) as server:
        known = {"page_token": "jeton-invente", "app_secret": CLIENT_SECRET, "app_id": "77"}
        found = refusal(AccountAccess("facebook", "7", credentials=known, base_url=server.url), "http://127.0.0.1:9/")
    assert type(found) is kind
    assert str(found).endswith(".")
