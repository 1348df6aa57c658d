"""Failures on demand, from tests and from the control page: those real platforms have, on the request that matters.

They wait in memory, and end with the process. The two that are facts of the world are asked of it instead:
`World.revoke_token` and `World.remove_as_platform`.
"""

from __future__ import annotations

import itertools
import threading
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .clock import Clock

# What a fault may strike besides HTTP's methods: a delivery that leaves, an item that was just written.
WEBHOOK, NEW = "WEBHOOK", "NEW"
DELIVERIES = ("drop_delivery", "duplicate_delivery", "reorder")  # see `deliveries.Outbox`
ARRIVALS = ("late",)  # see `lists.Lists`
PAGES = ("duplicate", "shuffle")  # what a list gives, spoiled
FAILURES = (
    *("obey_then_cut", "obey_then_wait", "cut", "rate_limit", "quota_exhausted", "server_error"),
    *(*DELIVERIES, *ARRIVALS),
)
KINDS = ("latency", *PAGES, *FAILURES)
_USUAL = (
    dict.fromkeys(("obey_then_cut", "obey_then_wait"), "act")
    | dict.fromkeys(PAGES, "GET")
    | dict.fromkeys(DELIVERIES, WEBHOOK)
    | dict.fromkeys(ARRIVALS, NEW)
)
_PACIFIC = ZoneInfo("America/Los_Angeles")
_REMEMBERED = 200  # the latest requests that a fault struck


@dataclass(slots=True)
class Fault:
    """One failure to come, on requests that match `method` and `path`: `left` more times, or until it is stopped."""

    platform: str
    kind: str
    left: int | None = 1  # None: until stopped
    method: str = ""  # empty: any; "act": anything but GET
    path: str = ""  # a part of the path, empty: any
    seconds: float = 0.5  # of latency, of an answer that waits, of a late item
    retry_after: int = 60  # rate_limit: seconds until calls are accepted again
    until: datetime | None = None  # quota_exhausted: when the quota comes back
    number: int = 0  # its name, for who stops it
    hits: int = 0
    struck: deque[str] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))  # "METHOD path", the latest last

    def matches(self, platform: str, method: str, path: str) -> bool:
        wanted = self.method.upper()
        asked = method not in (WEBHOOK, NEW)  # a request, as opposed to what the platform does by itself
        right_method = method == wanted if wanted and wanted != "ACT" else asked and not (wanted and method == "GET")
        return self.platform == platform and right_method and self.path in path

    def over(self, now: datetime) -> bool:
        return self.left == 0 or (self.until is not None and self.until <= now)

    def strike(self, request: str) -> None:
        self.hits += 1
        self.struck.append(request)
        if self.left is not None:
            self.left -= 1


def quota_returns(platform: str, now: datetime) -> datetime:
    """YouTube counts by day of the Pacific time zone, X by month, Facebook over an hour."""
    if platform == "facebook":
        return now + timedelta(hours=1)
    if platform == "x":
        first = (now.astimezone(UTC).replace(day=1) + timedelta(days=32)).replace(day=1)
        return datetime.combine(first.date(), time(), UTC)
    tomorrow = now.astimezone(_PACIFIC).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), _PACIFIC).astimezone(UTC)


class Faults:
    """The failures waiting to strike. Thread-safe."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or Clock()
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._numbers = itertools.count(1)

    def add(
        self,
        platform: str,
        kind: str,
        times: int | None = 1,
        *,
        method: str = "",
        path: str = "",
        seconds: float = 0.5,
        retry_after: int = 60,
    ) -> Fault:
        """Make the next `times` matching requests fail this way; `None`: all of them, until it is stopped.

        `obey_then_cut` does the act and answers nothing; `obey_then_wait` answers `seconds` after the act;
        `cut` does nothing and answers nothing; `rate_limit`, `quota_exhausted` and `server_error` refuse before
        doing; `latency` waits `seconds` first; `duplicate` repeats an item in a page, `shuffle` gives a page in
        another order. `late` keeps what is written next out of lists for `seconds`; its path is "post", "comment"
        or "mention". Unless told otherwise, the two that obey strike acts, and those of pages strike reads. A quota
        comes back by itself, when the platform's own would. Those of deliveries never strike requests.
        """
        if kind not in KINDS:
            raise ValueError(f"unknown fault {kind!r}; known: {', '.join(KINDS)}")
        until = quota_returns(platform, self._clock.now()) if kind == "quota_exhausted" else None
        with self._lock:
            fault = Fault(platform, kind, times, method or _USUAL.get(kind, ""), path, seconds, retry_after, until)
            fault.number = next(self._numbers)
            self._waiting.append(fault)
        return fault

    def take(self, platform: str, method: str, path: str, spared: tuple[str, ...] = ()) -> list[Fault]:
        """What strikes this request: every latency, then one failure, or else all that spoils its page."""
        with self._lock:
            self._forget()
            found = [one for one in self._waiting if one.kind not in spared and one.matches(platform, method, path)]
            failure = next((one for one in found if one.kind in FAILURES), None)
            gentle = ("latency",) if failure else ("latency", *PAGES)
            striking = [one for one in found if one is failure or one.kind in gentle]
            for one in striking:
                one.strike(f"{method} {path}")
            self._forget()
        return striking

    def active(self) -> list[Fault]:
        """Those that still wait, as they are now, the oldest first."""
        with self._lock:
            self._forget()
            return [replace(one) for one in self._waiting]

    def stop(self, number: int) -> None:
        """End this one, if it still waits."""
        with self._lock:
            self._waiting = [one for one in self._waiting if one.number != number]

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()

    def _forget(self) -> None:
        now = self._clock.now()
        self._waiting = [one for one in self._waiting if not one.over(now)]
