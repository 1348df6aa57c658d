"""Dates as files write them. An order of day and month that could be read in two ways is not guessed."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime, timedelta, tzinfo

_EARLIEST, _LATEST = 1990, 2100
_MOST_SECONDS = 1e11  # the year 5138, or in milliseconds 1973
_ISO = re.compile(r"\d{4}[-/]\d\d[-/]\d\d([T ]\d\d:\d\d.*)?\Z", re.DOTALL)
_SECONDS = re.compile(r"\d{9,10}(\.\d+)?\Z")
_MILLISECONDS = re.compile(r"\d{12,13}\Z")


def read_date(value: object, zone: tzinfo) -> datetime | None:
    """A moment with its zone, or None. `zone` is for those written without one.

    Read: ISO 8601 with a hyphen or a slash, the day alone, seconds or milliseconds of Unix, the form of X.
    """
    moment = _read(value)
    if moment is None:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC) if _EARLIEST <= moment.year <= _LATEST else None


def _read(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _of_unix(float(value)) if abs(value) < 1e15 else None
    return _of_text(value.strip()) if isinstance(value, str) and len(value) < 60 else None


def _of_text(text: str) -> datetime | None:
    if _SECONDS.match(text) or _MILLISECONDS.match(text):
        return _of_unix(float(text))
    try:
        if _ISO.match(text):
            return datetime.fromisoformat(text.replace("/", "-", 2).replace(" UTC", "+00:00"))
        return datetime.strptime(text, "%a %b %d %H:%M:%S %z %Y")  # Wed Oct 10 20:19:24 +0000 2018
    except ValueError:
        return None


def _of_unix(seconds: float) -> datetime | None:
    if not math.isfinite(seconds):
        return None
    if seconds > _MOST_SECONDS:  # of milliseconds, then
        seconds /= 1000
    if not 0 <= seconds <= _MOST_SECONDS:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
