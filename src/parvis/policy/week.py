"""The opening spans of a week, as a policy writes them: "08:30-16:30", several a day if need be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from parvis.policy.base import Part

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


class Week(Part):
    """Opening spans of each weekday; a day left out is closed."""

    monday: Day = ()
    tuesday: Day = ()
    wednesday: Day = ()
    thursday: Day = ()
    friday: Day = ()
    saturday: Day = ()
    sunday: Day = ()

    def on(self, weekday: int) -> tuple[OpenSpan, ...]:
        """The opening spans of a weekday (0 is Monday, as in `date.weekday`), in order."""
        week = (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday, self.saturday, self.sunday)
        return week[weekday]

    @property
    def opens(self) -> bool:
        """Whether there is a span on any day at all."""
        return any(self.on(weekday) for weekday in range(7))
