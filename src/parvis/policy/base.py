"""What every part of a policy shares: nothing coerced, nothing unknown accepted, nothing changed afterwards."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError


class Part(BaseModel):
    """A piece of a policy. Strict: "24" is not 24. Frozen: a policy in force never changes under anybody."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", hide_input_in_errors=True)


class Dated(Part):
    """A piece that holds from a day to another, both included; None means no limit."""

    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise PydanticCustomError(
                "ends_before_start",
                "la validité se termine le {end}, avant de commencer le {start}",
                {"start": str(self.valid_from), "end": str(self.valid_until), "at": "valid_until"},
            )
        return self

    def holds_on(self, day: date) -> bool:
        """Tell whether the piece is valid that day."""
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)
