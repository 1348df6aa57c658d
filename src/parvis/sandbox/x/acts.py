"""What the institution can have X do: hide in its own conversations, post, reply when summoned, delete its own."""

from __future__ import annotations

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..items import OFFICIAL, Item, State
from ..wire import answer, record
from ..world import World
from . import parameters, problems
from .access import Caller, Doorkeeper
from .generation import POST
from .mapping import mentions

_HIDDEN_PER_CONVERSATION = 725
_LONGEST = 25_000  # characters, for a verified organisation
_BODY = {"text", "reply", "quote_tweet_id", "reply_settings", "made_with_ai", "media", "poll", "nullcast"}


class Acts:
    """The endpoints that change something. All need the user's token."""

    def __init__(self, world: World, door: Doorkeeper) -> None:
        self._world = world
        self._door = door

    async def hide(self, request: Request) -> Response:
        caller = self._door.admit(request, "hide")
        wanted = (await json_body(request, caller)).get("hidden")
        if not isinstance(wanted, bool):
            raise problems.invalid(caller.generation, "hidden", str(wanted), "$.hidden: must be a boolean")
        item = self._item(request, caller)
        root = self._world.find("x", item.post_id)
        if root is None or not root.official or item.kind != "comment":
            detail = "You are not permitted to perform this action."
            raise problems.forbidden(caller.generation, detail, post_id=item.id)
        self._check_room(caller, item, wanted)
        self._world.set_state(item, State.HIDDEN if wanted else State.SHOWN)
        record(request, self._world, "x", "hide" if wanted else "unhide", item.id)
        return answer({"data": {"hidden": wanted}}, headers=caller.headers)

    def _check_room(self, caller: Caller, item: Item, wanted: bool) -> None:
        where = "platform = 'x' AND post_id = ? AND state = 'hidden'"
        hidden = self._world.store.query(f"SELECT count(*) FROM item WHERE {where}", (item.post_id,))[0][0]  # noqa: S608
        if wanted and item.state is not State.HIDDEN and hidden >= _HIDDEN_PER_CONVERSATION:
            detail = f"No more than {_HIDDEN_PER_CONVERSATION} replies can be hidden in a conversation."
            raise problems.forbidden(caller.generation, detail, post_id=item.id)

    async def create(self, request: Request) -> Response:
        caller = self._door.admit(request, "create")
        body = await json_body(request, caller)
        text = body.get("text", "")
        unknown = sorted(set(body) - _BODY)
        if unknown:
            raise problems.invalid(caller.generation, unknown[0], "", f"$.{unknown[0]}: is not defined in the schema")
        if not isinstance(text, str) or not text.strip():
            raise problems.invalid(caller.generation, "text", "", "$.text: must not be empty")
        if len(text) > _LONGEST:
            raise problems.forbidden(caller.generation, "Your Post text is too long.")
        target = self._target(caller, body)
        if target is None:
            new_id = self._world.publish("x", text)
        else:
            new_id = self._world.comment("x", target.post_id, OFFICIAL, text, target.id)
        record(request, self._world, "x", "reply" if target else "publish", target.id if target else "", new_id)
        data: dict[str, Any] = {"id": new_id, "text": text}
        if caller.generation is POST:
            data[caller.generation.history] = [new_id]
        return answer({"data": data}, 201, caller.headers)

    def _target(self, caller: Caller, body: dict[str, Any]) -> Item | None:
        """The post that is answered, if any; refuses unless its author summoned us."""
        if "reply" not in body:
            return None
        reply = body["reply"]
        given = reply.get("in_reply_to_tweet_id") if isinstance(reply, dict) else None
        if not isinstance(given, str) or not re.fullmatch(r"[0-9]{1,19}", given):
            message = f"$.reply.in_reply_to_tweet_id: [{given!r}] does not match the regex pattern ^[0-9]{{1,19}}$"
            raise problems.invalid(caller.generation, "reply", str(given), message)
        item = self._world.latest("x", given)
        if item is None or item.state in (State.DELETED, State.REJECTED):
            detail = "You attempted to reply to a Tweet that is deleted or not visible to you."
            raise problems.forbidden(caller.generation, detail, post_id=given)
        if not self._summoned(item):
            detail = (
                "Reply to this conversation is not allowed because you have not been mentioned or otherwise"
                " engaged by the author of the post you are replying to."
            )
            raise problems.forbidden(caller.generation, detail, post_id=given)
        return item

    def _summoned(self, item: Item) -> bool:
        """Its author named or quoted us, or answered one of our posts (which names us); or it is ours."""
        ours = self._world.people.official("x").handle.lower()
        linked = [self._world.find("x", one) for one in (item.answers, item.quoted_id) if one]
        return item.official or ours in mentions(item.text) or any(one and one.official for one in linked)

    async def delete(self, request: Request) -> Response:
        caller = self._door.admit(request, "delete")
        item = self._item(request, caller)
        if not item.official:
            detail = "You are not authorized to delete this Tweet."
            raise problems.forbidden(caller.generation, detail, post_id=item.id)
        self._world.take_down(item, "author")
        record(request, self._world, "x", "delete", item.id)
        return answer({"data": {"deleted": True}}, headers=caller.headers)

    async def follow(self, request: Request) -> Response:
        """Following by API is for Enterprise since April 2026: always refused here."""
        caller = self._door.admit(request, "follow")
        raise problems.not_enrolled(caller.generation)

    def _item(self, request: Request, caller: Caller) -> Item:
        given = parameters.path_id(request, caller.generation)
        item = self._world.latest("x", given)
        if item is None or item.state in (State.DELETED, State.REJECTED):
            raise problems.gone(caller.generation, given)
        return item


async def json_body(request: Request, caller: Caller) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise problems.invalid(caller.generation, "body", "", "The request body is not a JSON object")
    return body
