"""When the accounts are watched: opening hours, public holidays, and the time allowed for a reply.

Only what the policy says. Turning it into deadlines is another module's work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from parvis.policy.base import Part
from parvis.policy.prose import Name
from parvis.policy.suggest import did_you_mean
from parvis.policy.zones import is_zone, zone_names

_SPAN = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_SPAN_HINT = "écrivez l'heure de début et celle de fin sur 24 heures, par exemple « 08:30-16:30 »"


class OpenSpan(Part):
    """One opening span of a day, local time, end excluded; written "08:30-16:30" in the file."""

    start: time
    end: time

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: object) -> object:
        if isinstance(value, Mapping | OpenSpan):
            return value
        match = _SPAN.fullmatch(value) if isinstance(value, str) else None
        if match is None:
            raise PydanticCustomError("span_form", "plage horaire illisible", {"hint": _SPAN_HINT})
        hours = [int(group) for group in match.groups()]
        start, end = time(hours[0], hours[1]), time(hours[2], hours[3])
        if end <= start:
            raise PydanticCustomError(
                "span_order",
                "cette plage commence à {start} et se termine à {end}",
                {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}", "hint": "l'heure de fin doit suivre celle de début"},
            )
        return {"start": start, "end": end}

    @model_serializer
    def _write(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def _apart(spans: tuple[OpenSpan, ...]) -> tuple[OpenSpan, ...]:
    ordered = sorted(spans, key=lambda span: span.start)
    for i in range(1, len(ordered)):
        before, after = ordered[i - 1], ordered[i]
        if after.start < before.end:
            raise PydanticCustomError(
                "span_overlap",
                "les plages {before} et {after} se chevauchent",
                {
                    "before": before._write(),
                    "after": after._write(),
                    "at": spans.index(after),
                    "hint": "réunissez-les en une seule, ou séparez-les",
                },
            )
    return tuple(ordered)


Day = Annotated[tuple[OpenSpan, ...], AfterValidator(_apart)]


class Hours(Part):
    """Opening spans of each weekday, in the institution's own time zone; a day left out is closed."""

    timezone: str
    monday: Day = ()
    tuesday: Day = ()
    wednesday: Day = ()
    thursday: Day = ()
    friday: Day = ()
    saturday: Day = ()
    sunday: Day = ()

    @field_validator("timezone")
    @classmethod
    def _known(cls, name: str) -> str:
        if not is_zone(name):
            raise PydanticCustomError(
                "unknown_timezone",
                "fuseau horaire inconnu « {name} »",
                {"name": name[:80], "hint": did_you_mean(name, zone_names(), "au Québec : America/Toronto")},
            )
        return name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def on(self, weekday: int) -> tuple[OpenSpan, ...]:
        """The opening spans of a weekday (0 is Monday, as in `date.weekday`), in order."""
        week = (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)
        return week[weekday]


class HolidayStatus(StrEnum):
    """Whether the institution published the date, or a rule gave it."""

    CONFIRMED = "confirmed"
    DEDUCED = "deduced"


class Holiday(Part):
    """One day on which nobody is expected to answer."""

    day: date
    name: Name
    status: Annotated[HolidayStatus, Field(strict=False)]


def _in_order(holidays: tuple[Holiday, ...]) -> tuple[Holiday, ...]:
    return tuple(sorted(holidays, key=lambda holiday: holiday.day))


class Calendar(Part):
    """The institution's public holidays: published dates, never computed ones. Kept in order of date."""

    holidays: Annotated[tuple[Holiday, ...], Field(max_length=2000), AfterValidator(_in_order)] = ()


class Reply(Part):
    """The time promised for a reply: both clocks are kept, in hours and in business days."""

    clock_hours: Annotated[int, Field(ge=1, le=24 * 60)]
    business_days: Annotated[int, Field(ge=1, le=60)]
