"""One reading of a channel: its threads by moderation status, newest first, and the replies they do not show."""

from __future__ import annotations

from collections.abc import Iterator

from parvis.connectors.port import Batch, ConnectorError, Malformed, Refused, Unavailable, UnknownItem
from parvis.connectors.youtube import errors, payload
from parvis.connectors.youtube.api import Api, Page
from parvis.connectors.youtube.cursor import Cursor, Halt
from parvis.connectors.youtube.mapping import PUBLISHED, Head
from parvis.connectors.youtube.threads import ThreadReader

STATUSES = (PUBLISHED, "heldForReview", "likelySpam")
# Threads looked at again for new replies, and for what was released late: 100 a call.
HORIZON = 500
# Read again on every sweep, against comments that YouTube shows some time after they were written.
OVERLAP = 3600  # seconds
# How often a thread is read that counts more replies than it lists: the missing ones may only be late, and when they
# show, nothing else of the thread need change. Some never show; the looks, a unit each, must therefore end.
LOOKS = 12


class Sweep:
    """Reads once. Batches carry a cursor from which another sweep misses nothing."""

    def __init__(self, api: Api, cursor: Cursor, horizon: int = HORIZON) -> None:
        self._api = api
        self._cursor = cursor
        self._horizon = horizon
        self._reader = ThreadReader(api)

    def batches(self) -> Iterator[Batch]:
        """Each status in turn. One that fails does not hold the others up; the failure is told at the end."""
        failures: list[ConnectorError] = []
        for status in STATUSES:
            interrupted = status in self._cursor.halts
            try:
                yield from self._listing(status)
                if interrupted:  # what came to the top since the interruption
                    yield from self._listing(status)
            except (Unavailable, Malformed) as failure:
                failures.append(failure)
            except Refused as refusal:
                if status == PUBLISHED:
                    raise
                yield from self._refused(status, refusal)
        yield Batch(cursor=self._cursor.dump())
        if failures:
            raise failures[0]

    def _listing(self, status: str) -> Iterator[Batch]:
        """Back to what the last whole listing saw, and the horizon from there; all pages the first time.

        From there: what is new since then does not count, or after a day without reading the replies that came
        meanwhile to the threads of the day before would never be seen.
        """
        cursor = self._cursor
        halt = cursor.halts.setdefault(status, Halt())
        before = cursor.newest.get(status, 0)
        looked_at = 0
        asked: set[str] = set()
        while True:
            body = self._page(status, halt)
            asked.add(halt.page)
            items = payload.items(body.get("items"))
            page = self._reader.page(items, listed=status)
            if items:
                yield page.batch(cursor.dump())
            for head in page.heads:
                yield from self._replies_not_shown(status, head)
            looked_at += page.begun_by(before)
            halt.newest = max(halt.newest, page.newest)
            following = payload.string(body.get("nextPageToken"))
            known = before and page.newest and page.newest < before - OVERLAP
            if not following or (known and looked_at >= self._horizon):
                break
            if following in asked:  # a server that answers its own question would keep us for ever
                raise errors.malformed(acting=False, code="paging_loop")
            halt.page = following
        cursor.newest[status] = max(before, halt.newest)
        del cursor.halts[status]

    def _page(self, status: str, halt: Halt) -> Page:
        """A page, or the first one when YouTube no longer knows the token kept from an earlier sweep."""
        try:
            return self._api.threads(status, halt.page)
        except Refused as refusal:
            if not halt.page or refusal.code != "invalidPageToken":
                raise
        halt.page = ""
        return self._api.threads(status, "")

    def _replies_not_shown(self, status: str, head: Head) -> Iterator[Batch]:
        """A thread shows about five of its replies; the others are read when the thread has changed."""
        key = f"{status}/{head.id}"
        if not head.id or head.total <= head.inlined:
            return
        mark, looks = self._cursor.read_as(key)
        if mark != head.fingerprint:
            looks = LOOKS
        if looks:
            listed = 0
            try:
                for comments, unknown in self._reader.replies(head):
                    listed += len(comments) + len(unknown)
                    yield Batch(self._cursor.dump(), comments=tuple(comments), unknown=tuple(unknown))
            except Refused as refusal:
                item = UnknownItem("replies", raw={"code": refusal.code}, platform_id=head.id, reason="refused")
                yield Batch(self._cursor.dump(), unknown=(item,))
                looks = 0
            looks = looks - 1 if looks and listed < head.total else 0
        self._cursor.remember(key, head.fingerprint, looks)

    def _refused(self, status: str, refusal: Refused) -> Iterator[Batch]:
        """YouTube will not list this status (the channel's owner alone may see it): said once."""
        self._cursor.halts.pop(status, None)
        if status in self._cursor.refused:
            return
        self._cursor.refused.append(status)
        item = UnknownItem("moderation_status", raw={"status": status, "code": refusal.code}, reason="refused")
        yield Batch(self._cursor.dump(), unknown=(item,))
