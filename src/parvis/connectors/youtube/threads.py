"""From a page of threads to what the desk receives: their comments, the videos they are under, more replies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from parvis.connectors.port import Batch, Refused, RemoteComment, RemotePost, UnknownItem
from parvis.connectors.youtube.api import Api
from parvis.connectors.youtube.mapping import Head, read_head, read_reply, read_thread, read_video

Known = TypeVar("Known", RemoteComment, RemotePost)


@dataclass(slots=True)
class ThreadPage:
    """One page of threads, as listed."""

    heads: list[Head] = field(default_factory=list)
    posts: list[RemotePost] = field(default_factory=list)
    comments: list[RemoteComment] = field(default_factory=list)
    unknown: list[UnknownItem] = field(default_factory=list)

    @property
    def newest(self) -> int:
        """Unix second of the newest comment that starts a thread here, 0 when there is none."""
        return max(self._starts(), default=0)

    def begun_by(self, moment: int) -> int:
        """How many threads here began at that Unix second or before."""
        return sum(start <= moment for start in self._starts())

    def _starts(self) -> list[int]:
        return [int(one.created_at.timestamp()) for one in self.comments if not one.parent_id]

    def batch(self, cursor: str) -> Batch:
        return Batch(cursor, tuple(self.posts), tuple(self.comments), tuple(self.unknown))


class ThreadReader:
    """Asks for each video once."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._videos: set[str] = set()

    def page(self, items: Sequence[object], *, listed: str) -> ThreadPage:
        """`listed` is the moderation status the threads were asked by, "" when they were asked by id."""
        page = ThreadPage()
        for item in items:
            head = read_head(item, listed=listed)
            page.heads.append(head)
            for one in read_thread(item, head, channel_id=self._api.channel_id):
                _sort(one, page.comments, page.unknown)
        self._add_videos(page)
        return page

    def replies(self, head: Head) -> Iterator[tuple[list[RemoteComment], list[UnknownItem]]]:
        """All the replies of a thread, page by page."""
        for items in self._api.replies(head.id):
            comments: list[RemoteComment] = []
            unknown: list[UnknownItem] = []
            for item in items:
                _sort(read_reply(item, head, channel_id=self._api.channel_id), comments, unknown)
            if items:
                yield comments, unknown

    def _add_videos(self, page: ThreadPage) -> None:
        wanted = dict.fromkeys(head.video_id for head in page.heads if head.video_id)
        new = [video for video in wanted if video not in self._videos]
        try:
            for item in self._api.videos_by_id(new):
                _sort(read_video(item, channel_id=self._api.channel_id), page.posts, page.unknown)
        except Refused:
            pass  # a video that may not be read takes nothing from what is said under it
        # Once it was answered: after a failure, what is held under the same video must not come without it.
        self._videos.update(new)


def _sort(one: Known | UnknownItem, known: list[Known], unknown: list[UnknownItem]) -> None:
    if isinstance(one, UnknownItem):
        unknown.append(one)
    else:
        known.append(one)
