"""Keeps a few child processes alive, and stops them all together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

_GRACE = 10.0  # seconds between asking a child to stop and ending it
_PARENT = "PARVIS_SUPERVISOR"  # tells a child whom it depends on
_STEADY = 30.0  # a child that lived this long is started again at once


@dataclass(slots=True)
class Child:
    """One process: started again when it dies, a little later each time it dies young."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    failures: int = 0
    retry_at: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """`run` blocks until SIGTERM or SIGINT, then stops the children and returns."""

    environment: Mapping[str, str]
    children: list[Child] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)

    def add(self, name: str, command: Sequence[str]) -> None:
        self.children.append(Child(name, command))

    def start(self) -> None:
        for child in self.children:
            if child.process is None:
                self._start(child)

    def run(self) -> None:
        signal.signal(signal.SIGTERM, self._asked_to_stop)
        signal.signal(signal.SIGINT, self._asked_to_stop)
        try:
            self.start()
            while not self.stopping.wait(0.3):
                for child in self.children:
                    self._watch(child)
        finally:
            self.stop()

    def stop(self) -> None:
        alive = [c.process for c in self.children if c.process and c.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + _GRACE
        for process in alive:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _asked_to_stop(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self.stopping.set()

    def _start(self, child: Child) -> None:
        # Its own session: Ctrl-C reaches the supervisor alone, which then stops the children in order.
        child.process = subprocess.Popen(  # noqa: S603 - our own commands
            child.command,
            env={**os.environ, **self.environment, _PARENT: str(os.getpid())},
            start_new_session=True,
        )
        child.started_at = time.monotonic()

    def _watch(self, child: Child) -> None:
        now = time.monotonic()
        if child.process is None or child.process.poll() is None:
            return
        if child.retry_at == 0.0:
            lived = now - child.started_at
            child.failures = 0 if lived > _STEADY else child.failures + 1
            wait = 0.0 if child.failures == 0 else min(0.5 * 2**child.failures, 30.0)
            child.retry_at = now + wait
            sys.stderr.write(f"parvis : « {child.name} » s'est arrêté; il redémarre.\n")
        if now >= child.retry_at:
            child.retry_at = 0.0
            self._start(child)


def stop_when_orphaned(parent: int | None = None) -> None:
    """Ask this process to stop when the one it depends on is gone, even killed; end it if it does not.

    That is `parent`, or the supervisor that started this one. A part run on its own depends on nobody: it goes
    on after the shell that started it.
    """
    expected = parent or int(os.environ.get(_PARENT, "0"))
    if not expected:
        return

    def watch() -> None:
        while os.getppid() == expected:
            time.sleep(1.0)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=watch, name="parent", daemon=True).start()
