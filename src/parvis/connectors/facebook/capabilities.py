"""What may be done to one Facebook comment, as Graph declares it for that comment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from parvis.connectors.port import PRIVATE_REPLY_WITHIN, Act, Audience, Capability, Obstacle, Visibility


def capabilities(
    raw: Mapping[str, object],
    *,
    ours: bool,
    visibility: Visibility,
    written_at: datetime | None,
    on_our_page: bool = True,
) -> tuple[Capability, ...]:
    """Every act of the port, possible or with its obstacle.

    A right that Graph did not tell (`can_hide` absent) is not taken for a refusal: the act is offered, and
    the platform's answer is what counts. So is it when `written_at` is not known.
    """
    hidden = visibility is Visibility.HIDDEN
    hide = Obstacle.OURS if ours else Obstacle.ALREADY_SO if hidden else _told(raw, "can_hide")
    unhide = Obstacle.ALREADY_SO if visibility is Visibility.PUBLIC else _told(raw, "can_hide")
    return (
        Capability(Act.HIDE, seen_by=Audience.AUTHOR_AND_FRIENDS, obstacle=hide),
        Capability(Act.UNHIDE, obstacle=unhide),
        Capability(Act.HOLD, obstacle=Obstacle.NO_SUCH_ACT),
        Capability(Act.PUBLISH, obstacle=Obstacle.NO_SUCH_ACT),
        Capability(
            Act.DELETE,
            reversible=False,
            takes_replies=True,
            seen_by=Audience.NOBODY,
            obstacle=_told(raw, "can_remove"),
        ),
        Capability(Act.REJECT, obstacle=Obstacle.NO_SUCH_ACT),
        Capability(Act.REPLY, obstacle=_told(raw, "can_comment")),
        Capability(
            Act.PRIVATE_REPLY,
            reversible=False,
            author_told=True,
            obstacle=Obstacle.OURS if ours else _private(raw, written_at, on_our_page=on_our_page),
        ),
    )


def _private(raw: Mapping[str, object], written_at: datetime | None, *, on_our_page: bool) -> Obstacle | None:
    """Also `PLATFORM_FORBIDS` once the author was told: Graph says no more than that."""
    if not on_our_page:
        return Obstacle.NOT_OUR_CONVERSATION
    if written_at and datetime.now(UTC) - written_at > PRIVATE_REPLY_WITHIN:
        return Obstacle.EXPIRED
    return _told(raw, "can_reply_privately")


def _told(raw: Mapping[str, object], right: str) -> Obstacle | None:
    return Obstacle.PLATFORM_FORBIDS if raw.get(right) is False else None
