"""Moments and what clocks show: the only place where deadlines cross time zones.

Python compares and subtracts two datetimes of one `ZoneInfo` by what clocks show, an hour wrong across a clock
change. All arithmetic is therefore done in UTC, and what is handed out has a fixed offset.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_YEAR, LAST_YEAR = 1970, 2199  # beyond, a year is a slip of the keyboard


def instant(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment in UTC. ValueError, in French, when its year is absurd or its time zone is not said."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(
            f"l'année {moment.year:04} est hors du calendrier; donnez une date de {FIRST_YEAR} à {LAST_YEAR}"
        )
    if moment.utcoffset() is None:
        there = moment.replace(tzinfo=zone).isoformat()
        raise ValueError(f"il manque le fuseau horaire; dans le fuseau {zone.key}, écrivez {there}")
    return moment.astimezone(UTC)


def shown(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment as clocks of the zone show it, with the offset of that moment and no other."""
    local = moment.astimezone(zone)
    return datetime.combine(local, local.time(), _fixed(local.utcoffset()))


def first_showing(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which clocks of the zone show that time of that day or a later one.

    A time that exists twice is its first occurrence. A time that clocks skip is the moment when they skip it: 2:30,
    on the Sunday of March when 2:00 is followed by 3:00, is 3:00. Never decreasing, so that spans never overlap.
    """
    wanted = datetime.combine(day, clock.replace(fold=0) if clock.fold else clock)
    moment = _read(wanted, zone)
    if _shows(moment, zone) == wanted:
        return moment
    earliest = _read(wanted.replace(fold=1), zone)  # with the offset from after the change: still before it
    seconds = range(int((moment - earliest).total_seconds()))
    late = bisect_left(seconds, wanted, key=lambda second: _shows(earliest + timedelta(seconds=second), zone))
    return earliest + timedelta(seconds=late)


def _read(local: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(local, local.time(), zone).astimezone(UTC)


def _shows(moment: datetime, zone: ZoneInfo) -> datetime:
    local = moment.astimezone(zone)
    return datetime.combine(local, local.time())


@lru_cache(maxsize=64)
def _fixed(offset: timedelta | None) -> timezone:
    return timezone(offset or timedelta())
