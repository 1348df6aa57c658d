"""A real HTTP server on 127.0.0.1 whose answers a test writes, down to cutting the connection."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    query: dict[str, str]
    body: bytes
    headers: dict[str, str]

    @property
    def form(self) -> dict[str, str]:
        parsed = parse_qs(self.body.decode(), keep_blank_values=True)
        return {name: values[-1] for name, values in parsed.items()}


@dataclass(frozen=True, slots=True)
class Answer:
    """`cut` closes the connection: "before" any byte of the answer, or "within" its body."""

    body: object = None  # bytes as they are, anything else as JSON
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: str = ""
    delay: float = 0.0

    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return b"" if self.status == 204 else json.dumps(self.body).encode()


Script = Callable[[Request], Answer]


class ScriptedServer:
    """Keeps every request it was sent, in order."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[Request] = []
        self.connections = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"  # connections are kept, as the platforms keep them
            disable_nagle_algorithm = True

            def _serve(self) -> None:
                server.serve(self)

            do_GET = do_POST = do_DELETE = do_PUT = _serve  # noqa: N815 - the names http.server calls

            def setup(self) -> None:
                super().setup()
                server.connections += 1

            def finish(self) -> None:
                server.connections -= 1
                super().finish()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Say nothing."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._http.block_on_close = False
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        address = urlsplit(handler.path)
        query = {name: values[-1] for name, values in parse_qs(address.query, keep_blank_values=True).items()}
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        request = Request(handler.command, address.path, query, body, dict(handler.headers))
        self.requests.append(request)
        answer = self.script(request)
        time.sleep(answer.delay)
        if answer.cut == "before":
            handler.close_connection = True
            return
        content = answer.content()
        handler.send_response_only(answer.status)
        if "Date" not in answer.headers:
            handler.send_header("Date", handler.date_time_string())
        for name, value in answer.headers.items():
            handler.send_header(name, value)
        if "Content-Type" not in answer.headers:
            handler.send_header("Content-Type", "application/json; charset=UTF-8")
        handler.send_header("Content-Length", str(len(content) + (10 if answer.cut == "within" else 0)))
        handler.end_headers()
        with contextlib.suppress(ConnectionError):  # a client that no longer waits has left: that is the test's subject
            handler.wfile.write(content)
        handler.close_connection = handler.close_connection or bool(answer.cut)

    def open_connections(self, *, after: float) -> int:
        """How many clients are still connected, waiting at most `after` seconds for the last to leave."""
        limit = time.monotonic() + after
        while self.connections and time.monotonic() < limit:
            time.sleep(0.01)
        return self.connections

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def scripted(script: Script) -> Iterator[ScriptedServer]:
    server = ScriptedServer(script)
    try:
        yield server
    finally:
        server.close()


def always(answer: Answer) -> Script:
    return lambda _request: answer
