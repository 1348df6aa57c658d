"""What the page's software can have Facebook do to a comment, and to its own posts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.requests import Request

from ..items import OFFICIAL, Item, State
from ..wire import record
from ..world import World
from .errors import bad_parameter, graph_error, no_such_object, not_permitted

_LONGEST = 8_000  # characters of a comment
_PRIVATE_REPLY = timedelta(days=7)
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}


class Acts:
    """The POST and DELETE calls, for one request."""

    def __init__(self, world: World, request: Request) -> None:
        self._world = world
        self._request = request

    def update(self, item: Item, parameters: Mapping[str, str]) -> dict[str, Any]:
        """POST on a comment: hide it, show it again; or change the text of our own."""
        if "is_hidden" in parameters:
            return self._hide(item, parameters["is_hidden"])
        if "message" in parameters and item.official:
            self._world.edit("facebook", item.id, _message(parameters))
            self._record("edit", item.id)
            return {"success": True}
        raise not_permitted("Permissions error")

    def _hide(self, item: Item, given: str) -> dict[str, Any]:
        wanted = _BOOLEANS.get(given.lower())
        if wanted is None:
            raise bad_parameter("Param is_hidden must be a boolean")
        if item.kind != "comment" or item.official or not item.can_hide:
            raise not_permitted("User does not have sufficient permissions to hide this comment")
        self._world.set_state(item, State.HIDDEN if wanted else State.SHOWN)
        self._record("hide" if wanted else "unhide", item.id)
        return {"success": True}

    def delete(self, item: Item) -> dict[str, Any]:
        """DELETE: for good, with the replies."""
        if not item.official and not item.can_remove:
            raise not_permitted("User does not have sufficient permissions to remove this comment")
        self._world.take_down(item, "institution")
        self._record("delete", item.id)
        return {"success": True}

    def reply(self, item: Item, parameters: Mapping[str, str]) -> dict[str, Any]:
        """POST on a post's or a comment's comments."""
        parent = item.id if item.kind == "comment" else ""
        new_id = self._world.comment("facebook", item.post_id, OFFICIAL, _message(parameters), parent)
        self._record("reply", item.id, new_id)
        return {"id": new_id}

    def publish(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        new_id = self._world.publish("facebook", _message(parameters))
        self._record("publish", "", new_id)
        return {"id": new_id}

    def message(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """A private reply to a comment: once, within seven days."""
        comment_id = _object(parameters, "recipient").get("comment_id")
        text = _object(parameters, "message").get("text")
        if not isinstance(comment_id, str) or not isinstance(text, str) or not text:
            raise bad_parameter("Param recipient must contain a comment_id, and message a text")
        item = self._world.find("facebook", comment_id)
        if item is None or item.kind != "comment" or item.state is State.DELETED:
            raise no_such_object("post", comment_id)
        if item.told_privately:
            raise graph_error("(#10900) Activity already replied to.", 10900)
        if item.official or datetime.now(UTC) - item.at > _PRIVATE_REPLY:
            raise graph_error("(#10903) This user can't reply to this activity", 10903)
        self._world.store.change(item, told_privately=True)
        message_id = "m_" + self._world.ids.base64(60)
        self._record("private_reply", comment_id, message_id)
        person = self._world.people.person("facebook", item.author)
        return {"recipient_id": person.platform_id, "message_id": message_id}

    def _record(self, act: str, target: str, result: str = "") -> None:
        record(self._request, self._world, "facebook", act, target, result)


def _message(parameters: Mapping[str, str]) -> str:
    text = parameters.get("message", "")
    if not text.strip():
        raise bad_parameter("Param message must be a non-empty string")
    if len(text) > _LONGEST:
        raise bad_parameter("Param message is too long")
    return text


def _object(parameters: Mapping[str, str], name: str) -> dict[str, Any]:
    try:
        value = json.loads(parameters.get(name, ""))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise bad_parameter(f"Param {name} must be a JSON object")
    return value
