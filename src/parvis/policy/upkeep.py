"""Who does what, and how long records are kept."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from parvis.policy.base import Part
from parvis.policy.prose import Name, Prose


class RoleCode(StrEnum):
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"
    READER = "reader"


class Role(Part):
    """A role as people are told of it. What the software really allows is `desk.people`'s table."""

    code: Annotated[RoleCode, Field(strict=False)]
    name: Name
    may: Annotated[tuple[Prose, ...], Field(min_length=1)]


class RecordKind(StrEnum):
    """The kinds of records that have a lifetime of their own."""

    COMMENT = "comment"
    PAYLOAD = "payload"
    AUTHOR = "author"
    PERSONAL_INFO = "personal_info"
    ASSESSMENT = "assessment"
    DECISION = "decision"
    EFFECT = "effect"
    ENQUIRY = "enquiry"
    AUDIT = "audit"
    SIGN_IN = "sign_in"


class Retention(Part):
    """How many days one kind of record is kept, and why.

    `confirmed` stays false until the institution's own retention schedule says so.
    """

    record: Annotated[RecordKind, Field(strict=False)]
    days: Annotated[int, Field(ge=1, le=36_525)]
    reason: Prose
    confirmed: bool = False
