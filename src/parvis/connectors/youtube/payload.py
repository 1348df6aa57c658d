"""Reading what YouTube sent without trusting its types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime


def mapping(value: object) -> Mapping[str, object]:
    """The value as a JSON object; an empty one when it is anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The value as a JSON array; an empty one when it is anything else."""
    return value if isinstance(value, list) else []


def string(value: object) -> str:
    return value if isinstance(value, str) else ""


def count(value: object) -> int:
    """The value as a number of things, 0 when it is not one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def moment(value: object) -> datetime | None:
    """RFC 3339 with its zone, in UTC; None when it is not that. A missing zone is not guessed at."""
    try:
        found = datetime.fromisoformat(string(value))
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
