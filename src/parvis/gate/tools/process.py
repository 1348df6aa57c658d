"""Another program kept alive, asked one line at a time, killed when it does not answer in time."""

from __future__ import annotations

import atexit
import json
import os
import queue
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import IO

_REST = 60.0  # seconds before a program that could not start is tried again


class NoAnswer(Exception):
    """The program is absent, died, or took too long."""


class _Ended(NoAnswer):
    """The program is no longer there."""


class LineProcess:
    """Answers a JSON value to each JSON value. Safe to call from several threads; a fork starts its own."""

    def __init__(self, command: Sequence[str], *, to_start: float, to_answer: float) -> None:
        self._command = tuple(command)
        self._to_start, self._to_answer = to_start, to_answer
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._owner = 0
        self._rests_until = 0.0
        atexit.register(self.stop)

    def ask(self, question: object) -> object:
        """Return the answer. Raises NoAnswer, after which the next question starts the program again."""
        with self._lock:
            try:
                return self._exchange(question)
            except _Ended:  # between two questions
                return self._exchange(question)

    def _exchange(self, question: object) -> object:
        process = self._running()
        try:
            if process.stdin is None:
                raise NoAnswer
            process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
            process.stdin.flush()
            return self._answer(self._to_answer)
        except (BrokenPipeError, _Ended) as error:
            self._kill()
            raise _Ended from error
        except (OSError, ValueError, NoAnswer) as error:
            self._kill()
            raise NoAnswer from error

    def stop(self) -> None:
        """End the program, if this process started it."""
        if self._owner == os.getpid():
            self._kill()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process and self._owner == os.getpid() and self._process.poll() is None:
            return self._process
        if time.monotonic() < self._rests_until:
            raise NoAnswer
        return self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        self.stop()  # one that ended by itself still holds its pipes
        self._answers = queue.SimpleQueue()
        self._owner = os.getpid()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the command is ours, and the draft goes in by a pipe
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            threading.Thread(target=_read, args=(self._process.stdout, self._answers), daemon=True).start()
            self._answer(self._to_start)
        except (OSError, ValueError, NoAnswer) as error:
            self._rests_until = time.monotonic() + _REST
            self._kill()
            raise NoAnswer from error
        return self._process

    def _answer(self, seconds: float) -> object:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty as error:
            raise NoAnswer from error
        if not line:
            raise _Ended
        return json.loads(line)

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):  # what was not yet written has nowhere to go
                    pipe.close()


def _read(lines: IO[bytes] | None, answers: queue.SimpleQueue[bytes]) -> None:
    """Pass on each line, and an empty one at the end."""
    try:
        for line in lines or ():
            answers.put(line)
    except (OSError, ValueError):
        pass  # the pipe was closed under us: the program was killed
    answers.put(b"")
