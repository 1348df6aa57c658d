"""Dates and hours as Québec writes them: « 23 nov. 2026, 8 h 32 », « il y a 4 min ».

Source: Office québécois de la langue française, abbreviations of months and writing of hours
(24-hour clock, non-breaking spaces around « h », two figures for minutes under ten).
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

NBSP = "\u00a0"

_MONTHS = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juill.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip
_FULL_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_JUST_NOW = timedelta(seconds=60)
_RELATIVE_LIMIT = timedelta(days=7)


def french_hour(moment: datetime) -> str:
    """« 8 h », « 16 h 05 »."""
    hour = f"{moment.hour}{NBSP}h"
    return f"{hour}{NBSP}{moment.minute:02}" if moment.minute else hour


def french_date(day: date, *, full: bool = False) -> str:
    """« 1er déc. 2026 », or « 1er décembre 2026 » in full."""
    number = "1er" if day.day == 1 else str(day.day)
    month = (_FULL_MONTHS if full else _MONTHS)[day.month - 1]
    return NBSP.join((number, month, str(day.year)))


def absolute(moment: datetime) -> str:
    """« 23 nov. 2026, 8 h 32 ». `moment` is already in the time zone to show."""
    return f"{french_date(moment)}, {french_hour(moment)}"


def relative(moment: datetime, now: datetime) -> str:
    """« il y a 4 min », « dans 3 h »; beyond seven days, the date itself."""
    distance = abs(now - moment)
    if distance < _JUST_NOW:
        return "à l’instant"
    if distance >= _RELATIVE_LIMIT:
        return absolute(moment)
    return f"{'il y a' if moment <= now else 'dans'}{NBSP}{_length(distance)}"


def _length(distance: timedelta) -> str:
    minutes = int(distance.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    if minutes < 24 * 60:
        return f"{minutes // 60}{NBSP}h"
    return f"{minutes // (24 * 60)}{NBSP}j"
