"""The sandbox delivers only where a challenge was answered, and only what was subscribed, in X's and Graph's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from tests.connectors.scripted_server import Answer, ScriptedServer, always, scripted

from parvis.sandbox.authorisation.tokens import APP_TOKEN, CLIENT_ID, CLIENT_SECRET
from parvis.sandbox.deliveries import Outbox, Parcel, posting
from parvis.sandbox.webhooks import facebook_challenge, x_challenge
from parvis.sandbox.world import World

from .answering_desk import VERIFY_TOKEN, answering, delivered
from .conformance import check_x
from .conftest import Web

SUBSCRIPTIONS = "/2/activity/subscriptions"


@pytest.fixture
def desk() -> Iterator[ScriptedServer]:
    with answering() as server:
        yield server


@pytest.fixture(params=["tweet", "post"])
def generation(request: pytest.FixtureRequest, world: World) -> str:
    world.settings["x_generation"] = request.param
    return str(request.param)


def as_application(web: Web, method: str, path: str, **more: Any) -> requests.Response:
    headers = {"Authorization": f"Bearer {APP_TOKEN}"}
    return requests.request(method, web.sandbox.base_url("x") + path, headers=headers, timeout=10, **more)


def subscribe(web: Web, webhook_id: str, event: str = "post.mention.create", **changes: Any) -> requests.Response:
    user = web.sandbox.world.account("x")["platform_id"]
    body = {"event_type": event, "filter": {"user_id": user}, "webhook_id": webhook_id, "tag": "parvis", **changes}
    return as_application(web, "POST", SUBSCRIPTIONS, json=body)


def declare(web: Web, address: str) -> str:
    made = as_application(web, "POST", "/2/webhooks", json={"url": address}).json()
    return str(made.get("data", made)["id"])


def declare_page(web: Web, address: str, verify_token: str = VERIFY_TOKEN, **changes: str) -> requests.Response:
    sent = {
        "access_token": f"{CLIENT_ID}|{CLIENT_SECRET}", "object": "page", "fields": "feed",
        "callback_url": address, "verify_token": verify_token, **changes,
    }  # fmt: skip
    return requests.post(f"{web.sandbox.base_url('facebook')}/v25.0/{CLIENT_ID}/subscriptions", data=sent, timeout=10)


def sent(world: World, what: Any) -> list[Parcel]:
    with Outbox(world).watching() as outbox:
        what()
        return outbox.take()


def test_x_s_webhooks_speak_as_documented(web: Web, desk: ScriptedServer, generation: str) -> None:
    made = check_x(
        as_application(web, "POST", "/2/webhooks", json={"url": desk.url + "/x/"}), generation, "post", "/2/webhooks"
    )
    kept = made["data"] if generation == "post" else made
    assert kept["valid"] is True
    one = kept["id"]
    listed = check_x(as_application(web, "GET", "/2/webhooks"), generation, "get", "/2/webhooks")
    assert [kept["url"] for kept in listed["data"]] == [desk.url + "/x/"]
    again = as_application(web, "PUT", f"/2/webhooks/{one}")
    assert check_x(again, generation, "put", "/2/webhooks/{webhook_id}")["data"] in (
        {"valid": True},
        {"attempted": True},
    )
    gone = as_application(web, "DELETE", f"/2/webhooks/{one}")
    assert check_x(gone, generation, "delete", "/2/webhooks/{webhook_id}")["data"] == {"deleted": True}
    assert as_application(web, "DELETE", f"/2/webhooks/{one}").status_code == 404


def test_x_s_subscriptions_speak_as_documented(web: Web, desk: ScriptedServer, generation: str) -> None:
    one = declare(web, desk.url + "/x/")
    made = check_x(subscribe(web, one), generation, "post", SUBSCRIPTIONS)["data"]["subscription"]
    assert (made["event_type"], made["webhook_id"]) == ("post.mention.create", one)
    listed = check_x(as_application(web, "GET", SUBSCRIPTIONS), generation, "get", SUBSCRIPTIONS)
    assert [kept["subscription_id"] for kept in listed["data"]] == [made["subscription_id"]]
    gone = as_application(web, "DELETE", f"{SUBSCRIPTIONS}/{made['subscription_id']}")
    path = SUBSCRIPTIONS + "/{subscription_id}"
    assert check_x(gone, generation, "delete", path)["data"] == {"deleted": True}


def test_x_refuses_what_it_documents_no_answer_for(web: Web, desk: ScriptedServer, generation: str) -> None:
    one = declare(web, desk.url + "/x/")
    assert subscribe(web, one).status_code == 200
    refused = [
        as_application(web, "POST", "/2/webhooks", json={"url": desk.url + "/x/"}),
        as_application(web, "POST", "/2/webhooks", json={"url": "a" * 201}),
        as_application(web, "POST", "/2/webhooks", json={}),
        subscribe(web, one),
        subscribe(web, "7"),
        subscribe(web, one, "post.unknown"),
        subscribe(web, one, filter={}),
    ]
    assert [answer.status_code for answer in refused] == [400] * len(refused)
    for answer in refused[:3]:
        check_x(answer, generation, "post", "/2/webhooks")
    assert web.x("POST", "/2/webhooks", json={"url": desk.url}, token="user_token").status_code == 403


def test_a_plan_without_webhooks_says_so(web: Web, desk: ScriptedServer, generation: str, world: World) -> None:
    world.settings["webhooks.x.forbidden"] = True
    answer = as_application(web, "POST", "/2/webhooks", json={"url": desk.url})
    check_x(answer, generation, "post", "/2/webhooks")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "script", [Answer(b"something else"), Answer({"response_token": "sha256=no"}), Answer({}, 500)]
)
def test_who_does_not_answer_the_challenge_is_sent_nothing(web: Web, world: World, script: Answer) -> None:
    with scripted(always(script)) as stranger:
        assert as_application(web, "POST", "/2/webhooks", json={"url": stranger.url}).status_code == 400
        refused = declare_page(web, stranger.url).json()["error"]
        assert refused["code"] == 2200
    assert web.facebook("POST", "/me/subscribed_apps", subscribed_fields="feed").json() == {"success": True}
    parcels = sent(world, lambda: world.comment("facebook", world.publish("facebook", "Avis"), "rita", "Bonjour"))
    assert {parcel.address for parcel in parcels} == {""}


@pytest.mark.parametrize("address", ["http://192.0.2.1/", "ftp://127.0.0.1/", "http://a@127.0.0.1/", "http://[", ""])
def test_the_sandbox_calls_nobody_but_this_machine(address: str) -> None:
    assert not x_challenge(address)
    assert not facebook_challenge(address, VERIFY_TOKEN)


def test_only_what_was_subscribed_on_x_is_delivered(web: Web, desk: ScriptedServer, world: World) -> None:
    subscribe(web, declare(web, desk.url + "/x/"))
    post = sent(world, lambda: world.publish("x", "Avis"))
    mention = sent(world, lambda: world.mention("rita", "@MinExempleQC bonjour"))
    assert [parcel.address for parcel in post] == [""]
    assert [parcel.address for parcel in mention] == [desk.url + "/x/"]


def test_a_page_is_delivered_to_the_application_s_address_until_it_is_unsubscribed(
    web: Web, desk: ScriptedServer, world: World
) -> None:
    assert declare_page(web, desk.url + "/avis/").json() == {"success": True}
    post = world.publish("facebook", "Avis")
    for method, address in (("POST", desk.url + "/avis/"), ("DELETE", "")):
        more = {"subscribed_fields": "feed"} if method == "POST" else {}
        assert web.facebook(method, "/me/subscribed_apps", **more).json() == {"success": True}
        parcels = sent(world, lambda: world.comment("facebook", post, "rita", "Bonjour"))
        assert [parcel.address for parcel in parcels] == [address]
    assert web.facebook("GET", "/me/subscribed_apps").json() == {"data": []}


def test_graph_refuses_a_wrong_token_an_unknown_field_and_another_object(web: Web, desk: ScriptedServer) -> None:
    assert declare_page(web, desk.url, access_token="un autre").json()["error"]["code"] == 15
    assert declare_page(web, desk.url, "un autre jeton").json()["error"]["code"] == 2200
    assert declare_page(web, desk.url, object="user").json()["error"]["code"] == 100
    assert web.facebook("POST", "/me/subscribed_apps", subscribed_fields="rien").json()["error"]["code"] == 100


def test_an_address_of_the_console_is_challenged_before_the_first_delivery(world: World) -> None:
    world.settings["webhooks.verify_token"] = VERIFY_TOKEN
    with answering() as desk:
        world.settings["webhooks.url"] = desk.url
        with posting(world, sleep=lambda _: None):
            world.comment("facebook", world.publish("facebook", "Avis"), "rita", "Bonjour")
            world.mention("rita", "@MinExempleQC bonjour")
            while len(delivered(desk)) < 3:
                pass
    asked = [request.query for request in desk.requests if request.method == "GET"]
    assert [("hub.challenge" in query, "crc_token" in query) for query in asked] == [(True, False), (False, True)]


def test_who_does_not_know_the_console_s_token_is_delivered_nothing(world: World) -> None:
    with scripted(always(Answer({}, 403))) as stranger:
        world.settings["webhooks.url"] = stranger.url
        with posting(world, sleep=lambda _: None):
            world.comment("facebook", world.publish("facebook", "Avis"), "rita", "Bonjour")
            while len(stranger.requests) < 6:
                pass
    assert delivered(stranger) == []
