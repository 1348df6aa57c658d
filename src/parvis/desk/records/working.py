"""Runs background tasks until asked to stop. A task under way is finished first."""

from __future__ import annotations

import secrets
import threading

from django_tasks_db.management.commands.db_worker import Worker

_INTERVAL = 0.5  # seconds between two looks at an empty queue


def run_worker(stop: threading.Event) -> None:
    """The library's loop, stopped by our event rather than by its own signals."""
    worker = Worker(
        queue_names=["*"],
        interval=_INTERVAL,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=secrets.token_hex(16),
        excluded_queue_names=[],
    )

    def end_when_asked() -> None:
        stop.wait()
        worker.running = False

    threading.Thread(target=end_when_asked, name="end", daemon=True).start()
    worker.run()
