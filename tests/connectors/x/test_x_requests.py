"""Every request that the connector sends is one that X's own specifications allow, in both generations."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from jsonschema import Draft4Validator
from tests.connectors.x.x_replay import Answer, Call, replaying
from tests.connectors.x.x_world import US, Post, World
from tests.shared_files import shared_path

from parvis.connectors.port import AccountAccess, Act, Order
from parvis.connectors.x import connect
from parvis.connectors.x.cursor import Cursor

ROUTES = {
    ("GET", f"/2/users/{US}/tweets"): "/2/users/{id}/tweets",
    ("GET", f"/2/users/{US}/mentions"): "/2/users/{id}/mentions",
    ("GET", "/2/tweets/search/recent"): "/2/tweets/search/recent",
    ("GET", "/2/tweets"): "/2/tweets",
    ("POST", "/2/tweets"): "/2/tweets",
    ("DELETE", "/2/tweets/7"): "/2/tweets/{id}",
    ("PUT", "/2/tweets/7/hidden"): "/2/tweets/{tweet_id}/hidden",
}


def requests_sent(generation: str) -> list[Call]:
    """What goes out for every method of the protocol, pages and a resumed cursor included."""
    now = datetime.now(UTC)
    world = World(generation, page_size=1)
    post = world.say(US, "Formulaire.", now - timedelta(hours=2))
    reply = world.reply(post, "11", "@EssaisQc Merci!", now - timedelta(hours=1))
    world.add(Post("7", "12", "Ancien."))
    acts = {"POST": Answer(201, {"data": {"id": "9"}}), "DELETE": Answer(200, {"data": {"deleted": True}})}

    def script(call: Call) -> Answer:
        if call.method == "GET":
            return world(call)
        hidden = bool(json.loads(call.body or b"{}").get("hidden"))
        return acts.get(call.method, Answer(200, {"data": {"hidden": hidden}}))

    credentials = {"bearer_token": "lecture", "user_token": "geste", "generation": generation}
    with replaying(script) as replay:
        connector = connect(AccountAccess("x", US, "essai", credentials, replay.base_url))
        list(connector.fetch_since(""))
        since = dict.fromkeys(("posts", "mentions", "search"), post.id)
        list(connector.fetch_since(Cursor(since, (post.id,)).text()))
        list(connector.fetch_thread(post.id))
        connector.observe([reply.id])
        for act in (Act.HIDE, Act.UNHIDE, Act.REPLY, Act.DELETE):
            connector.perform(Order(act, "7", "clé", text="Bonjour"))
        connector.find_reply(Order(Act.REPLY, reply.id, "clé", text="Bonjour", asked_at=now))
        return replay.calls


def schema_errors(spec: dict[str, Any], schema: Any, value: object) -> list[str]:
    whole = {"allOf": [schema], "components": spec["components"]}
    return [error.message for error in Draft4Validator(whole).iter_errors(value)]


def resolved(spec: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """The thing itself, or what it refers to in the specification."""
    for step in found.get("$ref", "").split("/")[1:]:
        spec = spec[step]
    return spec if "$ref" in found else found


def decoded(spec: dict[str, Any], schema: dict[str, Any], text: str) -> object:
    """A query value as its schema means it: a list is separated by commas."""
    kind = resolved(spec, schema).get("type")
    return text.split(",") if kind == "array" else int(text) if kind == "integer" else text


@pytest.mark.parametrize(("version", "generation"), [("2.159", "tweet"), ("2.167", "post")])
def test_every_request_is_allowed_by_the_specification(version: str, generation: str) -> None:
    spec = json.loads(shared_path(f"specs/x/openapi-{version}.json").read_text(encoding="utf-8"))
    sent = requests_sent(generation)
    assert {(call.method, call.path) for call in sent} == set(ROUTES)
    for call in sent:
        operation = spec["paths"][ROUTES[call.method, call.path]][call.method.lower()]
        parameters = [resolved(spec, found) for found in operation.get("parameters", [])]
        schemas = {found["name"]: found["schema"] for found in parameters if found["in"] == "query"}
        for name, text in call.query.items():
            assert name in schemas, (call.path, name)
            assert schema_errors(spec, schemas[name], decoded(spec, schemas[name], text)) == [], (call.path, name)
        if call.body:
            [body] = resolved(spec, operation["requestBody"])["content"].values()
            assert schema_errors(spec, body["schema"], json.loads(call.body)) == []
