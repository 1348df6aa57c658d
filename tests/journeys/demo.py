"""`parvis demo` as people start it: real processes on free ports, stopped with the test."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(slots=True)
class Demo:
    """A demonstration that answers. `code` is empty once an administrator exists."""

    process: subprocess.Popen[bytes]
    url: str
    sandbox_url: str
    code: str


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def demo_running(home: Path, *, patience: float = 60.0) -> Iterator[Demo]:
    """Start it, wait until it says it is ready, and stop it in good order at the end."""
    port, sandbox_port = free_port(), free_port()
    said = home.with_suffix(".out")
    options = ["--home", str(home), "--port", str(port), "--sandbox-port", str(sandbox_port)]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PARVIS_", "DJANGO_"))}
    with said.open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", "parvis.cli", "demo", *options], stdout=out, env=environment)
    try:
        welcome = _welcome(said, process, patience)
        code = re.search(r"usage unique\s:\s(\S+)", welcome)
        yield Demo(process, f"http://127.0.0.1:{port}", f"http://127.0.0.1:{sandbox_port}", code[1] if code else "")
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _welcome(said: Path, process: subprocess.Popen[bytes], patience: float) -> str:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        text = said.read_text("utf-8")
        if "Ctrl-C" in text:
            return text
        assert process.poll() is None, "the demonstration stopped by itself"
        time.sleep(0.1)
    raise AssertionError("the demonstration was not ready in time")
