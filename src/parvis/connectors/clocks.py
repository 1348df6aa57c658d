"""What a platform's clock shows, and how long the platform asks to wait.

Its clock and ours differ: a time that it gives is compared with the `Date` of the same answer, never with our time.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

SHORTEST, LONGEST = 1.0, 86_400.0  # seconds; beyond a day, what is asked is not to be believed


def shown(headers: Mapping[str, str]) -> datetime:
    """The platform's time when it answered; ours when it did not say."""
    return _moment(headers.get("date", "")) or datetime.now(UTC)


def wait_asked(headers: Mapping[str, str]) -> float | None:
    """Seconds that `Retry-After` asks for, as a number or as a date; None when it says nothing that can be read."""
    after = headers.get("retry-after", "").strip()
    if after.isascii() and after.isdigit():
        return bounded(float(after))
    until = _moment(after)
    return None if until is None else bounded((until - shown(headers)).total_seconds())


def bounded(seconds: float) -> float:
    return min(max(seconds, SHORTEST), LONGEST)


def _moment(written: str) -> datetime | None:
    """A date as HTTP and mail write it; without a zone, it is UTC. None when no clock can show it."""
    try:
        moment = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if not 1970 <= moment.year < 3000:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
