"""One database address becomes Django's settings: SQLite by default, PostgreSQL when asked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# The poller, the worker and the pages write at once: a writer takes the lock at BEGIN, and waits its turn.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-65536;"
    ),
}


def database(address: str, home: Path) -> dict[str, Any]:
    """`postgresql://user:secret@host:port/name`, `sqlite:///file`, or "" for a file in `home`."""
    if not address:
        return _sqlite(home / "parvis.sqlite3")
    parts = _parts(address)
    if parts.scheme == "sqlite":
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")) or "parvis",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"DATABASE_URL : « {parts.scheme} » n'est pas une base de données connue; écrivez postgresql://… ou sqlite:///…"
    )


def _parts(address: str) -> SplitResult:
    """The address may hold a password: no message repeats it."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(
            "DATABASE_URL : cette adresse est mal écrite; la forme est postgresql://compte:secret@machine:port/base"
        ) from error
    return parts


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": dict(_SQLITE_OPTIONS),
        # Tests use a file too: the in-memory kind locks differently, and would prove nothing of two writers.
        "TEST": {"NAME": Path(tempfile.gettempdir()) / f"parvis-test-{os.getpid()}.sqlite3"},
    }
