"""X's webhooks and the Activity API: an address that answers the challenge, and the events it is sent.

World setting `webhooks.x.forbidden`: the application's plan has no webhooks, and X says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from ..ids import x_id_of
from ..webhooks import x_challenge
from ..wire import answer
from ..world import World
from . import parameters, problems
from .access import Caller, Doorkeeper
from .acts import json_body
from .generation import POST

_EVENTS = {"post.create", "post.delete", "post.mention.create"}  # those that the sandbox can tell
_LONGEST = 200  # characters of an address


class Subscriptions:
    """The endpoints of webhooks. Those of the application itself take no user's token."""

    def __init__(self, world: World, door: Doorkeeper) -> None:
        self._world = world
        self._door = door

    async def webhooks(self, request: Request) -> Response:
        caller = self._admit(request, "webhooks")
        found = [{"id": one, **kept} for one, kept in self._kept("addresses").items()]
        data = {"data": found} if found else {}
        return answer({**data, "meta": {"result_count": len(found)}}, headers=caller.headers)

    async def declare(self, request: Request) -> Response:
        caller = self._admit(request, "webhooks")
        address = (await json_body(request, caller)).get("url")
        if not isinstance(address, str) or not 1 <= len(address) <= _LONGEST:
            raise problems.invalid(caller.generation, "url", str(address), "$.url: must be 1 to 200 characters long")
        if address in {kept["url"] for kept in self._kept("addresses").values()}:
            raise problems.invalid(caller.generation, "url", address, "DuplicateUrl: this webhook exists already")
        if not await run_in_threadpool(x_challenge, address):
            raise problems.invalid(caller.generation, "url", address, "CrcValidationFailed: no right answer came")
        new_id, kept = self._new_id(), {"url": address, "valid": True, "created_at": _now()}
        self._keep("addresses", {**self._kept("addresses"), new_id: kept})
        made = {"id": new_id, **kept}
        return answer({"data": made} if caller.generation is POST else made, headers=caller.headers)

    async def check(self, request: Request) -> Response:
        caller = self._admit(request, "webhooks")
        one, kept = self._one(request, caller, "addresses")
        valid = await run_in_threadpool(x_challenge, kept["url"])
        self._keep("addresses", {**self._kept("addresses"), one: {**kept, "valid": valid}})
        name = "valid" if caller.generation is POST else "attempted"
        return answer({"data": {name: valid or caller.generation is not POST}}, headers=caller.headers)

    async def forget(self, request: Request) -> Response:
        caller = self._admit(request, "webhooks")
        return self._delete(request, caller, "addresses")

    async def subscriptions(self, request: Request) -> Response:
        caller = self._admit(request, "subscriptions")
        found = [{"subscription_id": one, **kept} for one, kept in self._kept("subscriptions").items()]
        return answer({"data": found}, headers=caller.headers)

    async def subscribe(self, request: Request) -> Response:
        caller = self._admit(request, "subscribe")
        body = await json_body(request, caller)
        kind, wanted, address = body.get("event_type"), body.get("filter"), body.get("webhook_id", "")
        if kind not in _EVENTS:
            raise problems.invalid(caller.generation, "event_type", str(kind), "$.event_type: is not an event type")
        if not isinstance(wanted, dict) or not isinstance(wanted.get("user_id"), str):
            raise problems.invalid(caller.generation, "filter", str(wanted), "$.filter.user_id: must be a user")
        if address not in self._kept("addresses"):
            raise problems.invalid(caller.generation, "webhook_id", str(address), "$.webhook_id: is not a webhook")
        kept = {
            "event_type": kind, "filter": {"user_id": wanted["user_id"]}, "webhook_id": address,
            "tag": str(body.get("tag") or "-"), "created_at": _now(), "updated_at": _now(),
        }  # fmt: skip
        same = (kind, kept["filter"], address)
        if same in [
            (one["event_type"], one["filter"], one["webhook_id"]) for one in self._kept("subscriptions").values()
        ]:
            raise problems.invalid(caller.generation, "filter", str(wanted), "DuplicateSubscription: it exists already")
        new_id = self._new_id()
        self._keep("subscriptions", {**self._kept("subscriptions"), new_id: kept})
        return answer({"data": {"subscription": {"subscription_id": new_id, **kept}}}, headers=caller.headers)

    async def unsubscribe(self, request: Request) -> Response:
        caller = self._admit(request, "subscriptions")
        return self._delete(request, caller, "subscriptions")

    def _admit(self, request: Request, endpoint: str) -> Caller:
        caller = self._door.admit(request, endpoint)
        if self._world.settings.get("webhooks.x.forbidden", False):
            raise problems.not_enrolled(caller.generation)
        return caller

    def _delete(self, request: Request, caller: Caller, what: str) -> Response:
        one, _ = self._one(request, caller, what)
        self._keep(what, {other: kept for other, kept in self._kept(what).items() if other != one})
        return answer({"data": {"deleted": True}}, headers=caller.headers)

    def _one(self, request: Request, caller: Caller, what: str) -> tuple[str, dict[str, Any]]:
        given = parameters.path_id(request, caller.generation)
        if given not in self._kept(what):
            raise problems.gone(caller.generation, given)
        return given, self._kept(what)[given]

    def _kept(self, what: str) -> dict[str, dict[str, Any]]:
        return dict(self._world.settings.get(f"webhooks.x.{what}", {}))

    def _keep(self, what: str, kept: Mapping[str, Any]) -> None:
        self._world.settings[f"webhooks.x.{what}"] = dict(kept)

    def _new_id(self) -> str:
        number = int(self._world.settings.get("webhooks.x.number", 0)) + 1
        self._world.settings["webhooks.x.number"] = number
        return str(x_id_of(datetime.now(UTC)) + number % 4096)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
