"""The only door through which the desk opens an address that a stranger wrote. One request, one answer, no memory.

No cookie, no referrer, no proxy, no script; each redirection is checked like the first address; size, time and
kinds are limited. Direct only: behind a proxy, what the name resolves to could not be checked.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin

from . import addresses
from .addresses import Resolve, Target
from .refusals import NotFetched, PreviewRefused

PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")
PAGES = ("text/html", "application/xhtml+xml")
_MOVED = {301, 302, 303, 307, 308}
_HEADERS = {
    "User-Agent": "Parvis (apercu a la demande)",
    "Accept": ", ".join((*PICTURES, *PAGES)),
    "Accept-Encoding": "identity",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one address gave. A page may be cut short: its head is what serves."""

    content_type: str
    charset: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Door:
    """How far it opens. `origins` are reached though they are not of the public web: the sandbox's."""

    origins: frozenset[str] = frozenset()
    largest: int = 8_000_000  # bytes of a picture
    page: int = 200_000  # bytes read of a page
    seconds: float = 8.0  # for one answer, whole
    silence: float = 4.0  # for one connection, or one silence
    redirects: int = 3
    resolve: Resolve = addresses.resolve
    tls: Callable[[], ssl.SSLContext] = field(default=ssl.create_default_context)

    def fetch(self, url: str) -> Fetched:
        """What is at this address. Raises `PreviewRefused`."""
        for _ in range(self.redirects + 1):
            target = addresses.target(url, origins=self.origins, resolve=self.resolve)
            found = self._ask(target)
            if isinstance(found, Fetched):
                return found
            url = urljoin(target.url, found)
        raise NotFetched("redirects")

    def _ask(self, target: Target) -> Fetched | str:
        """The answer, or where it says to go."""
        connection = _Pinned(target, self.silence, self.tls() if target.scheme == "https" else None)
        with _within(connection, self.seconds) as late:
            found: Fetched | str | PreviewRefused
            try:
                connection.request("GET", target.path, headers={"Host": target.authority, **_HEADERS})
                with connection.getresponse() as answer:
                    found = self._read(answer)
            except PreviewRefused as refused:
                found = refused
            except (OSError, http.client.HTTPException, ValueError) as failure:
                found = NotFetched("slow" if isinstance(failure, TimeoutError) else "unreachable")
            if late.is_set():  # what came before we hung up may look whole
                found = NotFetched("slow")
        if isinstance(found, PreviewRefused):
            raise found from None
        return found

    def _read(self, answer: http.client.HTTPResponse) -> Fetched | str:
        if answer.status in _MOVED and answer.headers.get("Location"):
            return str(answer.headers["Location"])
        if answer.status != 200:
            raise NotFetched("status")
        kind = answer.headers.get_content_type()
        if kind not in (*PICTURES, *PAGES) or answer.headers.get("Content-Encoding", "identity") != "identity":
            raise NotFetched("kind")
        charset = answer.headers.get_content_charset("") or ""
        if kind in PAGES:
            return Fetched(kind, charset, answer.read(self.page))
        body = answer.read(self.largest + 1)
        if len(body) > self.largest:
            raise NotFetched("large")
        return Fetched(kind, charset, body)


class _Pinned(http.client.HTTPConnection):
    """Connects to the address that was checked, while the certificate must be the host's."""

    def __init__(self, target: Target, silence: float, tls: ssl.SSLContext | None) -> None:
        super().__init__(target.host, target.port, timeout=silence)
        self._target = target
        self._tls = tls

    def connect(self) -> None:
        self.sock = socket.create_connection((self._target.address, self._target.port), self.timeout)
        if self._tls is not None:
            secure = self._tls.wrap_socket(self.sock, server_hostname=self._target.host, do_handshake_on_connect=False)
            self.sock = secure  # where `_within` finds it, before the other side may dawdle
            secure.do_handshake()


@contextmanager
def _within(connection: _Pinned, seconds: float) -> Iterator[threading.Event]:
    """Hang up after so long, however lively the other side keeps the line: drop by drop, it would for ever."""
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        with suppress(OSError):
            # The plain socket's own method: that of TLS would change what the other thread reads from.
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        connection.close()
