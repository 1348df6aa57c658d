"""The clauses of the policy, and the thirteen criteria on which a comment may be removed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from parvis.policy.base import Part
from parvis.policy.prose import Name, Prose, shaped


class CriterionCode(StrEnum):
    """The thirteen grounds for removal, in the policy's order. Findings and decisions carry these codes."""

    ABUSIVE = "abusive"
    DEFAMATORY = "defamatory"
    DISCRIMINATORY = "discriminatory"
    VULGAR = "vulgar"
    HATEFUL = "hateful"
    OFFENSIVE = "offensive"
    SEXUAL = "sexual"
    PROMOTIONAL = "promotional"
    PARTISAN = "partisan"
    OFF_TOPIC = "off_topic"
    FALSE = "false"
    CONFUSED = "confused"
    PERSONAL_INFO = "personal_info"


class Judgement(Part):
    """How sure the machine must be before it proposes to remove."""

    alpha: Annotated[float, Field(ge=0.001, le=0.05)] = 0.005  # of the comments that should stay: at most this share


class Automation(StrEnum):
    """What the machine may do by itself when it finds a criterion met."""

    NOTHING = "nothing"
    PROPOSE = "propose"
    HIDE_UNTIL_REVIEWED = "hide_until_reviewed"


ClauseId = Annotated[
    str, shaped(r"[A-Z]{1,3}[0-9]{1,2}[a-z]?", "écrivez une majuscule, un nombre, puis au besoin une lettre\u00a0: P3c")
]
"""A capital letter or more and a number, then a small letter for a sub-clause: P3, P3c."""


class Clause(Part):
    """One clause; `text` is the institution's commitment, in French, as shown to staff and to the public."""

    id: ClauseId
    title: Name
    text: Prose

    @property
    def parent(self) -> str | None:
        """The clause this one details: P3 for P3c, None for P3."""
        return self.id[:-1] if self.id[-1].isalpha() else None


class Criterion(Part):
    """One ground for removal, the clause that allows it, and how far the machine may go."""

    code: Annotated[CriterionCode, Field(strict=False)]
    name: Name
    definition: Prose
    clause: ClauseId
    automation: Annotated[Automation, Field(strict=False)] = Automation.PROPOSE
