"""The sandbox's own truth about comments, and what the desk holds of them, in the same words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from parvis.desk.records.models import Comment, Discrepancy, Revision, Standing
from parvis.desk.records.verbatim import displayable
from parvis.sandbox.items import Item, State
from parvis.sandbox.world import World
from tests.journeys.long_day import Key

_SEEN_AS = {State.SHOWN: "public", State.HIDDEN: "hidden", State.HELD: "held", State.DELETED: "gone"}


@dataclass(frozen=True, slots=True)
class Fixed:
    """What never changes of a comment: who, where and when."""

    author: str
    name: str
    post: str
    parent: str
    thread: str
    written_at: datetime  # to the second: no platform promises more


@dataclass(frozen=True, slots=True)
class Now:
    """How a comment stands."""

    text: str
    visibility: str


def truth(world: World) -> dict[Key, tuple[Fixed, Now]]:
    """Every comment that was ever written, in its newest version."""
    items = world.store.items("kind != 'post' AND state != 'superseded' ORDER BY seq")
    held = {item.id for item in items if item.state is State.HELD}
    return {(item.platform, item.origin): (_fixed(world, item), _now(item, held)) for item in items}


def _fixed(world: World, item: Item) -> Fixed:
    person = world.people.person(item.platform, item.author)
    name = f"@{person.handle}" if item.platform == "youtube" else person.name
    first = world.item(item.platform, item.origin)
    thread = item.post_id if item.platform == "x" else item.parent_id or item.origin
    written_at = first.at.replace(microsecond=0)
    return Fixed(person.platform_id, displayable(name), item.post_id, item.parent_id, thread, written_at)


def _now(item: Item, held: set[str]) -> Now:
    # YouTube holds the replies of what it holds.
    under_held = item.state is State.SHOWN and item.parent_id in held
    state = State.HELD if under_held else item.state
    return Now(item.text, _SEEN_AS[state])


def held() -> dict[Key, tuple[Fixed, Now]]:
    """Every comment of the desk."""
    found = Standing.objects.select_related("comment__post", "revision")
    return {_key(one.comment): (_kept(one.comment), Now(one.revision.exact_text, one.visibility)) for one in found}


def _key(comment: Comment) -> Key:
    return comment.platform, comment.platform_id


def _kept(comment: Comment) -> Fixed:
    return Fixed(
        comment.author_id,
        comment.author_name,
        comment.post.platform_id if comment.post else "",
        comment.parent_id,
        comment.thread_id,
        comment.written_at.replace(microsecond=0),
    )


def revisions() -> dict[Key, list[str]]:
    """The texts that the desk kept of each comment, in order, each proven by its hash."""
    found: dict[Key, list[str]] = {}
    for one in Revision.objects.select_related("comment").order_by("comment", "number"):
        found.setdefault(_key(one.comment), []).append(one.exact_text)
    return found


def told_as_edited() -> Iterator[tuple[Key, str]]:
    """The comments whose text is said to have changed on the platform, and how the hash of the new one begins."""
    for alert in Discrepancy.objects.filter(kind="edited", seen_at=None).select_related("comment"):
        yield _key(alert.comment), alert.found
