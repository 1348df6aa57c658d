"""The bodies of deliveries, in the words of each platform and generation."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any

from .ids import x_id_of
from .items import Item
from .world import World
from .x.generation import POST
from .x.mapping import Mapper, escaped, mentions
from .x.parameters import Wanted

_every_event = itertools.count(1)
_WANTED = Wanted(
    frozenset(["attachments", "conversation_id", "created_at", "entities", "note_post", "public_metrics", "text"]),
    frozenset(
        [
            "attachments.media_keys",
            "author_id",
            "edit_history_post_ids",
            "entities.mentions.username",
            "in_reply_to_user_id",
            "referenced_posts",
        ]
    ),
    frozenset({"name", "username"}),
    frozenset({"alt_text", "height", "url", "preview_image_url", "width"}),
)


def of_facebook(world: World, verb: str, item: Item, at: datetime, *, older: bool) -> dict[str, Any] | None:
    """One change of the field `feed`. The older generation names the sender apart, and times the event."""
    person = world.people.person("facebook", item.author)
    value: dict[str, Any] = {"item": "comment" if item.kind == "comment" else "status", "verb": verb}
    value["post_id"] = item.post_id
    if item.kind == "comment":
        value |= {"comment_id": item.id, "parent_id": item.parent_id or item.post_id}
    if older:
        value |= {"sender_id": int(person.platform_id), "sender_name": person.name}
    else:
        value["from"] = {"id": person.platform_id, "name": person.name}
    if verb != "remove":
        value |= {"message": item.text, "created_time": int((at if older and verb != "add" else item.at).timestamp())}
    page_id = world.people.official("facebook").platform_id
    change = {"field": "feed", "value": value}
    return {"object": "page", "entry": [{"id": page_id, "time": int(at.timestamp()), "changes": [change]}]}


def of_x(world: World, verb: str, item: Item, at: datetime, *, older: bool) -> dict[str, Any] | None:
    """One event, if X tells this account of it: its own posts, and those that name, quote or answer it."""
    if verb in ("hide", "unhide"):
        return None
    if verb == "remove":
        return _deleted(world, item, at, older=older) if item.official else None
    if not item.official and not _names_us(world, item):
        return None
    return _old_words(world, item) if older else _activity(world, item, at)


def _names_us(world: World, item: Item) -> bool:
    official = world.people.official("x")
    linked = [world.find("x", one) for one in (item.answers, item.quoted_id) if one]
    return official.handle.lower() in mentions(item.text) or any(one and one.official for one in linked)


def _activity(world: World, item: Item, at: datetime) -> dict[str, Any]:
    mapper = Mapper(world, POST, _WANTED)
    page = mapper.page([item])
    kind = "post.create" if item.official else "post.mention.create"
    event = _event(world, kind, page["data"][0], at)
    event["data"]["includes"] = page.get("includes", {})
    return event


def _event(world: World, kind: str, payload: dict[str, Any], at: datetime) -> dict[str, Any]:
    account_id = world.people.official("x").platform_id
    uuid = str(x_id_of(at) + next(_every_event) % 4096)
    data = {"event_type": kind, "event_uuid": uuid, "filter": {"user_id": account_id}, "tag": "parvis"}
    return {"data": {**data, "payload": payload}}


def _deleted(world: World, item: Item, at: datetime, *, older: bool) -> dict[str, Any]:
    account_id = world.people.official("x").platform_id
    if older:
        event = {"status": {"id": item.origin, "user_id": account_id}, "timestamp_ms": _milliseconds(at)}
        return {"for_user_id": account_id, "tweet_delete_events": [event]}
    return _event(world, "post.delete", {"id": item.origin, "author_id": account_id}, at)


def _old_words(world: World, item: Item) -> dict[str, Any]:
    """A post in the words of version 1.1, which have no conversation."""
    person = world.people.person("x", item.author)
    above = world.find("x", item.answers) if item.answers else None
    post: dict[str, Any] = {
        "created_at": item.at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "id": int(item.id),
        "id_str": item.id,
        "text": escaped(item.text),
        "truncated": False,
        "user": {"id_str": person.platform_id, "name": person.name, "screen_name": person.handle},
        "in_reply_to_status_id_str": item.answers or None,
        "in_reply_to_user_id_str": world.people.person("x", above.author).platform_id if above else None,
        "timestamp_ms": _milliseconds(item.edited or item.at),
    }
    return {"for_user_id": world.people.official("x").platform_id, "tweet_create_events": [post]}


def _milliseconds(at: datetime) -> str:
    return str(int(at.timestamp() * 1000))
