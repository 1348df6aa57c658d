"""Times when other hours replace the ordinary ones: an emergency, an election campaign. Dated data of the policy."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from parvis.policy.base import Dated
from parvis.policy.prose import Name
from parvis.policy.week import Week


class PeriodKind(StrEnum):
    """Why the hours differ. Where both hold on a day, the emergency has the last word."""

    EMERGENCY = "emergency"
    ELECTION = "election"


class Period(Dated, Week):
    """From a day to another, both included, the whole week is this one. An emergency may have no end yet."""

    kind: Annotated[PeriodKind, Field(strict=False)]
    name: Name
    valid_from: date
    holidays_worked: bool = False

    @model_validator(mode="after")
    def _opens_at_times(self) -> Self:
        if not self.opens:
            raise PydanticCustomError(
                "period_closed",
                "cette période n'a aucune heure d'ouverture",
                {"hint": 'ajoutez-lui une ligne par jour ouvert, par exemple\u00a0: monday = ["08:30-21:00"]'},
            )
        return self


def in_turn(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The periods in order of date; refused when two of one kind hold on the same day."""
    for kind in PeriodKind:
        ordered = sorted((period.valid_from, i) for i, period in enumerate(periods) if period.kind == kind)
        for (_, first), (_, second) in pairwise(ordered):
            before, after = periods[first], periods[second]
            if before.valid_until is None or after.valid_from <= before.valid_until:
                raise PydanticCustomError(
                    "period_overlap",
                    "les périodes « {before} » et « {after} » se chevauchent",
                    {
                        "before": before.name,
                        "after": after.name,
                        "at": second,
                        "hint": "une seule période de chaque sorte à la fois\u00a0: corrigez les dates de l'une",
                    },
                )
    return tuple(sorted(periods, key=lambda period: (period.valid_from, period.kind)))


def ruling(periods: tuple[Period, ...], day: date) -> Period | None:
    """The period whose hours hold that day, or None for the ordinary hours."""
    holding = [period for period in periods if period.holds_on(day)]
    return min(holding, key=lambda period: period.kind != PeriodKind.EMERGENCY, default=None)
