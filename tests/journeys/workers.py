"""A worker that is a process of its own, to be killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection


def start_worker(settings: Any, home: Path) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "DATABASE_URL": _database_address(),
        "PARVIS_HOME": str(home),
        "PARVIS_ACCOUNTS_FILE": str(settings.ACCOUNTS_FILE),
    }
    return subprocess.Popen([sys.executable, "-m", "parvis.cli", "worker"], env=environment)


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def _database_address() -> str:
    """The test's own database, as another process names it."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite://{known['NAME']}"
    secret = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    return f"postgresql://{known['USER']}{secret}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
