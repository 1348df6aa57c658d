"""The sandbox as a web server: in a thread for tests, as a process for the demo."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from . import authorisation, control, deliveries, facebook, media, x, youtube
from .items import PLATFORMS
from .town import Town
from .world import World

HangUp = Callable[[tuple[str, int]], None]


def build_app(world: World, hang_up: HangUp | None = None) -> Starlette:
    """The control page at `/`, and the platforms under `/x`, `/facebook` and `/youtube`.

    `hang_up(client)` closes one visitor's connection: faults that cut the wire need it.
    """

    @contextlib.asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[dict[str, object]]:
        yield {"hang_up": hang_up}

    return Starlette(
        routes=[
            *authorisation.routes(world),
            Mount("/x", x.app(world)),
            Mount("/facebook", facebook.app(world)),
            Mount("/youtube", youtube.app(world)),
            *media.routes(),
            *control.routes(world),
        ],
        lifespan=lifespan,
    )


@dataclass(frozen=True, slots=True)
class Running:
    """A sandbox that answers at `url`."""

    url: str
    world: World

    def base_url(self, platform: str) -> str:
        """What stands for the platform's host: the client's paths follow."""
        return f"{self.url}/{platform}"


def _server(world: World, host: str, port: int) -> uvicorn.Server:
    def hang_up(client: tuple[str, int]) -> None:
        for connection in list(server.server_state.connections):
            if getattr(connection, "client", None) == client:
                connection.transport.close()

    config = uvicorn.Config(
        build_app(world, hang_up),
        host=host,
        port=port,
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,  # the platforms' answers bear the world's date
        timeout_graceful_shutdown=3,
    )
    server = uvicorn.Server(config)
    return server


@contextlib.contextmanager
def running(world: World, host: str = "127.0.0.1", port: int = 0) -> Iterator[Running]:
    """Serve `world` from a thread until the block ends. Port 0 takes a free one."""
    # Said to be TCP, so that asyncio sends small answers at once: otherwise each waits 40 ms for an acknowledgement.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    server = _server(world, host, port)
    thread = threading.Thread(target=server.run, args=([listener],), name="sandbox", daemon=True)
    thread.start()
    try:
        while not server.started:
            if not thread.is_alive():
                raise RuntimeError("the sandbox did not start")
            time.sleep(0.005)
        world.site = f"http://{host}:{listener.getsockname()[1]}"
        yield Running(world.site, world)
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


def serve(port: int, state: Path, pace: str = "", accounts: Path | None = None, webhooks: str = "") -> None:
    """Serve the demo's sandbox on 127.0.0.1 until SIGTERM or SIGINT; nothing in `state` is lost.

    `pace` is that of the town (see `town.PACES`; empty keeps the one in `state`). `accounts` is where the
    accounts' file is written, for the desk; `webhooks` the desk's address, where deliveries go (none if empty).
    """
    world = World(state)
    world.site = f"http://127.0.0.1:{port}"
    town = Town(world)
    town.populate()
    if pace:
        town.pace = pace
    world.settings["webhooks.url"] = webhooks
    if accounts is not None:
        write_accounts(world, f"http://127.0.0.1:{port}", accounts)
    # uvicorn stops in good order, then raises the signal again: it must not kill us before the end.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with town.living(), deliveries.posting(world), contextlib.suppress(KeyboardInterrupt):
            _server(world, "127.0.0.1", port).run()
    finally:
        world.close()


def write_accounts(world: World, base_url: str, path: Path) -> None:
    """Write what the desk needs to speak for the three accounts, as TOML that only its owner can read.

    A list `[[account]]` of platform, platform_id, name, base_url and a table `[account.credentials]`.
    """
    parts = []
    for account in world.accounts():
        lines = [
            "[[account]]",
            f"platform = {_quoted(account['platform'])}",
            f"platform_id = {_quoted(account['platform_id'])}",
            f"name = {_quoted(account['name'])}",
            f"base_url = {_quoted(base_url + '/' + account['platform'])}",
            "",
            "[account.credentials]",
            *(f"{name} = {_quoted(value)}" for name, value in _credentials(world, account).items()),
        ]
        parts.append("\n".join(lines))
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - opened with its mode, never wider
        file.write("\n\n".join(parts) + "\n")
    new.replace(path)


def _credentials(world: World, account: dict[str, Any]) -> dict[str, str]:
    """The account's tokens, and what signs its deliveries when there are any."""
    signing = deliveries.webhook_secrets(world, account["platform"]) if world.settings.get("webhooks.url") else {}
    return {**account["credentials"], **signing}


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


__all__ = ["PLATFORMS", "Running", "build_app", "running", "serve", "write_accounts"]
