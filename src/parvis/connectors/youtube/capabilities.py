"""What may be done to one YouTube comment."""

from __future__ import annotations

from parvis.connectors.port import Act, Audience, Capability, Obstacle, Visibility


def capabilities(
    visibility: Visibility, *, ours: bool, starts_thread: bool, can_reply: bool | None
) -> tuple[Capability, ...]:
    """Every act of the port, possible or with its obstacle. `can_reply` is None when YouTube did not say.

    A rejected comment cannot be published again, nor even listed: what is gone stays gone.
    """
    gone = visibility is Visibility.GONE
    ended = Obstacle.FINAL if gone else Obstacle.OURS if ours else None
    held = Obstacle.ALREADY_SO if visibility is Visibility.HELD else None
    public = Obstacle.ALREADY_SO if visibility is Visibility.PUBLIC else None
    final = Obstacle.FINAL if gone else None
    return (
        Capability(Act.HIDE, obstacle=Obstacle.NO_SUCH_ACT),
        Capability(Act.UNHIDE, obstacle=Obstacle.NO_SUCH_ACT),
        Capability(Act.HOLD, takes_replies=starts_thread, seen_by=Audience.NOBODY, obstacle=ended or held),
        Capability(Act.PUBLISH, obstacle=final or public),
        Capability(
            Act.DELETE,
            reversible=False,
            takes_replies=starts_thread,
            seen_by=Audience.NOBODY,
            obstacle=final or (None if ours else Obstacle.PLATFORM_FORBIDS),
        ),
        Capability(
            Act.REJECT,
            reversible=False,
            takes_replies=starts_thread,
            seen_by=Audience.NOBODY,
            obstacle=ended,
        ),
        Capability(Act.REPLY, obstacle=final or (Obstacle.PLATFORM_FORBIDS if can_reply is False else None)),
        Capability(Act.PRIVATE_REPLY, obstacle=Obstacle.NO_SUCH_ACT),
    )
