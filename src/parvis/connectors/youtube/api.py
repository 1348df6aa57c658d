"""The only door to YouTube: the official client, speaking of comments, threads and videos.

Quota (developers.google.com/youtube/v3/determine_quota_cost): 1 unit a reading, 50 an act, 10,000 a day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from googleapiclient.discovery import build

from parvis.connectors.port import AccountAccess
from parvis.connectors.youtube import errors, payload
from parvis.connectors.youtube.transport import OnceOnly

PAGE_SIZE = 100
_ID = re.compile(r"[0-9A-Za-z_.\-]{1,200}")
MOST_IDS = 50  # a call
_READ_CHARACTERS = 1500  # of ids, and no more, so that the request stays a plain GET
_ACT_CHARACTERS = 6000  # of ids, and no more: they travel in the address, and servers refuse those above 8 KB

Page = Mapping[str, object]


def valid_id(value: str) -> bool:
    """Whether this can be asked for without becoming two ids, or none."""
    return _ID.fullmatch(value) is not None


class Api:
    """One channel's way to YouTube. Every method raises a `ConnectorError`, and none tries twice."""

    def __init__(self, access: AccountAccess) -> None:
        self.channel_id = access.platform_id
        options = {"api_endpoint": access.base_url.rstrip("/") + "/"} if access.base_url else None
        service: Any = build(
            "youtube",
            "v3",
            http=OnceOnly(access.credentials.get("access_token", ""), access.timeout, access.meter),
            static_discovery=True,
            cache_discovery=False,
            client_options=options,
        )
        self._comments: Any = service.comments()
        self._threads: Any = service.commentThreads()
        self._videos: Any = service.videos()

    def threads(self, status: str, page: str) -> Page:
        """One page of the channel's threads with this moderation status, newest first."""
        wanted = {"allThreadsRelatedToChannelId": self.channel_id, "moderationStatus": status, "order": "time"}
        return self._page(self._threads.list, page, part="snippet,replies", **wanted)

    def replies(self, thread_id: str) -> Iterator[list[object]]:
        """Every page of a thread's replies."""
        if not valid_id(thread_id):
            raise errors.refused("bad_id")
        page, asked = "", {""}
        while True:
            body = self._page(self._comments.list, page, part="snippet", parentId=thread_id)
            yield payload.items(body.get("items"))
            page = payload.string(body.get("nextPageToken"))
            if not page:
                return
            if page in asked:  # a server that answers its own question would keep us for ever
                raise errors.malformed(acting=False, code="paging_loop")
            asked.add(page)

    def threads_by_id(self, ids: Sequence[str]) -> Iterator[object]:
        return self._by_id(self._threads.list, ids, part="snippet", textFormat="plainText")

    def comments_by_id(self, ids: Sequence[str]) -> Iterator[object]:
        return self._by_id(self._comments.list, ids, part="snippet", textFormat="plainText")

    def videos_by_id(self, ids: Sequence[str]) -> Iterator[object]:
        return self._by_id(self._videos.list, ids, part="snippet")

    def set_status(self, ids: Sequence[str], status: str) -> None:
        """Of all these comments, or of none; no more of them than one call takes (`for_acts`)."""
        if not all(map(valid_id, ids)):
            raise errors.refused("bad_id")
        self._comments.setModerationStatus(id=",".join(ids), moderationStatus=status).execute(num_retries=0)

    def delete(self, comment_id: str) -> None:
        self._act(self._comments.delete, comment_id, id=comment_id)

    def reply(self, thread_id: str, text: str) -> Page:
        body = {"snippet": {"parentId": thread_id, "textOriginal": text}}
        return payload.mapping(self._act(self._comments.insert, thread_id, part="snippet", body=body))

    def _page(self, method: Callable[..., Any], page: str, **wanted: str) -> Page:
        token = {"pageToken": page} if page else {}
        request = method(maxResults=PAGE_SIZE, textFormat="plainText", **wanted, **token)
        body = payload.mapping(request.execute(num_retries=0))
        if not isinstance(body.get("items", []), list):
            raise errors.malformed(acting=False)
        return body

    def _by_id(self, method: Callable[..., Any], ids: Sequence[str], **wanted: str) -> Iterator[object]:
        for some in _batches(ids, _READ_CHARACTERS):
            body = payload.mapping(method(id=",".join(some), **wanted).execute(num_retries=0))
            yield from payload.items(body.get("items"))

    def _act(self, method: Callable[..., Any], comment_id: str, **wanted: object) -> object:
        if not valid_id(comment_id):
            raise errors.refused("bad_id")
        return method(**wanted).execute(num_retries=0)


def for_acts(ids: Sequence[str]) -> Iterator[list[str]]:
    """The valid ones, once each, as many together as one act takes."""
    return _batches(ids, _ACT_CHARACTERS)


def _batches(ids: Sequence[str], characters: int) -> Iterator[list[str]]:
    some: list[str] = []
    for one in filter(valid_id, dict.fromkeys(ids)):
        if len(some) == MOST_IDS or sum(map(len, some)) + len(one) > characters:
            yield some
            some = []
        some.append(one)
    if some:
        yield some
