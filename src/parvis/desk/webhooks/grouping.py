"""One commit for all who wait: a writer of its own takes everything that has queued since its last commit.

Each caller returns once its own item is safely written. Without it, each delivery would pay for a commit of its
own, several milliseconds on an ordinary disk; with it, a crowd shares one, and the next crowd gathers meanwhile.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from django.db import connection

Item = TypeVar("Item")


class _Ticket(Generic[Item]):
    __slots__ = ("done", "error", "item")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.done = threading.Lock()  # lighter than an Event; released when the item is written
        self.done.acquire()
        self.error: Exception | None = None


class Group(Generic[Item]):
    """`write` is given the items of everyone who waits, at most `most`, and how many wait already behind them.

    The writer's thread keeps one connection, and ends with it after `idle` seconds without work.
    """

    def __init__(self, write: Callable[[Sequence[Item], int], None], *, most: int = 500, idle: float = 1.0) -> None:
        self._write = write
        self._most = most
        self._idle = idle
        self._waiting: queue.SimpleQueue[_Ticket[Item]] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._writer: threading.Thread | None = None

    def put(self, item: Item) -> None:
        """Returns when `item` is written. Raises what `write` raised for the crowd it was in."""
        if connection.in_atomic_block:  # it belongs to the caller's own transaction
            self._write([item], 0)
            return
        ticket = _Ticket(item)
        with self._guard:  # so that a writer that is about to end sees it, or another is started
            self._waiting.put(ticket)
            if self._writer is None:
                self._writer = threading.Thread(target=self._run, name="deliveries", daemon=True)
                self._writer.start()
        ticket.done.acquire()
        if ticket.error is not None:
            raise ticket.error

    def _run(self) -> None:
        while crowd := self._crowd():
            try:
                self._write([ticket.item for ticket in crowd], self._waiting.qsize())
            except Exception as error:  # noqa: BLE001 - told to each of those who wait
                connection.close()
                for ticket in crowd:
                    ticket.error = error
            finally:
                for ticket in crowd:
                    ticket.done.release()
        connection.close()

    def _crowd(self) -> list[_Ticket[Item]]:
        """Waits for one, then takes all that are there; nothing when the writer may end."""
        try:
            crowd = [self._waiting.get(timeout=self._idle)]
        except queue.Empty:
            with self._guard:
                if self._waiting.empty():
                    self._writer = None
                    return []
            return self._crowd()
        while len(crowd) < self._most:
            try:
                crowd.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return crowd

    def rest(self) -> None:
        """Wait until the writer has ended; for whoever must have the database to themselves."""
        writer = self._writer
        if writer is not None:
            writer.join(self._idle + 5)
