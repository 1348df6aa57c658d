"""When the accounts are watched: opening hours, public holidays, and the time allowed for a reply.

Only what the policy says. Turning it into deadlines is another module's work: `calendar`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, field_validator
from pydantic_core import PydanticCustomError

from parvis.policy.base import Part
from parvis.policy.periods import Period, in_turn, ruling
from parvis.policy.prose import Name
from parvis.policy.suggest import did_you_mean
from parvis.policy.week import Week
from parvis.policy.zones import is_zone, zone_names


class Hours(Week):
    """The ordinary week, in the institution's own time zone."""

    timezone: str

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
    """The institution's public holidays and its periods of other hours: published dates, kept in order of date."""

    holidays: Annotated[tuple[Holiday, ...], Field(max_length=2000), AfterValidator(_in_order)] = ()
    periods: Annotated[tuple[Period, ...], Field(max_length=100), AfterValidator(in_turn)] = ()

    def period_on(self, day: date) -> Period | None:
        """The period whose hours replace the ordinary ones that day, or None."""
        return ruling(self.periods, day)


class Approval(StrEnum):
    """When a second person must read an answer before it leaves."""

    NEVER = "never"
    SEVERAL = "several"  # when it settles the questions of several people
    ALWAYS = "always"


class Reply(Part):
    """The time promised for a reply, on both clocks, in hours and in business days; and who must read it first."""

    clock_hours: Annotated[int, Field(ge=1, le=24 * 60)]
    business_days: Annotated[int, Field(ge=1, le=60)]
    approval: Annotated[Approval, Field(strict=False)] = Approval.NEVER
