"""Times hidden in X's ids: the bits above the 22nd count milliseconds since 2010-11-04T01:42:54.657Z."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def time_of(platform_id: str) -> datetime:
    """When the id was given out; ids older than the scheme give its first instant. Needs 1 to 19 digits."""
    return _EPOCH + (int(platform_id) >> 22) * _MILLISECOND


def first_id_of(moment: datetime) -> int:
    """The smallest id that could be given out at `moment` (aware); 0 before the scheme began."""
    return max(0, (moment - _EPOCH) // _MILLISECOND) << 22


def iso_time(value: str) -> datetime | None:
    """The instant that an ISO 8601 text names, in UTC; None when it names none."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # year 1 or 9999, at the edge of a time zone
        return None
