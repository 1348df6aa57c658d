"""Where the reading of a channel stands, as the text that the desk keeps between two readings."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from parvis.connectors.youtube import payload

_VERSION = 1
_MOST_THREADS = 1500


@dataclass(slots=True)
class Halt:
    """Where the listing of one moderation status was interrupted: its page, and the newest thread it saw."""

    page: str = ""
    newest: int = 0


@dataclass(slots=True)
class Cursor:
    """`newest`: for each moderation status, the Unix second of the newest thread of the last whole listing.

    `halts`: listings that were interrupted. `replies`: for threads that do not show all their replies, by
    "status/thread", the fingerprint they had when they were read, and after a space how often they will be read
    again although it stays the same, as some were missing. `refused`: statuses that YouTube
    will not list, already reported. Times are YouTube's own: a wrong clock on our side loses nothing.
    """

    newest: dict[str, int] = field(default_factory=dict)
    halts: dict[str, Halt] = field(default_factory=dict)
    replies: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def read_as(self, key: str) -> tuple[str, int]:
        """The fingerprint this thread was read under, and how many looks are left for what was missing."""
        mark, _, looks = self.replies.get(key, "").partition(" ")
        return mark, int(looks) if looks.isascii() and looks.isdigit() and len(looks) < 4 else 0

    def remember(self, key: str, fingerprint: str, looks: int = 0) -> None:
        """Keep this thread's fingerprint, and forget those of the threads seen longest ago."""
        self.replies.pop(key, None)
        self.replies[key] = f"{fingerprint} {looks}" if looks else fingerprint
        while len(self.replies) > _MOST_THREADS:
            del self.replies[next(iter(self.replies))]

    def dump(self) -> str:
        halts = {status: [halt.page, halt.newest] for status, halt in self.halts.items()}
        stored = {"v": _VERSION, "newest": self.newest, "halts": halts, "replies": self.replies}
        return json.dumps({**stored, "refused": self.refused}, separators=(",", ":"))

    @classmethod
    def load(cls, text: str) -> Cursor:
        """The cursor that was dumped. Anything else starts over, which repeats but misses nothing."""
        try:
            stored = payload.mapping(json.loads(text)) if text else {}
        except (ValueError, RecursionError):
            stored = {}
        if stored.get("v") != _VERSION:
            return cls()
        halts = payload.mapping(stored.get("halts"))
        replies = payload.mapping(stored.get("replies"))
        return cls(
            newest={status: payload.count(at) for status, at in payload.mapping(stored.get("newest")).items()},
            halts={status: _halt(payload.items(halt)) for status, halt in halts.items()},
            replies={thread: payload.string(mark) for thread, mark in replies.items()},
            refused=[one for one in payload.items(stored.get("refused")) if isinstance(one, str)],
        )


def _halt(stored: list[object]) -> Halt:
    page, newest = [*stored, "", 0][:2] if len(stored) == 2 else ("", 0)
    return Halt(payload.string(page), payload.count(newest))
