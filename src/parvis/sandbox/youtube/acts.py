"""What the channel's owner can have YouTube do to a comment. Each act costs fifty units."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..items import OFFICIAL, Item, State
from ..wire import answer, record
from ..world import World
from . import errors
from .quota import WRITE, Meter
from .resources import Resources

_STATES = {"published": State.SHOWN, "heldForReview": State.HELD, "rejected": State.REJECTED}
_VERBS = {"published": "publish", "heldForReview": "hold", "rejected": "reject"}
_LONGEST = 10_000  # characters of a comment
_MOST_IDS = 50


class Acts:
    """insert, setModerationStatus, delete."""

    def __init__(self, world: World, meter: Meter) -> None:
        self._world = world
        self._meter = meter

    async def set_status(self, request: Request) -> Response:
        """All or none: one comment that cannot change refuses the whole call."""
        self._meter.admit(request, WRITE)
        query = request.query_params
        ids = [one for given in query.getlist("id") for one in given.split(",") if one]
        status = query.get("moderationStatus", "")
        if not ids or len(ids) > _MOST_IDS:
            raise errors.bad_request("invalidValue", f"Between 1 and {_MOST_IDS} ids are expected.", "id")
        if status not in _STATES:
            raise errors.bad_request("invalidValue", "Invalid moderationStatus.", "moderationStatus")
        ban = query.get("banAuthor", "false").lower() == "true"
        if ban and status != "rejected":
            message = "The banAuthor parameter can only be used if the moderationStatus parameter is rejected."
            raise errors.google_error(400, "banWithoutReject", message, location="banAuthor")
        with self._world.store.lock:
            items = [self._changeable(one, _STATES[status]) for one in ids]
            for item in items:
                self._world.set_state(item, _STATES[status])
                if ban:
                    self._world.people.ban(self._world.people.person("youtube", item.author))
                record(request, self._world, "youtube", _VERBS[status], item.id)
        return Response(status_code=204)

    def _changeable(self, comment_id: str, wanted: State) -> Item:
        item = self._world.find("youtube", comment_id)
        if item is None or item.kind != "comment":
            raise errors.comment_not_found()
        final = item.state is State.REJECTED and wanted is not State.REJECTED
        if item.state is State.DELETED or final:
            raise errors.processing_failure()
        if item.official:
            raise errors.forbidden("The moderation status of your own comment cannot be set.")
        return item

    async def insert(self, request: Request) -> Response:
        """A reply to a top-level comment."""
        self._meter.admit(request, WRITE)
        snippet = await _snippet(request)
        parent_id, text = snippet.get("parentId"), snippet.get("textOriginal")
        if not isinstance(parent_id, str) or not parent_id.isascii():
            raise errors.google_error(400, "parentIdMissing", "The comments must specify a parentId.")
        if not isinstance(text, str) or not text.strip():
            raise errors.google_error(400, "commentTextRequired", "The comment text is required.")
        if len(text) > _LONGEST:
            raise errors.google_error(400, "commentTextTooLong", "The comment text is too long.")
        parent = self._world.find("youtube", parent_id)
        gone = parent is None or parent.state not in (State.SHOWN, State.HELD)
        if parent is None or gone or parent.kind != "comment" or parent.parent_id:
            message = "The specified parent comment could not be found."
            raise errors.google_error(404, "parentCommentNotFound", message, location="parentId")
        if parent.state is State.HELD:
            raise errors.google_error(400, "parentCommentIsPrivate", "The parent comment is private.")
        new_id = self._world.comment("youtube", parent.post_id, OFFICIAL, text, parent.id)
        record(request, self._world, "youtube", "reply", parent.id, new_id)
        parts = frozenset(p for given in request.query_params.getlist("part") for p in given.split(","))
        site = str(request.base_url).removesuffix("/").removesuffix("/youtube")
        resources = Resources(self._world, site, parts, as_html=True)
        return answer(resources.comment(self._world.item("youtube", new_id), with_status=False))

    async def delete(self, request: Request) -> Response:
        """Only its author deletes a comment."""
        self._meter.admit(request, WRITE)
        item = self._world.find("youtube", request.query_params.get("id", ""))
        if item is None or item.kind != "comment" or item.state is State.DELETED:
            raise errors.comment_not_found()
        if not item.official:
            raise errors.forbidden("The comment cannot be deleted because of insufficient permissions.")
        self._world.take_down(item, "author")
        record(request, self._world, "youtube", "delete", item.id)
        return Response(status_code=204)


async def _snippet(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise errors.google_error(400, "parseError", "Parse Error", domain="global") from None
    snippet = body.get("snippet") if isinstance(body, dict) else None
    if not isinstance(snippet, dict):
        raise errors.google_error(400, "invalidCommentMetadata", "The request metadata is invalid.")
    return snippet
