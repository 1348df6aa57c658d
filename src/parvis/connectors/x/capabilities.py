"""What X allows on one post, and what others would still see of it."""

from __future__ import annotations

from parvis.connectors.port import Act, Audience, Capability, Obstacle


def capabilities(*, ours: bool, in_our_conversation: bool, may_reply: bool) -> tuple[Capability, ...]:
    """Every act of the port on one post, each possible or with its obstacle.

    Hiding works only in conversations that the account started, and leaves the reply readable behind a
    click; nobody's post but ours can be deleted; X knows neither holding nor rejecting.
    """
    hiding = Obstacle.OURS if ours else None if in_our_conversation else Obstacle.NOT_OUR_CONVERSATION
    replying = Obstacle.OURS if ours else None if may_reply else Obstacle.NOT_SUMMONED
    return (
        Capability(Act.HIDE, seen_by=Audience.BEHIND_A_CLICK, obstacle=hiding),
        Capability(Act.UNHIDE, obstacle=hiding),
        Capability(
            Act.DELETE,
            reversible=False,
            seen_by=Audience.NOBODY,
            obstacle=None if ours else Obstacle.NO_SUCH_ACT,
        ),
        Capability(Act.REPLY, author_told=True, obstacle=replying),
        *(
            Capability(act, obstacle=Obstacle.NO_SUCH_ACT)
            for act in (Act.HOLD, Act.PUBLISH, Act.REJECT, Act.PRIVATE_REPLY)
        ),
    )
