"""One reading of a page: its recent posts, then what was said under each since the last reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from parvis.connectors.facebook.cursor import Cursor
from parvis.connectors.facebook.graph import Graph, Params, valid_id
from parvis.connectors.facebook.mapping import COMMENT_FIELDS, POST_FIELDS, read_comments, read_post
from parvis.connectors.port import (
    Batch,
    ConnectorError,
    ItemGone,
    Malformed,
    Refused,
    RemoteComment,
    RemotePost,
    Unavailable,
    UnknownItem,
)

PAGE_SIZE = 100
# Read again on every sweep, against comments that Graph shows some time after they were written.
OVERLAP = 3600  # seconds
# Posts that may fail in one sweep before Graph itself is held to be down.
_PATIENCE = 3

COMMENT_PARAMS: Params = {
    "fields": COMMENT_FIELDS,
    "filter": "stream",
    "order": "chronological",
    "limit": PAGE_SIZE,
}


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far back new comments are looked for: `posts` posts, or `age` before the newest, whichever is
    further, and never more than `at_most` posts (one call each)."""

    posts: int = 100
    age: timedelta = timedelta(days=60)
    at_most: int = 500

    def holds(self, rank: int, written: datetime | None, newest: datetime | None) -> bool:
        """Whether the post of this rank, from 0 for the newest, is near enough."""
        recent = rank < self.posts or written is None or newest is None or newest - written <= self.age
        return recent and rank < self.at_most


class Sweep:
    """Reads once. Batches carry a cursor from which another sweep misses nothing."""

    def __init__(self, graph: Graph, page_id: str, cursor: Cursor, horizon: Horizon) -> None:
        self._graph = graph
        self._page_id = page_id
        self._cursor = cursor
        self._horizon = horizon

    def batches(self) -> Iterator[Batch]:
        posts: list[str] = []
        yield from self._posts(posts)
        cursor = self._cursor
        first = [post for post in cursor.left if post in posts]
        cursor.left = first + [post for post in posts if post not in set(first)]
        cursor.read_to = {post: mark for post, mark in cursor.read_to.items() if post in set(posts)}
        cursor.refused = [post for post in cursor.refused if post in set(posts)]
        try:
            yield from self._every_thread()
        except ConnectorError:
            # Posts where nothing was new gave no batch: without this one, a page that Facebook throttles
            # would be read from the same post each time, and its last posts never.
            yield Batch(cursor=cursor.dump())
            raise
        yield Batch(cursor=cursor.dump())

    def _posts(self, found: list[str]) -> Iterator[Batch]:
        """The recent posts; their ids are added to `found`. The feed gives the newest first."""
        newest: datetime | None = None
        params: Params = {"fields": POST_FIELDS, "limit": PAGE_SIZE}
        for items in self._graph.pages((self._page_id, "feed"), params):
            posts: list[RemotePost] = []
            unknown: list[UnknownItem] = []
            near = False
            for item in items:
                post = read_post(item, page_id=self._page_id)
                written = post.created_at if isinstance(post, RemotePost) else None
                newest = max(filter(None, (newest, written)), default=None)
                if not self._horizon.holds(len(found), written, newest):
                    continue
                near = True
                if isinstance(post, RemotePost):
                    posts.append(post)
                else:
                    unknown.append(post)
                # A post that could not be read may still have comments that can.
                if valid_id(post.platform_id) and post.platform_id not in found:
                    found.append(post.platform_id)
            if near:
                yield Batch(cursor=self._cursor.dump(), posts=tuple(posts), unknown=tuple(unknown))
            elif items:
                return

    def _every_thread(self) -> Iterator[Batch]:
        """Each post in turn. One that fails does not hold the others up; the failure is told at the end."""
        left = self._cursor.left
        failures: list[ConnectorError] = []
        for post_id in tuple(left):
            try:
                yield from self._comments(post_id)
            except (Unavailable, Malformed) as failure:
                failures.append(failure)
                left.remove(post_id)
                left.append(post_id)  # last, so that the next sweep starts with the others
                if len(failures) == _PATIENCE:
                    raise
            else:
                left.remove(post_id)
        if failures:
            raise failures[0]

    def _comments(self, post_id: str) -> Iterator[Batch]:
        """What was said under one post since the mark. The mark moves page by page while times ascend."""
        marks = self._cursor.read_to
        before = marks.get(post_id, 0)
        params = {**COMMENT_PARAMS, "since": before - OVERLAP} if before > OVERLAP else COMMENT_PARAMS
        newest, ascending = before, True
        previous = 0
        try:
            for items in self._graph.pages((post_id, "comments"), params):
                comments, unknown = read_comments(items, page_id=self._page_id, post_id=post_id)
                times = _seconds(comments)
                ascending = ascending and [previous, *times] == sorted([previous, *times])
                previous = times[-1] if times else previous
                newest = max([newest, *times])
                if ascending:
                    marks[post_id] = newest
                if comments or unknown:
                    yield Batch(cursor=self._cursor.dump(), comments=comments, unknown=unknown)
        except ItemGone:
            marks.pop(post_id, None)  # the post was deleted, and what was said under it
        except Refused as refusal:
            yield from self._refused(post_id, refusal)
        else:
            marks[post_id] = newest

    def _refused(self, post_id: str, refusal: Refused) -> Iterator[Batch]:
        """Graph will not give this post's comments: said once, and the sweep goes on."""
        if post_id in self._cursor.refused:
            return
        self._cursor.refused.append(post_id)
        unknown = UnknownItem("post_comments", raw={"code": refusal.code}, platform_id=post_id, reason="refused")
        yield Batch(cursor=self._cursor.dump(), unknown=(unknown,))


def _seconds(comments: tuple[RemoteComment, ...]) -> list[int]:
    return [int(comment.created_at.timestamp()) for comment in comments]
