"""Where a platform's day and month begin: its quota and its bill start again there.

YouTube counts from midnight Pacific time (developers.google.com/youtube/v3/getting-started), daylight saving
included: two days a year last 23 and 25 hours. X bills by UTC days (docs.x.com, pricing). Facebook has no day,
only a sliding hour: its calls are grouped by the institution's own day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

_ZONES: dict[str, tzinfo] = {"youtube": ZoneInfo("America/Los_Angeles"), "x": UTC}


class Window(NamedTuple):
    """A stretch of time, `ends_at` excluded, and its days."""

    starts_at: datetime
    ends_at: datetime
    first: date
    last: date


def day_of(platform: str, moment: datetime) -> date:
    return moment.astimezone(_zone(platform)).date()


def day_window(platform: str, moment: datetime) -> Window:
    day = day_of(platform, moment)
    return _window(platform, day, day)


def month_window(platform: str, moment: datetime) -> Window:
    first = day_of(platform, moment).replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return _window(platform, first, following - timedelta(days=1))


def _window(platform: str, first: date, last: date) -> Window:
    return Window(_midnight(platform, first), _midnight(platform, last + timedelta(days=1)), first, last)


def _midnight(platform: str, day: date) -> datetime:
    return datetime.combine(day, time(), _zone(platform)).astimezone(UTC)


def _zone(platform: str) -> tzinfo:
    return _ZONES.get(platform) or timezone.get_default_timezone()
