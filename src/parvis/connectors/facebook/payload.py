"""Reading what Graph sent without trusting its types."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime


def mapping(value: object) -> Mapping[str, object]:
    """The value as a JSON object; an empty one when it is anything else."""
    return value if isinstance(value, dict) else {}


def string(value: object) -> str:
    """The value as text. Graph has sent ids as numbers, and omits what it will not say."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def count(value: object) -> int:
    """The value as a number of things, 0 when it is not one."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0


def moment(value: object) -> datetime | None:
    """ISO 8601 with its zone, or Unix seconds, in UTC; None when it is neither.

    A time without a zone is not guessed at: a wrong hour would shift a deadline.
    """
    try:
        if isinstance(value, str):
            found = datetime.fromisoformat(value)
            return found.astimezone(UTC) if found.tzinfo else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        pass
    return None
