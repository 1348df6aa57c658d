"""What was met in one file, in a temporary table on disk: files may hold more rows than memory does."""

from __future__ import annotations

import sqlite3
from types import TracebackType


class Met:
    """Counts how often each key came, and remembers what came with it. Gone with the `with` block."""

    def __enter__(self) -> Met:
        self._table = sqlite3.connect("", isolation_level=None)  # no name: a file that vanishes by itself
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("CREATE TABLE met (key BLOB PRIMARY KEY, times INTEGER NOT NULL) WITHOUT ROWID")
        self._table.execute("BEGIN")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._table.close()

    def times(self, key: bytes) -> int:
        """How often this key has come, this time included."""
        [(times,)] = self._table.execute(
            "INSERT INTO met VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1 RETURNING times", (key,)
        ).fetchall()
        return int(times)
