"""What can be read on X: users, posts by id, timelines, mentions, recent search."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ..items import Item, Person, State
from ..wire import Refusal, answer
from ..world import World
from . import parameters, problems
from .access import Caller, Doorkeeper
from .mapping import Mapper, mentions
from .search import QueryError, compiled

_PAGE = ("since_id", "until_id", "max_results", "pagination_token", "start_time", "end_time")
_LIVE = "platform = 'x' AND state IN ('shown', 'hidden')"
_QUERY_LENGTH = 512  # characters, at the tiers a public body is likely to hold
_RECENT = timedelta(days=7)
_LAST_ID = 2**63 - 1  # what SQLite can compare; X's ids of 19 digits may be above


class Reads:
    """The endpoints that change nothing."""

    def __init__(self, world: World, door: Doorkeeper) -> None:
        self._world = world
        self._door = door

    async def me(self, request: Request) -> Response:
        caller = self._door.admit(request, "me")
        given = self._world.people.find("x", platform_id=caller.account)
        return self._user(request, caller, given or self._world.people.official("x"), "", "")

    async def user(self, request: Request) -> Response:
        caller = self._door.admit(request, "users")
        given = parameters.path_id(request, caller.generation)
        return self._user(request, caller, self._world.people.find("x", platform_id=given), "id", given)

    async def user_by_name(self, request: Request) -> Response:
        caller = self._door.admit(request, "users")
        given = str(request.path_params["username"])
        found = self._world.people.find("x", handle=given)
        return self._user(request, caller, found, "username", given)

    def _user(self, request: Request, caller: Caller, person: Person | None, parameter: str, given: str) -> Response:
        parameters.check_names(request, caller.generation, (), posts=False)
        asked = parameters.wanted(request, caller.generation, of_users=True)
        if person is None:
            error = problems.not_found(caller.generation, parameter, given, kind="user")
            return answer({"errors": [error]}, headers=caller.headers)
        user = Mapper(self._world, caller.generation, asked).user(person)
        return answer({"data": user}, headers=caller.headers)

    async def post(self, request: Request) -> Response:
        caller = self._door.admit(request, "tweets")
        parameters.check_names(request, caller.generation, ())
        mapper = self._mapper(request, caller)
        given = parameters.path_id(request, caller.generation)
        item = self._readable(given)
        if item is None:
            error = problems.not_found(caller.generation, "id", given)
            return answer({"errors": [error]}, headers=caller.headers)
        body = mapper.page([item])
        body["data"] = body["data"][0]
        return answer(body, headers=caller.headers)

    async def posts(self, request: Request) -> Response:
        caller = self._door.admit(request, "tweets")
        parameters.check_names(request, caller.generation, ("ids",))
        mapper = self._mapper(request, caller)
        listed = request.query_params.get("ids", "")
        ids = listed.split(",")
        bad = next((one for one in ids if not (one.isascii() and one.isdigit() and len(one) <= 19)), None)
        if bad is not None or len(ids) > 100:
            message = f"The `ids` query parameter value [{bad or listed}] is not valid"
            raise problems.invalid(caller.generation, "ids", bad or listed, message)
        found = {one: self._readable(one) for one in ids}
        body = mapper.page([item for item in found.values() if item is not None])
        lost = [one for one, item in found.items() if item is None]
        if lost:
            missing = [problems.not_found(caller.generation, "ids", one) for one in lost]
            body["errors"] = [*body.get("errors", []), *missing]
        return answer(body, headers=caller.headers)

    def _readable(self, post_id: str) -> Item | None:
        item = self._world.find("x", post_id)
        return item if item is not None and item.state not in (State.DELETED, State.REJECTED) else None

    async def mentions(self, request: Request) -> Response:
        caller = self._door.admit(request, "mentions")
        person = self._person(request, caller)
        named = person.handle.lower()

        def concerns(item: Item) -> bool:
            if item.author == person.key:
                return False
            above = self._world.find("x", item.answers) if item.answers else None
            quoted = self._world.find("x", item.quoted_id) if item.quoted_id else None
            named_by_link = any(one is not None and one.author == person.key for one in (above, quoted))
            return named_by_link or named in mentions(item.text)

        return self._timeline(request, caller, _PAGE, concerns, lowest=5)

    async def timeline(self, request: Request) -> Response:
        caller = self._door.admit(request, "timeline")
        person = self._person(request, caller)
        without = request.query_params.get("exclude", "").split(",")

        def theirs(item: Item) -> bool:
            return item.author == person.key and not ("replies" in without and item.kind == "comment")

        return self._timeline(request, caller, (*_PAGE, "exclude"), theirs, lowest=5)

    async def search(self, request: Request) -> Response:
        caller = self._door.admit(request, "search")
        query = request.query_params.get("query", "")
        if not query or len(query) > _QUERY_LENGTH:
            message = f"Rules must be between 1 and {_QUERY_LENGTH} characters long"
            raise problems.invalid(caller.generation, "query", query[:50], message)
        try:
            test = compiled(query, self._world)
        except QueryError as error:
            raise problems.invalid(caller.generation, "query", query, str(error)) from None
        since = self._world.clock.now() - _RECENT
        start = parameters.moment(request, caller.generation, "start_time")
        if start is not None and start < since - timedelta(seconds=10):
            shown = request.query_params["start_time"]
            message = f"Invalid 'start_time':'{shown}'. 'start_time' must be on or after 7 days ago"
            raise problems.invalid(caller.generation, "start_time", shown, message)
        names = (*_PAGE, "query", "next_token", "sort_order")
        return self._timeline(request, caller, names, test, lowest=10, oldest=since)

    def _person(self, request: Request, caller: Caller) -> Person:
        given = parameters.path_id(request, caller.generation)
        person = self._world.people.find("x", platform_id=given)
        if person is None:
            raise Refusal(200, {"errors": [problems.not_found(caller.generation, "id", given, kind="user")]})
        return person

    def _mapper(self, request: Request, caller: Caller) -> Mapper:
        return Mapper(self._world, caller.generation, parameters.wanted(request, caller.generation))

    def _timeline(
        self,
        request: Request,
        caller: Caller,
        names: tuple[str, ...],
        test: Callable[[Item], bool],
        *,
        lowest: int,
        oldest: datetime | None = None,
    ) -> Response:
        """One page, newest first, with its tokens."""
        generation = caller.generation
        parameters.check_names(request, generation, names)
        mapper = self._mapper(request, caller)
        size = parameters.count(request, generation, lowest, 10)
        start = parameters.moment(request, generation, "start_time") or oldest
        end = parameters.moment(request, generation, "end_time")
        bounds = [
            "CAST(id AS INTEGER) > ?", _number(parameters.identifier(request, generation, "since_id") or "0"),
            "CAST(id AS INTEGER) < ?", _number(parameters.identifier(request, generation, "until_id") or str(_LAST_ID)),
            "CAST(id AS INTEGER) < ?", _from_token(request, caller),
            "coalesce(edited, at) >= ?", start.timestamp() if start else 0,
            "coalesce(edited, at) < ?", end.timestamp() if end else 2**40,
        ]  # fmt: skip
        conditions = [_LIVE, self._world.lists.shown, *map(str, bounds[::2])]
        where = " AND ".join(conditions) + " ORDER BY CAST(id AS INTEGER) DESC"
        found = [item for item in self._world.store.items(where, bounds[1::2]) if test(item)]
        page = found[:size]
        meta: dict[str, Any] = {"result_count": len(page)}
        if page:
            meta |= {"newest_id": page[0].id, "oldest_id": page[-1].id}
        if len(found) > size:
            meta["next_token"] = _token(page[-1].id)
        return answer({**mapper.page(page), "meta": meta}, headers=caller.headers)


def _number(digits: str) -> int:
    return max(0, min(int(digits), _LAST_ID))


def _token(last_id: str) -> str:
    return base64.b32hexencode(last_id.encode()).decode().rstrip("=").lower()


def _from_token(request: Request, caller: Caller) -> int:
    """The id that the page starts after."""
    token = request.query_params.get("pagination_token") or request.query_params.get("next_token")
    if not token:
        return _LAST_ID
    try:
        padded = token.upper() + "=" * (-len(token) % 8)
        return _number(base64.b32hexdecode(padded.encode()).decode())
    except (binascii.Error, ValueError):
        message = f"The `pagination_token` query parameter value [{token}] is not valid"
        raise problems.invalid(caller.generation, "pagination_token", token, message) from None
