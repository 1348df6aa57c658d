"""The policy: one frozen object that everything below the desk reads, and that decisions cite by version."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from parvis.policy.base import Part
from parvis.policy.coherence import contradictions
from parvis.policy.hours import Calendar, Holiday, Hours, Reply
from parvis.policy.lists import Lists
from parvis.policy.prose import Name, shaped
from parvis.policy.rules import Clause, Criterion, Judgement
from parvis.policy.upkeep import Retention, Role

PolicyId = Annotated[
    str, shaped(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]", "écrivez des minuscules, des chiffres et des traits d'union")
]
Language = Annotated[str, shaped(r"[a-z]{2,3}", "écrivez le code de la langue, par exemple « fr »")]


class Policy(Part):
    """An editorial policy. Two files that say the same thing, however laid out, have the same version."""

    id: PolicyId
    title: Name
    institution: Name
    valid_from: date
    outgoing_language: Language
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1, max_length=200)]
    criteria: tuple[Criterion, ...]
    hours: Hours
    calendar: Calendar
    reply: Reply
    roles: tuple[Role, ...]
    retention: tuple[Retention, ...]
    lists: Lists = Lists()
    judgement: Judgement = Judgement()

    @model_validator(mode="after")
    def _does_not_contradict_itself(self) -> Self:
        wrong = [
            InitErrorDetails(
                type=PydanticCustomError("contradiction", "{message}", {"message": found.message}),
                loc=found.place,
                input=None,
            )
            for found in contradictions(self.model_dump())
        ]
        if wrong:
            raise ValidationError.from_exception_data(type(self).__name__, wrong)
        return self

    def criterion(self, code: str) -> Criterion:
        """The criterion of that code; KeyError when there is none."""
        return self._criteria[code]

    def clause(self, id: str) -> Clause:  # noqa: A002 - the field's own name
        """The clause of that id; KeyError when there is none."""
        return self._clauses[id]

    @property
    def holidays(self) -> tuple[Holiday, ...]:
        return self.calendar.holidays

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {criterion.code.value: criterion for criterion in self.criteria}

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of the content, in hexadecimal.

        Defaults are left out, so that a field added to this class later changes no earlier version.
        For the same reason a default, once released, is never changed.
        """
        content = self.model_dump(mode="json", exclude_defaults=True)
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    @property
    def version(self) -> str:
        """What records cite: mess-2013@ and the first twelve digits of the content's hash."""
        return f"{self.id}@{self.content_hash[:12]}"
