"""Pages, posts and comments with the fields that were asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from ..items import Item, Person, State
from ..world import World
from . import attachments, names
from .errors import no_such_field
from .fields import Field

Edge = Callable[[Item, Field], dict[str, Any]]
_USUAL_COMMENT = (Field("created_time"), Field("from"), Field("message"), Field("id"))
_USUAL_POST = (Field("created_time"), Field("message"), Field("id"))
_USUAL_PAGE = (Field("name"), Field("id"))


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S+0000")


class Nodes:
    """Builds the answer for one node. `edge` gives what hangs from it; `site` is this server's address."""

    def __init__(self, world: World, site: str, edge: Edge) -> None:
        self._world = world
        self._site = site
        self._edge = edge

    def any(self, item: Item, fields: tuple[Field, ...]) -> dict[str, Any]:
        if item.kind == "comment":
            return self.comment(item, fields)
        return self._select(item, fields or _USUAL_POST, self._post_values(item), names.POST, "Post")

    def comment(self, item: Item, fields: tuple[Field, ...]) -> dict[str, Any]:
        values = self._comment_values(item)
        return self._select(item, fields or _USUAL_COMMENT, values, names.COMMENT, "Comment")

    def page(self, fields: tuple[Field, ...]) -> dict[str, Any]:
        person = self._world.people.official("facebook")
        values = {
            "id": person.platform_id, "name": person.name, "username": person.handle,
            "link": f"{self._site}/", "category": "Government organization", "fan_count": 1200,
            "followers_count": 1200, "is_published": True, "about": "Page fictive du bac à sable de Parvis.",
        }  # fmt: skip
        found = {}
        for field in fields or _USUAL_PAGE:
            if field.name not in names.PAGE:
                raise no_such_field(field.name, "Page")
            if field.name in values:
                found[field.name] = values[field.name]
        return {**found, "id": person.platform_id}

    def _select(
        self, item: Item, fields: tuple[Field, ...], values: dict[str, Any], known: frozenset[str], node: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for field in fields:
            if field.name in names.EDGES:
                found[field.name] = self._edge(item, field)
            elif field.name not in known:
                raise no_such_field(field.name, node)
            elif values.get(field.name) is not None:
                found[field.name] = self._nested(field, values[field.name])
        return {**found, "id": item.id}

    def _nested(self, field: Field, value: Any) -> Any:
        if field.name == "parent":
            return self.comment(value, field.inside)
        if field.name == "object":
            return self.any(value, field.inside)
        if field.name == "from":
            return self._person(value, field.inside)
        return value

    def _person(self, person: Person, inside: tuple[Field, ...]) -> dict[str, Any]:
        values = {"name": person.name, "id": person.platform_id}
        unknown = next((one.name for one in inside if one.name not in names.PERSON), None)
        if unknown is not None:
            raise no_such_field(unknown, "User")
        wanted = {one.name for one in inside} | {"id"}
        return values if not inside else {k: v for k, v in values.items() if k in wanted}

    def _replies(self, item: Item) -> int:
        where = "platform = 'facebook' AND state != 'deleted' AND kind = 'comment' AND parent_id = ?"
        return int(self._world.store.query(f"SELECT count(*) FROM item WHERE {where}", (item.id,))[0][0])  # noqa: S608

    def _comment_values(self, item: Item) -> dict[str, Any]:
        theirs = not item.official
        parent = self._world.find("facebook", item.parent_id) if item.parent_id else None
        return {
            "attachment": attachments.of(self._world, item),
            "can_comment": True,
            "can_hide": theirs and item.can_hide,
            "can_like": True,
            "can_remove": not theirs or item.can_remove,
            "can_reply_privately": theirs and not item.told_privately,
            "comment_count": self._replies(item),
            "created_time": moment(item.at),
            "from": self._world.people.person("facebook", item.author),
            "id": item.id,
            "is_hidden": item.state is State.HIDDEN,
            "is_private": False,
            "like_count": 0,
            "message": item.text,
            "object": self._world.find("facebook", item.post_id),
            "parent": parent,
            "permalink_url": f"{self._site}/#facebook-{item.id}",
            "user_likes": False,
        }

    def _post_values(self, item: Item) -> dict[str, Any]:
        return {
            "created_time": moment(item.at),
            "updated_time": moment(item.edited or item.at),
            "from": self._world.people.person("facebook", item.author),
            "id": item.id,
            "is_expired": False,
            "is_hidden": False,
            "is_published": True,
            "message": item.text,
            "permalink_url": f"{self._site}/#facebook-{item.id}",
            "promotion_status": "ineligible",
            "status_type": "mobile_status_update",
            "subscribed": True,
        }
