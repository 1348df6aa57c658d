"""Pages of a list that reach their reader spoiled: an item twice, or in another order."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.types import Message


def _duplicate(rows: list[Any]) -> list[Any]:
    """The first item again, at the end."""
    return [*rows, rows[0]]


def _shuffle(rows: list[Any]) -> list[Any]:
    """Another order whenever there is one, and always the same, so that a story can be told twice."""
    return [*rows[1::2], *rows[::2][::-1]] if len(rows) > 2 else rows[::-1]


SPOILERS: dict[str, Callable[[list[Any]], list[Any]]] = {"shuffle": _shuffle, "duplicate": _duplicate}


class SpoiledPage:
    """Stands between an application and its reader, for one answer."""

    def __init__(self, send: Callable[[Message], Awaitable[None]], kinds: Sequence[str]) -> None:
        self._send = send
        self._kinds = kinds
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = self._spoiled()
        headers = [(k, v) for k, v in self._start["headers"] if k.lower() != b"content-length"]
        headers.append((b"content-length", str(len(body)).encode()))
        await self._send({**self._start, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    def _spoiled(self) -> bytes:
        try:
            page = json.loads(self._body)
        except ValueError:
            return self._body
        for name in ("data", "items"):
            rows = page.get(name) if isinstance(page, dict) else None
            if isinstance(rows, list) and rows:
                for kind in self._kinds:
                    rows = SPOILERS[kind](rows)
                page[name] = rows
        return json.dumps(page).encode("ascii")
