"""Narrowing of decoded JSON: what a platform sends is believed only once it was looked at."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ID = re.compile(r"[0-9]{1,19}")  # the pattern of both OpenAPI generations


def mapping(value: object) -> Mapping[str, object]:
    """The JSON object, or an empty one."""
    return value if isinstance(value, dict) else {}


def listing(value: object) -> list[object]:
    """The JSON array, or an empty one."""
    return value if isinstance(value, list) else []


def string(value: object) -> str:
    """The JSON string, or an empty one."""
    return value if isinstance(value, str) else ""


def identifier(value: object) -> str:
    """A platform id (1 to 19 ASCII digits), or an empty string."""
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def count(value: object) -> int:
    """A number of things, never negative."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
