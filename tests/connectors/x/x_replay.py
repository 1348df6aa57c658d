"""A server on 127.0.0.1 that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

PREFIX = "/x"


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it reached the server; `path` starts after the prefix."""

    method: str
    path: str
    query: Mapping[str, str]
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` is bytes as they are, or something to write as JSON. `cut` stops after so many bytes."""

    status: int = 200
    body: object = None
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None  # 0: no answer at all
    hang: bool = False  # say nothing until the server closes

    def payload(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return json.dumps(self.body).encode("ascii")


Script = Callable[[Call], Answer]


@dataclass(slots=True)
class Replay:
    """The running server: where it is and what it received."""

    base_url: str
    script: Script
    calls: list[Call] = field(default_factory=list)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    replay: Replay
    closing: threading.Event


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def _answer(self) -> None:
        url = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        query = {name: values[-1] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        path = url.path.removeprefix(PREFIX) if url.path.startswith(PREFIX + "/") else "outside:" + url.path
        call = Call(self.command, path, query, self.rfile.read(length), dict(self.headers.items()))
        self.server.replay.calls.append(call)
        answer = self.server.replay.script(call)
        if answer.hang:
            self.server.closing.wait(10)
        if answer.hang or answer.cut == 0:
            self.close_connection = True
            return
        payload = answer.payload()
        if "date" in answer.headers:
            self.send_response_only(answer.status)
        else:
            self.send_response(answer.status)
        self.send_header("content-type", "application/json; charset=utf-8")
        self.send_header("content-length", str(len(payload)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(payload if answer.cut is None else payload[: answer.cut])
        self.close_connection = answer.cut is not None

    do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815 - the standard library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the tests' output quiet."""


class _Running:
    def __init__(self, server: _Server) -> None:
        self.server = server
        self.thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)

    def __enter__(self) -> Replay:
        self.thread.start()
        return self.server.replay

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.closing.set()
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(5)


@contextmanager
def replaying(script: Script) -> Iterator[Replay]:
    """Serve `script` for the length of a with-block."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.closing = threading.Event()
    server.replay = Replay(f"http://127.0.0.1:{server.server_address[1]}{PREFIX}", script)
    with _Running(server) as replay:
        yield replay
