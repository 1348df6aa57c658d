"""The world's time: the real one, which tests may move."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """What the platforms take for now. Moved, their answers' dates move with it: that is also a clock that differs."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        self._ahead += timedelta(seconds=seconds)
