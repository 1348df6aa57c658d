"""Lists of posts and comments, page by page, with the Graph API's cursors."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from ..items import Item
from ..world import World
from . import attachments
from .errors import bad_parameter
from .fields import Field, parsed
from .nodes import Nodes

_MOST = 100


class Edges:
    """What hangs from a page, a post or a comment. `site` is the address that paging links start with."""

    def __init__(self, world: World, site: str, graph: str) -> None:
        self._world = world
        self._graph = graph
        self.nodes = Nodes(world, site, self.nested)

    def nested(self, item: Item, field: Field) -> dict[str, Any]:
        """An edge asked among the fields: `comments.limit(2){message}`."""
        if field.name == "comments":
            return self.comments(item, field.modifiers, field.inside)
        if field.name == "attachments":
            found = attachments.of(self._world, item)
            return {"data": [found] if found else []}
        body: dict[str, Any] = {"data": []}
        if "summary" in field.modifiers:
            body["summary"] = {"total_count": 0}
        return body

    def posts(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """The page's publications, newest first."""
        where = f"platform = 'facebook' AND kind = 'post' AND state = 'shown' AND {self._world.lists.shown}"
        where, values = _between(parameters, where, [])
        items = self._world.store.items(f"{where} ORDER BY at DESC, seq DESC", values)
        page = self._world.people.official("facebook").platform_id
        return self._page(items, parameters, parsed_fields(parameters), f"{page}/feed")

    def comments(self, item: Item, parameters: Mapping[str, str], fields: tuple[Field, ...]) -> dict[str, Any]:
        """Comments of a post (`filter=stream`: replies among them) or replies to a comment."""
        flat = _choice(parameters, "filter", "toplevel", ("toplevel", "stream")) == "stream"
        order = _choice(parameters, "order", "chronological", ("chronological", "reverse_chronological"))
        where = f"platform = 'facebook' AND kind = 'comment' AND state != 'deleted' AND {self._world.lists.shown}"
        if item.kind == "comment":
            where, values = f"{where} AND parent_id = ?", [item.id]
        else:
            where, values = f"{where} AND post_id = ?" + ("" if flat else " AND parent_id = ''"), [item.id]
        where, values = _between(parameters, where, values)
        way = "ASC" if order == "chronological" else "DESC"
        items = self._world.store.items(f"{where} ORDER BY at {way}, seq {way}", values)
        body = self._page(items, parameters, fields, f"{item.id}/comments")
        if _true(parameters.get("summary", "")):
            body["summary"] = {"order": order, "total_count": len(items), "can_comment": True}
        return body

    def _page(
        self, items: list[Item], parameters: Mapping[str, str], fields: tuple[Field, ...], path: str
    ) -> dict[str, Any]:
        size = _limit(parameters)
        start = _after(items, parameters)
        page = items[start : start + size]
        body: dict[str, Any] = {"data": [self.nodes.any(one, fields) for one in page]}
        if not page:
            return body
        paging: dict[str, Any] = {"cursors": {"before": _cursor(page[0]), "after": _cursor(page[-1])}}
        if start + size < len(items):
            kept = {k: v for k, v in parameters.items() if k not in ("before", "access_token")}
            paging["next"] = f"{self._graph}/{path}?" + urlencode({**kept, "after": _cursor(page[-1])})
        if start > 0:
            kept = {k: v for k, v in parameters.items() if k not in ("after", "access_token")}
            paging["previous"] = f"{self._graph}/{path}?" + urlencode({**kept, "before": _cursor(page[0])})
        return {**body, "paging": paging}


def parsed_fields(parameters: Mapping[str, str]) -> tuple[Field, ...]:
    text = parameters.get("fields", "")
    return parsed(text) if text else ()


def _cursor(item: Item) -> str:
    return base64.urlsafe_b64encode(str(item.seq).encode()).decode().rstrip("=")


def _after(items: list[Item], parameters: Mapping[str, str]) -> int:
    """Where the page starts: after or before the item of the cursor, wherever it is now in the list."""
    name = "after" if parameters.get("after") else "before" if parameters.get("before") else ""
    if not name:
        return 0
    given = parameters[name]
    try:
        seq = int(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
    except (binascii.Error, ValueError):
        raise bad_parameter("Invalid cursors values") from None
    place = next((n for n, item in enumerate(items) if item.seq == seq), None)
    if place is None:  # it was deleted meanwhile: go on from where it stood
        rising = len(items) < 2 or items[0].seq < items[-1].seq
        passed = [n for n, item in enumerate(items) if (item.seq < seq) == rising]
        place = passed[-1] if passed else -1
    return place + 1 if name == "after" else max(0, place - _limit(parameters))


def _limit(parameters: Mapping[str, str]) -> int:
    given = parameters.get("limit", "25")
    if not (given.isascii() and given.isdigit()) or len(given) > 6:
        raise bad_parameter("Param limit must be a non-negative integer")
    return max(1, min(int(given), _MOST))


def _choice(parameters: Mapping[str, str], name: str, usual: str, known: tuple[str, ...]) -> str:
    value = parameters.get(name, usual)
    if value not in known:
        raise bad_parameter(f"Param {name} must be one of {{{', '.join(known).upper()}}}")
    return value


def _true(value: str) -> bool:
    return value.lower() in ("1", "true", "total_count", "order,total_count", "total_count,can_comment")


def _between(parameters: Mapping[str, str], where: str, values: list[Any]) -> tuple[str, list[Any]]:
    for name, test in (("since", ">="), ("until", "<=")):
        if parameters.get(name):
            where, values = f"{where} AND at {test} ?", [*values, _seconds(parameters[name], name)]
    return where, values


def _seconds(value: str, name: str) -> float:
    if value.isascii() and value.isdigit() and len(value) < 12:
        return float(value)
    try:
        parsed_moment = datetime.fromisoformat(value)
    except ValueError:
        raise bad_parameter(f"Param {name} must be a valid time") from None
    if parsed_moment.tzinfo is None:
        parsed_moment = parsed_moment.replace(tzinfo=UTC)
    return parsed_moment.timestamp()
