"""A small X for tests: invented people, listings from the newest to the oldest, both generations of names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.connectors.x.x_replay import Answer, Call

from parvis.connectors.x import snowflakes

US = "501"
PEOPLE = {
    US: ("Ministère des Essais", "EssaisQc"),
    "11": ("Ginette Latulippe", "ginette_lt"),
    "12": ("Rosaire Vadeboncoeur", "rosairev"),
}
NAMES = {
    "tweet": {"fields": "tweet.fields", "refs": "referenced_tweets", "edits": "edit_history_tweet_ids",
              "note": "note_tweet", "included": "tweets"},
    "post": {"fields": "post.fields", "refs": "referenced_posts", "edits": "edit_history_post_ids",
             "note": "note_post", "included": "posts"},
}  # fmt: skip


def id_at(moment: datetime, sequence: int = 0) -> str:
    return str(snowflakes.first_id_of(moment) + sequence)


def invalid(parameter: str, value: str) -> Answer:
    """The 400 of X for a parameter that it does not accept."""
    problem = {"message": f"The `{parameter}` query parameter is not valid", "parameters": {parameter: [value]}}
    kind = "https://api.x.com/2/problems/invalid-request"
    body = {"errors": [problem], "title": "Invalid Request", "detail": "invalid", "type": kind}
    return Answer(400, body)


def not_found(post_id: str) -> dict[str, str]:
    return {
        "value": post_id, "resource_id": post_id, "resource_type": "tweet", "parameter": "ids",
        "title": "Not Found Error", "detail": f"Could not find tweet with ids: [{post_id}].",
        "type": "https://api.twitter.com/2/problems/resource-not-found",
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody wrote; `answers` is the post replied to."""

    id: str
    author: str
    text: str
    answers: str = ""
    conversation: str = ""
    mentions: tuple[str, ...] = ()
    quotes: str = ""
    note: str = ""
    versions: tuple[str, ...] = ()
    replies: int = 0


@dataclass(slots=True)
class World:
    """Everything public, and how the platform behaves. Call it as a script of the replay server."""

    generation: str = "tweet"
    page_size: int = 2
    posts: dict[str, Post] = field(default_factory=dict)
    before_answer: Callable[[Call], None] = lambda _: None
    _expired: int = 0  # page tokens below this number are forgotten
    _tokens: list[tuple[str, int]] = field(default_factory=list)

    def add(self, post: Post) -> Post:
        self.posts[post.id] = post
        return post

    def reply(self, to: Post, author: str, text: str, at: datetime, note: str = "") -> Post:
        names = () if author == US else (US,)
        conversation = to.conversation or to.id
        return self.add(Post(id_at(at, len(self.posts)), author, text, to.id, conversation, names, note=note))

    def say(self, author: str, text: str, at: datetime, *, mentions: tuple[str, ...] = ()) -> Post:
        return self.add(Post(id_at(at, len(self.posts)), author, text, mentions=mentions))

    def forget_tokens(self) -> None:
        self._expired = len(self._tokens)

    def __call__(self, call: Call) -> Answer:
        self.before_answer(call)
        wrong = next((n["fields"] for g, n in NAMES.items() if g != self.generation and n["fields"] in call.query), "")
        if wrong:
            return invalid(wrong, call.query[wrong])
        if call.path == "/2/tweets" and call.method == "GET":
            return self._look_up(call.query["ids"].split(","))
        return self._listing(call)

    def _look_up(self, ids: list[str]) -> Answer:
        found = [self.posts[one] for one in ids if one in self.posts]
        body = self._body(found)
        problems = [not_found(one) for one in ids if one not in self.posts]
        return Answer(200, body | ({"errors": problems} if problems else {}))

    def _listing(self, call: Call) -> Answer:
        query = call.query
        since, below = int(query.get("since_id", "0")), 1 << 63
        week_ago = snowflakes.first_id_of(datetime.now(UTC) - timedelta(days=7))
        if "search" in call.path and 0 < since < week_ago:
            return invalid("since_id", query["since_id"])
        name = "next_token" if "search" in call.path else "pagination_token"
        if name in query:
            number = int(query[name].removeprefix("page"))
            if number < self._expired:
                return invalid(name, query[name])
            listing, below = self._tokens[number]
            assert listing == call.path + query.get("query", "")
        matching = self._matching(call)
        newest = sorted((p for p in matching if since < int(p.id) < below), key=lambda p: -int(p.id))
        shown = newest[: self.page_size]
        meta: dict[str, object] = {"result_count": len(shown)}
        if len(newest) > len(shown):
            self._tokens.append((call.path + query.get("query", ""), int(shown[-1].id)))
            meta["next_token"] = f"page{len(self._tokens) - 1}"
        return Answer(200, self._body(shown) | {"meta": meta})

    def _matching(self, call: Call) -> list[Post]:
        everything = list(self.posts.values())
        if call.path == f"/2/users/{US}/tweets":
            return [post for post in everything if post.author == US]
        if call.path == f"/2/users/{US}/mentions":
            return [post for post in everything if US in post.mentions]
        assert call.path == "/2/tweets/search/recent", call.path
        assert len(call.query["query"]) <= 512
        wanted = set(re.findall(r"conversation_id:([0-9]+)", call.query["query"]))
        return [post for post in everything if (post.conversation or post.id) in wanted]

    def _body(self, found: list[Post]) -> dict[str, object]:
        if not found:
            return {}
        related = {self.posts[ref] for post in found for ref in (post.answers, post.quotes) if ref in self.posts}
        people = {who for post in found for who in (post.author, *post.mentions)}
        users = [{"id": one, "name": PEOPLE[one][0], "username": PEOPLE[one][1]} for one in sorted(people)]
        includes = {"users": users, NAMES[self.generation]["included"]: [self.render(p) for p in related]}
        return {"data": [self.render(post) for post in found], "includes": includes}

    def render(self, post: Post) -> dict[str, object]:
        names = NAMES[self.generation]
        moment = snowflakes.time_of(post.id)
        shown: dict[str, object] = {
            "id": post.id, "text": post.text, "author_id": post.author,
            "conversation_id": post.conversation or (post.versions or (post.id,))[0],
            "created_at": f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03d}Z",
            names["edits"]: list(post.versions or (post.id,)),
            "public_metrics": {"reply_count": post.replies},
        }  # fmt: skip
        refs = [("replied_to", post.answers), ("quoted", post.quotes)]
        if any(ref for _, ref in refs):
            shown[names["refs"]] = [{"type": kind, "id": ref} for kind, ref in refs if ref]
        if post.answers and post.answers in self.posts:
            shown["in_reply_to_user_id"] = self.posts[post.answers].author
        if post.mentions:
            named = [{"start": 0, "end": 1, "username": PEOPLE[who][1], "id": who} for who in post.mentions]
            shown["entities"] = {"mentions": named}
        if post.note:
            shown[names["note"]] = {"text": post.note}
        return shown
