"""The institution's own lists: what is public about it, the parties, its programmes. Dated, editable, small."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from parvis.policy.base import Dated, Part
from parvis.policy.prose import Name, shaped

Digits = Annotated[str, shaped(r"[0-9]{3,15}", "écrivez les chiffres seulement, de 3 à 15")]
Domain = Annotated[
    str,
    shaped(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}", "écrivez le domaine en minuscules, par exemple « quebec.ca »"),
]


class PublicPhone(Dated):
    """A telephone number that is nobody's personal information."""

    number: Digits  # as dialled, digits only, without the leading 1
    name: Name


class PublicDomain(Dated):
    """A mail domain whose addresses are public; its sub-domains are covered too."""

    domain: Domain
    name: Name


class Level(StrEnum):
    """Where a party sits."""

    QUEBEC = "quebec"
    CANADA = "canada"


class Party(Dated):
    """A political party. Its name in a comment proves nothing: only a plea for or against it is partisan."""

    name: Name
    acronym: Name
    demonyms: tuple[Name, ...] = ()  # how its people are called, singular
    level: Annotated[Level, Field(strict=False)]


class Programme(Dated):
    """A programme or service of the institution, with the names people give it."""

    name: Name
    aliases: tuple[Name, ...] = ()


class Lists(Part):
    phones: Annotated[tuple[PublicPhone, ...], Field(max_length=500)] = ()
    domains: Annotated[tuple[PublicDomain, ...], Field(max_length=500)] = ()
    parties: Annotated[tuple[Party, ...], Field(max_length=200)] = ()
    programmes: Annotated[tuple[Programme, ...], Field(max_length=500)] = ()
