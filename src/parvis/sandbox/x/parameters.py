"""Reading the parameters of X's endpoints, and refusing what their documents do not list."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request

from . import problems
from .generation import MEDIA_FIELDS, Generation

_ID = re.compile(r"[0-9]{1,19}")
_OTHER_FIELDS = ("media.fields", "poll.fields", "place.fields")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which fields and expansions the answer must carry."""

    fields: frozenset[str]
    expansions: frozenset[str]
    user_fields: frozenset[str]
    media_fields: frozenset[str] = frozenset()


def check_names(request: Request, generation: Generation, own: Collection[str], *, posts: bool = True) -> None:
    """Refuse a parameter that the endpoint does not have, the other generation's names first of all."""
    known = [*own, "expansions", generation.fields_parameter, "user.fields"]
    if posts:
        known += _OTHER_FIELDS
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise problems.unknown_parameter(generation, name, value, known)


def wanted(request: Request, generation: Generation, *, of_users: bool = False) -> Wanted:
    expansions = generation.user_expansions if of_users else generation.expansions
    return Wanted(
        _listed(request, generation, generation.fields_parameter, generation.fields),
        _listed(request, generation, "expansions", expansions),
        _listed(request, generation, "user.fields", generation.user_fields),
        _listed(request, generation, "media.fields", MEDIA_FIELDS),
    )


def _listed(request: Request, generation: Generation, name: str, allowed: frozenset[str]) -> frozenset[str]:
    given = request.query_params.get(name)
    if given is None:
        return frozenset()
    values = given.split(",")
    for value in values:
        if value not in allowed:
            message = f"The `{name}` query parameter value [{value}] is not one of [{','.join(sorted(allowed))}]"
            raise problems.invalid(generation, name, value, message)
    return frozenset(values)


def identifier(request: Request, generation: Generation, name: str) -> str:
    """An id given as a query parameter, empty when absent."""
    value = request.query_params.get(name, "")
    if value and not _ID.fullmatch(value):
        message = f"The `{name}` query parameter value [{value}] is not valid"
        raise problems.invalid(generation, name, value, message)
    return value


def path_id(request: Request, generation: Generation, name: str = "id") -> str:
    value = str(request.path_params[name])
    if not _ID.fullmatch(value):
        message = f"The `{name}` query parameter value [{value}] is not valid"
        raise problems.invalid(generation, name, value, message)
    return value


def count(request: Request, generation: Generation, lowest: int, usual: int) -> int:
    """max_results, at most 100."""
    value = request.query_params.get("max_results")
    if value is None:
        return usual
    if not re.fullmatch(r"[0-9]{1,6}", value) or not lowest <= int(value) <= 100:
        message = f"The `max_results` query parameter value [{value}] is not between {lowest} and 100"
        raise problems.invalid(generation, "max_results", value, message)
    return int(value)


def moment(request: Request, generation: Generation, name: str) -> datetime | None:
    value = request.query_params.get(name)
    if value is None:
        return None
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        parsed = None
    if parsed is None or parsed.tzinfo is None:
        message = f"Invalid '{name}':'{value}'. Expected format is RFC 3339"
        raise problems.invalid(generation, name, value, message)
    return parsed.astimezone(UTC)
