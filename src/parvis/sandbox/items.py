"""What exists on the invented platforms: posts, comments, people, and the states they can be in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

PLATFORMS = ("x", "facebook", "youtube")

# The author of whatever the institution's own account wrote. No citizen can have this key.
OFFICIAL = "@officiel"


class State(StrEnum):
    """What became of an item; each platform knows only some of these."""

    SHOWN = "shown"
    HIDDEN = "hidden"  # X and Facebook
    HELD = "held"  # YouTube, heldForReview
    REJECTED = "rejected"  # YouTube, final
    DELETED = "deleted"
    SUPERSEDED = "superseded"  # X: an earlier version of an edited post


@dataclass(frozen=True, slots=True)
class Person:
    """Someone's account on one platform. `key` is the same person on every platform."""

    key: str
    platform: str
    platform_id: str
    name: str
    handle: str  # without "@"
    banned: bool = False


@dataclass(frozen=True, slots=True)
class Citizen:
    """An invented member of the public, as the town's files describe them."""

    key: str
    name: str
    handle: str
    temperament: str
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class Item:
    """A post, comment or mention, in full truth. `text` is exactly what its author wrote.

    `post_id` is what starts the thread (on X the conversation); `parent_id` is what it answers directly,
    empty when that is the post itself. `origin` is the first id of an edited X post, else `id`.
    """

    seq: int
    platform: str
    id: str
    kind: str  # "post", "comment" or "mention"
    author: str  # a person's key
    text: str
    at: datetime
    edited: datetime | None
    post_id: str
    parent_id: str
    state: State
    origin: str
    removed_by: str = ""  # "author", "institution" or "platform", once deleted
    can_hide: bool = True
    can_remove: bool = True
    quoted_id: str = ""  # X: the post it quotes
    told_privately: bool = False  # Facebook: a private reply was sent

    @property
    def official(self) -> bool:
        return self.author == OFFICIAL

    @property
    def answers(self) -> str:
        """What it answers directly: its parent, or the post it is under; empty for a post."""
        return "" if self.kind != "comment" else self.parent_id or self.post_id


@dataclass(frozen=True, slots=True)
class Shown:
    """One item as the public sees it now, with what is nested under it."""

    id: str
    kind: str
    author: str
    name: str
    handle: str
    text: str
    at: datetime
    edited: datetime | None
    official: bool
    behind_click: bool = False  # X: a hidden reply, readable by whoever asks for it
    post_id: str = ""
    parent_id: str = ""
    picture: str = ""  # the path of what is attached
    alt: str = ""
    quoted: str = ""  # X: the text of the post it quotes
    replies: tuple[Shown, ...] = field(default=())

    def walk(self) -> Iterator[Shown]:
        """This item and everything under it."""
        yield self
        for reply in self.replies:
            yield from reply.walk()


@dataclass(frozen=True, slots=True)
class Call:
    """One act that a platform obeyed, as asked over HTTP by the institution's software."""

    platform: str
    method: str
    path: str
    at: datetime
    act: str  # "reply", "hide", "unhide", "delete", "publish", "hold", "reject", "private_reply"
    target: str  # the id acted upon
    result: str = ""  # the id created, if any


class NoSuchItem(LookupError):
    """No such post or comment can be acted upon: it never existed, or is gone."""


class NotAllowed(Exception):
    """The platform's own rules forbid this act to this person."""
