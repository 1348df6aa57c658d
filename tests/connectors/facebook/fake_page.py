"""An invented Page in memory that answers as Graph does: feed, comments, acts, and their refusals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tests.connectors.scripted_server import Answer, Request

from parvis.connectors.facebook import connect
from parvis.connectors.facebook.client import FacebookConnector
from parvis.connectors.facebook.sweep import Horizon
from parvis.connectors.port import AccountAccess

PAGE = "700100"
TOKEN = "jeton-invente"
START = 1_790_000_000  # the second at which the town wakes up
MISSING = {"error": {"code": 100, "error_subcode": 33, "type": "GraphMethodException", "message": "absent"}}


def connector(url: str, *, timeout: float = 2.0, horizon: Horizon | None = None) -> FacebookConnector:
    access = AccountAccess(
        platform="facebook",
        platform_id=PAGE,
        credentials={"page_token": TOKEN},
        base_url=f"{url}/facebook",
        timeout=timeout,
    )
    return connect(access, horizon)


def stamp(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S+0000")


def comment(number: int, second: int, text: str = "", **more: object) -> dict[str, object]:
    return {
        "id": f"9_{number}",
        "message": text or f"Commentaire {number} de la ville",
        "created_time": stamp(second),
        "from": {"id": "42", "name": "Ovide Lanterne"},
        "can_hide": True,
        "can_remove": True,
        "can_comment": True,
        "is_hidden": False,
        "comment_count": 0,
        **more,
    }


@dataclass(slots=True)
class FakePage:
    """Posts (newest first) and their comments (oldest first), served `size` at a time."""

    posts: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    born: dict[str, int] = field(default_factory=dict)
    size: int = 2
    before_answer: Callable[[Request], Answer | None] = lambda _request: None

    def post(self, post_id: str, second: int = START) -> str:
        self.posts = {post_id: [], **self.posts}
        self.born[post_id] = second
        return post_id

    def say(self, post_id: str, number: int, second: int, text: str = "", **more: object) -> None:
        self.posts[post_id].append(comment(number, second, text, **more))
        self.posts[post_id].sort(key=lambda one: str(one["created_time"]))

    def find(self, comment_id: str) -> dict[str, object] | None:
        every = (one for comments in self.posts.values() for one in comments)
        return next((one for one in every if one["id"] == comment_id), None)

    def __call__(self, request: Request) -> Answer:
        return self.before_answer(request) or self._answer(request)

    def _answer(self, request: Request) -> Answer:
        assert request.path.startswith("/facebook/v"), request.path
        assert request.query["access_token"] == TOKEN
        parts = [part for part in request.path.split("/")[3:] if part]
        match request.method, parts:
            case "GET", [node, "feed"] if node == PAGE:
                listed: list[dict[str, object]] = [
                    {"id": one, "message": f"Avis {one}", "created_time": stamp(self.born[one])} for one in self.posts
                ]
                return self._page(request, listed)
            case "GET", [node, "comments"]:
                if node not in self.posts and self.find(node) is None:
                    return Answer(MISSING, status=400)
                since = int(request.query.get("since", "0"))
                under = self.posts.get(node) or self._under(node)
                return self._page(request, [one for one in under if str(one["created_time"]) >= stamp(since)])
            case "GET", []:
                ids = request.query["ids"].split(",")
                found = {one: self.find(one) for one in ids}
                return Answer(MISSING, status=400) if None in found.values() else Answer(found)
            case "GET", [node]:
                one = self.find(node)
                if node in self.posts:
                    one = {"id": node, "message": "Avis", "created_time": stamp(self.born[node])}
                return Answer(one) if one else Answer(MISSING, status=400)
            case _:
                return self._act(request, parts)

    def _act(self, request: Request, parts: list[str]) -> Answer:
        target = self.find(parts[0])
        if target is None:
            return Answer(MISSING, status=400)
        if request.method == "DELETE":
            for comments in self.posts.values():
                comments[:] = [one for one in comments if one is not target]
        elif parts[1:] == ["comments"]:
            number = 9000 + sum(map(len, self.posts.values()))
            post = next(post for post, comments in self.posts.items() if target in comments)
            parent = {"parent": {"id": parts[0]}, "from": {"id": PAGE, "name": "La Ville"}}
            self.say(post, number, START + number, request.form["message"], **parent)
            return Answer({"id": f"9_{number}"})
        else:
            target["is_hidden"] = request.form["is_hidden"] == "true"
        return Answer({"success": True})

    def _under(self, node: str) -> list[dict[str, object]]:
        every = [one for comments in self.posts.values() for one in comments]
        return [one for one in every if one.get("parent") == {"id": node}]

    def _page(self, request: Request, items: list[dict[str, object]]) -> Answer:
        """Cursors name the last item given, so that arrivals do not shift them."""
        after = request.query.get("after")
        ids = [str(one["id"]) for one in items]
        first = ids.index(after) + 1 if after in ids else 0
        given = items[first : first + self.size]
        body: dict[str, object] = {"data": given}
        if first + self.size < len(items):
            last = given[-1]["id"]
            # The host is not ours, as in Graph's recorded answers: it must not be followed.
            link = f"https://graph.invalid/v1.0/x?access_token=AUTRE&after={last}&limit=2"
            body["paging"] = {"cursors": {"after": last}, "next": link}
        return Answer(body)
