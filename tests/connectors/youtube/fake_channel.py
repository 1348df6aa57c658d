"""An invented channel in memory that answers as YouTube does: threads by status, replies, acts, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.connectors.scripted_server import Answer, Request

from parvis.connectors.port import AccountAccess
from parvis.connectors.youtube import connect
from parvis.connectors.youtube.client import YouTubeConnector

CHANNEL = "UCvilleinventee"
TOKEN = "jeton-invente"
START = 1_790_000_000  # the second at which the town wakes up


def connector(url: str, *, timeout: float = 2.0, horizon: int = 500) -> YouTubeConnector:
    access = AccountAccess(
        platform="youtube",
        platform_id=CHANNEL,
        credentials={"access_token": TOKEN},
        base_url=f"{url}/youtube",
        timeout=timeout,
    )
    return connect(access, horizon)


def failure(status: int, reason: str = "", **more: object) -> Answer:
    errors = [{"domain": "youtube.comment", "reason": reason, "message": "non"}] if reason else []
    return Answer({"error": {"code": status, "message": "non", "errors": errors, **more}}, status=status)


def stamp(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(slots=True)
class Said:
    """One comment of the town. `status` is YouTube's moderation status."""

    id: str
    second: int
    text: str
    author: str = "UClanterne"
    parent: str = ""
    status: str = "published"
    edited: int = 0

    def resource(self, *, with_status: bool) -> dict[str, Any]:
        snippet: dict[str, Any] = {
            "videoId": "video1",
            "textDisplay": self.text,
            "authorDisplayName": "@ovide.lanterne",
            "authorChannelId": {"value": self.author},
            "publishedAt": stamp(self.second),
            "updatedAt": stamp(self.edited or self.second),
        }
        if self.parent:
            snippet["parentId"] = self.parent
        if with_status:
            snippet["moderationStatus"] = self.status
        return {"kind": "youtube#comment", "id": self.id, "snippet": snippet}


@dataclass(slots=True)
class FakeChannel:
    """`tells`: whether listings give moderation statuses. `finds_held`: whether reading by id gives held ones."""

    said: dict[str, Said] = field(default_factory=dict)
    size: int = 2
    inlines: int = 1
    tells: bool = True
    finds_held: bool = True
    before_answer: Callable[[Request], Answer | None] = lambda _request: None

    def say(self, number: int, second: int, text: str = "", **more: Any) -> Said:
        one = Said(f"T{number}", second, text or f"Commentaire {number}", **more)
        if one.parent:
            one.id = f"{one.parent}.R{number}"
        self.said[one.id] = one
        return one

    def __call__(self, request: Request) -> Answer:
        return self.before_answer(request) or self._answer(request)

    def _answer(self, request: Request) -> Answer:
        assert request.headers["authorization"] == f"Bearer {TOKEN}"
        match request.method, request.path.removeprefix("/youtube/youtube/v3/"):
            case "GET", "commentThreads":
                return self._threads(request)
            case "GET", "comments":
                return self._comments(request)
            case "GET", "videos":
                snippet = {"title": "La patinoire", "description": "Horaire", "publishedAt": stamp(START)}
                return Answer({"items": [{"id": one, "snippet": snippet} for one in request.query["id"].split(",")]})
            case "POST", "comments/setModerationStatus":
                one = self.said.get(request.query["id"])
                if one is None or one.status == "rejected":
                    return failure(404, "commentNotFound")
                one.status = request.query["moderationStatus"]
                return Answer(status=204)
            case "POST", "comments":
                asked = json.loads(request.body)["snippet"]
                number = 900 + len(self.said)
                new = self.say(number, START + number, asked["textOriginal"], parent=asked["parentId"], author=CHANNEL)
                return Answer(new.resource(with_status=False))
            case "DELETE", "comments":
                gone = self.said.pop(request.query["id"], None)
                return Answer(status=204) if gone else failure(404, "commentNotFound")
            case _:
                return failure(400, "unknown")

    def _threads(self, request: Request) -> Answer:
        tops = sorted((one for one in self.said.values() if not one.parent), key=lambda one: -one.second)
        if "id" in request.query:
            wanted = request.query["id"].split(",")
            return Answer({"items": [self._thread(one, "") for one in tops if one.id in wanted and self._alive(one)]})
        assert request.query["textFormat"] == "plainText"
        status = request.query["moderationStatus"]
        listed = [one for one in tops if status in {one.status, *(r.status for r in self._replies(one))}]
        listed = [one for one in listed if status == "published" or one.status != "rejected"]
        if status == "published":
            listed = [one for one in listed if one.status == "published"]
        return self._page(request, [self._thread(one, status) for one in listed])

    def _thread(self, top: Said, listed: str) -> dict[str, Any]:
        with_status = self.tells and bool(listed)
        shown = [one for one in self._replies(top) if one.status == (listed or "published")]
        thread: dict[str, Any] = {
            "kind": "youtube#commentThread",
            "id": top.id,
            "snippet": {
                "videoId": "video1",
                "topLevelComment": top.resource(with_status=with_status),
                "canReply": True,
                "totalReplyCount": len([one for one in self._replies(top) if one.status == "published"]),
                "isPublic": top.status == "published",
            },
        }
        if shown and listed:
            inlined = [one.resource(with_status=with_status) for one in shown[-self.inlines :]]
            thread["replies"] = {"comments": inlined}
        return thread

    def _comments(self, request: Request) -> Answer:
        if "id" in request.query:
            found = [self.said.get(one) for one in request.query["id"].split(",")]
            alive = [one for one in found if one is not None and self._alive(one)]
            return Answer({"items": [one.resource(with_status=False) for one in alive]})
        top = self.said.get(request.query["parentId"])
        if top is None:
            return failure(404, "parentCommentNotFound")
        listed = [one for one in self._replies(top) if one.status == "published"]
        return self._page(request, [one.resource(with_status=self.tells) for one in reversed(listed)])

    def _alive(self, one: Said) -> bool:
        return one.status == "published" or (one.status != "rejected" and self.finds_held)

    def _replies(self, top: Said) -> list[Said]:
        return sorted((one for one in self.said.values() if one.parent == top.id), key=lambda one: one.second)

    def _page(self, request: Request, items: list[dict[str, Any]]) -> Answer:
        """Tokens name the last item given, so that arrivals do not shift them."""
        after = request.query.get("pageToken", "")
        ids = [one["id"] for one in items]
        if after and after not in ids:
            return failure(400, "invalidPageToken")
        first = ids.index(after) + 1 if after else 0
        given = items[first : first + self.size]
        more = {"nextPageToken": given[-1]["id"]} if first + self.size < len(items) else {}
        return Answer({"items": given, **more})
