"""A real `parvis demo`, its processes found through /proc, its pages visited as a browser would."""

from __future__ import annotations

import http.cookiejar
import os
import re
import select
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.cli.command import COMMAND, environment


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def eventually(wanted: Callable[[], Any], *, within: float) -> Any:
    """What `wanted` returns once it is true. Fails, naming it, when it never is."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found = wanted()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {within} seconds: {wanted.__name__}")


@dataclass(slots=True)
class Demo:
    """One demo in `home`, started and stopped at will; `said` is what it told the person at the terminal."""

    home: Path
    port: int = field(default_factory=free_port)
    sandbox_port: int = field(default_factory=free_port)
    said: str = ""
    process: subprocess.Popen[bytes] | None = None
    known: dict[int, str] = field(default_factory=dict)  # every process it ever had, with when each started

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        found = re.search(r"usage unique\u00a0: (\S+)", self.said)
        return found[1] if found else ""

    def start(self) -> float:
        """Start, and return how many seconds it took to say that it is ready."""
        begun = time.monotonic()
        self.said = ""
        self.process = subprocess.Popen(
            [*COMMAND, "demo", "--home", self.home, "--port", str(self.port), "--sandbox-port", str(self.sandbox_port)],
            stdout=subprocess.PIPE,
            bufsize=0,  # nothing may wait where `select` does not see it
            env=environment(PARVIS_UNDO_SECONDS="0"),
        )
        assert self.process.stdout is not None
        while "Pour arrêter" not in self.said:
            assert time.monotonic() - begun < 40, f"never ready: {self.said}"
            assert self.process.poll() is None, "it stopped by itself"
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                self.said += self.process.stdout.readline().decode("utf-8")
        self.processes()
        return time.monotonic() - begun

    def send(self, number: int) -> None:
        assert self.process is not None
        self.processes()
        self.process.send_signal(number)

    def wait(self, within: float) -> int:
        assert self.process is not None
        assert self.process.stdout is not None
        status = self.process.wait(within)
        self.process.stdout.close()
        return status

    def processes(self) -> dict[int, str]:
        """Each process under the supervisor, by its command; remembered, so that none is left behind."""
        assert self.process is not None
        found = _descendants(self.process.pid)
        self.known |= {pid: _started(pid) for pid in found}
        return found

    def part(self, name: str) -> int:
        """The process of `parvis web`, `worker`, `poll` or `sandbox` that the supervisor started; 0 for none."""
        assert self.process is not None
        found = _children(self.process.pid)
        return next((pid for pid, command in found.items() if f"parvis.cli {name} " in f"{command} "), 0)

    def left(self) -> list[int]:
        """Processes of ours that still live. A number taken up by somebody else's process is not one."""
        return [pid for pid, started in self.known.items() if started and _started(pid) == started]

    def clear(self) -> None:
        """Whatever happened in the test, nothing stays."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.send(signal.SIGTERM)
            try:
                self.wait(20)
            except subprocess.TimeoutExpired:
                self.send(signal.SIGKILL)
                self.wait(5)
        for pid in self.left():
            os.kill(pid, signal.SIGKILL)

    def ask(self, query: str) -> list[Any]:
        """Read the records as anybody with the file could."""
        with closing(sqlite3.connect(f"file:{self.home / 'parvis.sqlite3'}?mode=ro", uri=True, timeout=30)) as records:
            return records.execute(query).fetchall()

    def count(self, table: str) -> int:
        return int(self.ask(f"SELECT count(*) FROM {table}")[0][0])


class Visitor:
    """A browser without a screen: keeps cookies, follows redirections, sends forms with their token."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str) -> tuple[int, str]:
        return self._open(urllib.request.Request(self.url + path))

    def post(self, path: str, form: dict[str, str], *, page: str = "") -> tuple[int, str]:
        """Send `form` to `path`, with the token found on `page`, or on that same path."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page or path)[1])
        sent = form | {"csrfmiddlewaretoken": token[1] if token else ""}
        return self._open(urllib.request.Request(self.url + path, urllib.parse.urlencode(sent).encode()))

    def _open(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=20) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8")
        except OSError:
            return 0, ""


def _children(parent: int) -> dict[int, str]:
    return {pid: _command(pid) for pid in _pids() if _stat(pid)[1:2] == [str(parent)]}


def _descendants(parent: int) -> dict[int, str]:
    found = _children(parent)
    for pid in list(found):
        found |= _descendants(pid)
    return found


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _stat(pid: int) -> list[str]:
    """State, parent, and so on; empty for a process that is gone or only waits to be buried."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []
    return [] if fields[0] in {"Z", "X"} else fields


def _started(pid: int) -> str:
    return "".join(_stat(pid)[19:20])


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        return ""
