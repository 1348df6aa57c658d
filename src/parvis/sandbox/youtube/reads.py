"""What can be listed on YouTube: threads, comments, videos, the channel."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..authorisation.tokens import accounts_of
from ..items import Item, State
from ..wire import answer
from ..world import World
from . import errors
from .quota import READ, Meter
from .resources import SEEN, Resources, tagged

# What was rejected cannot be listed back, and nothing here is ever taken for spam.
_STATES = {"published": "shown", "heldForReview": "held", "likelySpam": "none", "rejected": "none"}
_MOST_IDS = 50


class Reads:
    """The list methods. Each costs one unit."""

    def __init__(self, world: World, meter: Meter) -> None:
        self._world = world
        self._meter = meter

    async def threads(self, request: Request) -> Response:
        self._meter.admit(request, READ)
        resources = self._resources(request, {"id", "snippet", "replies"})
        query = request.query_params
        ids = _ids(request)
        if ids:
            if "moderationStatus" in query:
                raise errors.bad_request("operationNotSupported", "The id and moderationStatus are incompatible.", "id")
            found = [item for item in self._known(ids) if not item.parent_id]
            return _list(request, "commentThreadList", [resources.thread(i, with_status=False) for i in found])
        where, values = self._filter(request)
        status = query.get("moderationStatus", "published")
        if status not in _STATES:
            raise errors.bad_request("invalidValue", "Invalid moderationStatus.", "moderationStatus")
        where += " AND platform = 'youtube' AND kind = 'comment' AND parent_id = '' AND state = ?"
        values.append(_STATES[status])
        if query.get("searchTerms"):
            where += " AND instr(lower(CAST(text AS TEXT)), lower(?)) > 0"
            values.append(query["searchTerms"])
        page, token = self._page(request, where, values, newest_first=True)
        return _list(request, "commentThreadList", [resources.thread(one, with_status=True) for one in page], token)

    def _filter(self, request: Request) -> tuple[str, list[Any]]:
        query = request.query_params
        channel = self._world.people.official("youtube").platform_id
        if query.get("order", "time") not in ("time", "relevance", "orderUnspecified"):
            raise errors.bad_request("invalidValue", "Invalid order.", "order")
        if "allThreadsRelatedToChannelId" in query:
            if query["allThreadsRelatedToChannelId"] == self._meter.channel(request) != channel:
                return "0", []
            if query["allThreadsRelatedToChannelId"] != channel:
                message = "The channel identified by the allThreadsRelatedToChannelId could not be found."
                raise errors.google_error(404, "channelNotFound", message, domain="youtube.commentThread")
            return "1", []
        if "videoId" in query:
            video = self._world.find("youtube", query["videoId"])
            if video is None or video.kind != "post" or video.state is not State.SHOWN:
                message = "The video identified by the videoId parameter could not be found."
                raise errors.google_error(
                    404, "videoNotFound", message, domain="youtube.commentThread", location="videoId"
                )
            return "post_id = ?", [video.id]
        raise errors.missing("allThreadsRelatedToChannelId, channelId, id, videoId")

    async def comments(self, request: Request) -> Response:
        self._meter.admit(request, READ)
        resources = self._resources(request, {"id", "snippet"})
        ids = _ids(request)
        if ids:
            found = [resources.comment(item, with_status=False) for item in self._known(ids)]
            return _list(request, "commentList", found)
        parent_id = request.query_params.get("parentId")
        if not parent_id:
            raise errors.missing("id, parentId")
        parent = next(iter(self._known([parent_id])), None)
        if parent is None or parent.parent_id:
            raise errors.comment_not_found()
        page, token = self._page(request, f"{SEEN} AND parent_id = ?", [parent.id], newest_first=True)
        return _list(request, "commentList", [resources.comment(i, with_status=True) for i in page], token)

    def _known(self, ids: list[str]) -> list[Item]:
        """Comments that the owner can still be shown: neither rejected nor deleted, nor under such a one."""
        found = []
        for one in ids:
            item = self._world.find("youtube", one)
            above = self._world.find("youtube", item.parent_id) if item and item.parent_id else None
            living = all(i is None or i.state in (State.SHOWN, State.HELD) for i in (item, above))
            if item is not None and item.kind == "comment" and living and not self._world.lists.hides(item):
                found.append(item)
        return found

    async def videos(self, request: Request) -> Response:
        self._meter.admit(request, READ)
        resources = self._resources(request, None)
        ids = _ids(request)
        if not ids:
            raise errors.missing("chart, id, myRating")
        items = [self._world.find("youtube", one) for one in ids]
        found = [
            resources.video(item)
            for item in items
            if item is not None and item.kind == "post" and item.state is State.SHOWN
        ]
        return _list(request, "videoList", found)

    async def channels(self, request: Request) -> Response:
        self._meter.admit(request, READ)
        resources = self._resources(request, None)
        ours = self._world.people.official("youtube").platform_id
        mine = request.query_params.get("mine") == "true"
        if not mine and not _ids(request):
            raise errors.missing("forHandle, forUsername, id, mine")
        channel, own = resources.channel(), self._meter.channel(request)
        if mine and own != ours:  # a second channel, on which nothing was ever published
            title = next(one.name for one in accounts_of(self._world, "youtube") if one.platform_id == own)
            channel = {**channel, "id": own, "snippet": {**channel.get("snippet", {}), "title": title}}
        return _list(request, "channelList", [channel] if mine or ours in _ids(request) else [])

    async def playlist_items(self, request: Request) -> Response:
        """The channel's uploads, newest first: how a client finds the videos without searching."""
        self._meter.admit(request, READ)
        ours = self._world.people.official("youtube")
        if request.query_params.get("playlistId") != "UU" + ours.platform_id[2:]:
            message = "The playlist identified with the playlistId parameter cannot be found."
            raise errors.google_error(404, "playlistNotFound", message, domain="youtube.playlistItem")
        where = "platform = 'youtube' AND kind = 'post' AND state = 'shown'"
        page, token = self._page(request, where, [], newest_first=True)
        rows = [tagged("playlistItem", id="UU" + item.id, contentDetails={"videoId": item.id}) for item in page]
        return _list(request, "playlistItemList", rows, token)

    def _resources(self, request: Request, known: set[str] | None) -> Resources:
        parts = frozenset(p for given in request.query_params.getlist("part") for p in given.split(","))
        if not parts or (known is not None and not parts <= known):
            raise errors.bad_request("missingRequiredParameter" if not parts else "unknownPart", "part", "part")
        as_html = request.query_params.get("textFormat", "html") != "plainText"
        site = str(request.base_url).removesuffix("/").removesuffix("/youtube")
        return Resources(self._world, site, parts, as_html=as_html)

    def _page(self, request: Request, where: str, values: list[Any], *, newest_first: bool) -> tuple[list[Item], str]:
        """A page and the token of the next. Tokens name a place, so that arrivals shift nothing."""
        size = page_size(request)
        where = f"{where} AND {self._world.lists.shown}"
        at, seq = _from_token(request)
        way, test = ("DESC", "<") if newest_first else ("ASC", ">")
        if seq:
            where, values = f"{where} AND (at, seq) {test} (?, ?)", [*values, at, seq]
        found = self._world.store.items(f"{where} ORDER BY at {way}, seq {way} LIMIT {size + 1}", values)
        page = found[:size]
        return page, _token(page[-1]) if len(found) > size else ""


def page_size(request: Request) -> int:
    given = request.query_params.get("maxResults", "20")
    if not (given.isascii() and given.isdigit()) or not 1 <= int(given[:6]) <= 100:
        message = f"Invalid value '{given}'. Values must be within the range: [1, 100]"
        raise errors.bad_request("invalidValue", message, "maxResults")
    return int(given)


def _list(request: Request, kind: str, rows: list[dict[str, Any]], token: str = "") -> Response:
    info = {"totalResults": len(rows), "resultsPerPage": page_size(request)}
    more = {"nextPageToken": token} if token else {}
    return answer(tagged(f"{kind}Response", **more, pageInfo=info, items=rows))


def _ids(request: Request) -> list[str]:
    ids = [one for given in request.query_params.getlist("id") for one in given.split(",") if one]
    if len(ids) > _MOST_IDS:
        raise errors.bad_request("invalidValue", f"At most {_MOST_IDS} ids may be given.", "id")
    return ids


def _token(item: Item) -> str:
    return base64.urlsafe_b64encode(f"{item.at.timestamp()!r}|{item.seq}".encode()).decode()


def _from_token(request: Request) -> tuple[float, int]:
    given = request.query_params.get("pageToken")
    if not given:
        return 0.0, 0
    try:
        at, _, seq = base64.urlsafe_b64decode(given).decode().partition("|")
        return float(at), min(int(seq), 2**62)  # SQLite compares no larger whole number
    except (binascii.Error, ValueError):
        message = "The request specifies an invalid page token."
        raise errors.bad_request("invalidPageToken", message, "pageToken") from None
