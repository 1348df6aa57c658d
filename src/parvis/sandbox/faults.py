"""Failures that tests ask for: the same ones real platforms have, on the request that matters."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

KINDS = (
    *("obey_then_cut", "obey_then_wait", "cut", "rate_limit", "server_error", "latency", "duplicate"),
    *("drop_delivery", "duplicate_delivery", "reorder"),  # of webhooks: see `deliveries.Outbox`
)
_USUAL = {"obey_then_cut": "act", "obey_then_wait": "act", "duplicate": "GET"} | dict.fromkeys(
    ("drop_delivery", "duplicate_delivery", "reorder"), "WEBHOOK"
)


@dataclass(slots=True)
class Fault:
    """One failure to come. It strikes `left` more times, on requests that match `method` and `path`."""

    platform: str
    kind: str
    left: int
    method: str = ""  # empty: any; "act": anything but GET
    path: str = ""  # a part of the path, empty: any
    seconds: float = 0.5  # latency
    retry_after: int = 60  # rate_limit: seconds until calls are accepted again
    struck: list[str] = field(default_factory=list)  # "METHOD path" of the requests it struck

    def matches(self, platform: str, method: str, path: str) -> bool:
        wanted = self.method.upper()
        asked = method != "WEBHOOK"  # what a platform is asked, as opposed to what it pushes
        right_method = method == wanted if wanted and wanted != "ACT" else asked and not (wanted and method == "GET")
        return self.left > 0 and self.platform == platform and right_method and self.path in path


class Faults:
    """The failures waiting to strike. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []

    def add(
        self,
        platform: str,
        kind: str,
        times: int = 1,
        *,
        method: str = "",
        path: str = "",
        seconds: float = 0.5,
        retry_after: int = 60,
    ) -> Fault:
        """Make the next `times` matching requests fail this way.

        `obey_then_cut` does the act and answers nothing; `obey_then_wait` answers `seconds` after the act;
        `cut` does nothing and answers nothing; `rate_limit` and `server_error` refuse before doing; `latency`
        waits `seconds` first; `duplicate` repeats an item in a page. Unless told otherwise, the two that obey
        strike acts and `duplicate` strikes reads. The last three strike deliveries, never requests.
        """
        if kind not in KINDS:
            raise ValueError(f"unknown fault {kind!r}; known: {', '.join(KINDS)}")
        usual = _USUAL.get(kind, "")
        fault = Fault(platform, kind, times, method or usual, path, seconds, retry_after)
        with self._lock:
            self._waiting.append(fault)
        return fault

    def take(self, platform: str, method: str, path: str) -> list[Fault]:
        """What strikes this request: every latency that matches, and at most one other fault."""
        striking: list[Fault] = []
        with self._lock:
            for fault in self._waiting:
                another = fault.kind != "latency" and any(f.kind != "latency" for f in striking)
                if another or not fault.matches(platform, method, path):
                    continue
                fault.left -= 1
                fault.struck.append(f"{method} {path}")
                striking.append(fault)
            self._waiting = [fault for fault in self._waiting if fault.left > 0]
        return striking

    def clear(self) -> None:
        with self._lock:
            self._waiting.clear()
