"""Between the network and a platform: faults on demand, answers in JSON, connections cut short."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import format_datetime
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .faults import FAILURES, Fault
from .items import Call
from .pages import SPOILERS, SpoiledPage
from .world import World

Failure = Callable[[Fault, World], Response]


class Refusal(Exception):
    """A platform's answer that is not a success, in that platform's own shape."""

    def __init__(self, status: int, body: Any, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status)
        self.status = status
        self.body = body
        self.headers = dict(headers or {})


def answer(body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """JSON in ASCII: whatever a citizen wrote, lone surrogates included, crosses the wire unharmed."""
    return Response(
        json.dumps(body).encode("ascii"),
        status,
        headers=dict(headers or {}),
        media_type="application/json; charset=utf-8",
    )


@dataclass(frozen=True, slots=True)
class Shape:
    """How a platform says no: its rate limit, its server error, an unknown path, a quota where there is one."""

    rate_limit: Failure
    server_error: Failure
    no_such_path: Callable[[Request], Response]
    quota_exhausted: Failure | None = None

    def refusal(self, kind: str) -> Failure:
        failures = {"rate_limit": self.rate_limit, "quota_exhausted": self.quota_exhausted}
        return failures.get(kind) or self.server_error


def platform_app(world: World, platform: str, routes: list[BaseRoute], shape: Shape) -> ASGIApp:
    """The routes of one platform, with its own error answers and the faults tests ask for."""

    async def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)  # noqa: S101 - registered for this class alone
        return answer(error.body, error.status, error.headers)

    async def unknown(request: Request, _: Exception) -> Response:
        return shape.no_such_path(request)

    app = Starlette(routes=routes, exception_handlers={Refusal: refused, HTTPException: unknown})
    return _Faulty(app, world, platform, shape)


def record(request: Request, world: World, platform: str, act: str, target: str, result: str = "") -> None:
    """Note that an act was obeyed."""
    path = str(request.scope["path"])
    world.record(Call(platform, request.method, path, world.clock.now(), act, target, result))


class _Faulty:
    """An application whose requests may be struck by the world's faults, and whose answers bear the world's date."""

    def __init__(self, app: ASGIApp, world: World, platform: str, shape: Shape) -> None:
        self._app = app
        self._world = world
        self._platform = platform
        self._shape = shape
        self._spared = () if shape.quota_exhausted else ("quota_exhausted",)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        send = dated(send, self._world)
        faults = self._world.faults.take(self._platform, scope["method"], scope["path"], self._spared)
        for late in (fault for fault in faults if fault.kind == "latency"):
            await asyncio.sleep(late.seconds)
        failure = next((fault for fault in faults if fault.kind in FAILURES), None)
        if failure is not None:
            await self._fail(failure, scope, receive, send)
            return
        spoiling = [fault.kind for fault in faults if fault.kind in SPOILERS]
        await self._app(scope, receive, SpoiledPage(send, spoiling) if spoiling else send)

    async def _fail(self, fault: Fault, scope: Scope, receive: Receive, send: Send) -> None:
        if fault.kind == "obey_then_wait":
            await self._app(scope, receive, _Late(send, fault.seconds))
        elif fault.kind in ("cut", "obey_then_cut"):
            if fault.kind == "obey_then_cut":
                await self._app(scope, receive, _nowhere)
            await _cut(scope, receive)
        else:
            await self._shape.refusal(fault.kind)(fault, self._world)(scope, receive, send)


def dated(send: Send, world: World) -> Send:
    """Answers dated by the world's clock."""

    async def with_date(message: Message) -> None:
        if message["type"] == "http.response.start":
            date = format_datetime(world.clock.now(), usegmt=True).encode("ascii")
            message = {**message, "headers": [*message.get("headers", []), (b"date", date)]}
        await send(message)

    return with_date


async def _nowhere(_: Message) -> None:
    """Where the answer of an act goes when nobody may hear it."""


async def _cut(scope: Scope, receive: Receive) -> None:
    """Close the connection without a byte of answer, as a crashed server or a broken network does."""
    hang_up: Callable[[tuple[str, int]], None] | None = scope.get("state", {}).get("hang_up")
    if hang_up is None:
        raise ConnectionAbortedError("this server cannot cut connections; use server.running()")
    hang_up(tuple(scope["client"]))
    while (await receive())["type"] != "http.disconnect":
        pass


class _Late:
    """Holds the answer back: the act is done, and its author does not know it yet."""

    def __init__(self, send: Callable[[Message], Awaitable[None]], seconds: float) -> None:
        self._send = send
        self._seconds = seconds

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await asyncio.sleep(self._seconds)
        await self._send(message)
