"""Which act a verdict asks of each platform, and in which order of preference."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.connectors.port import Act, Capability, Obstacle

from .models import Verdict

# What can be undone comes first: it is the default.
REMOVING = (Act.HIDE, Act.HOLD, Act.DELETE, Act.REJECT)
RESTORING = (Act.UNHIDE, Act.PUBLISH)


def acts_for(verdict: Verdict) -> tuple[Act, ...]:
    return {Verdict.REMOVE: REMOVING, Verdict.RESTORE: RESTORING}.get(verdict, ())


def choices(verdict: Verdict, capabilities: Iterable[Capability]) -> list[Capability]:
    """What this platform knows of the acts that would carry out the verdict, possible or not."""
    known = {capability.act: capability for capability in capabilities}
    return [known[act] for act in acts_for(verdict) if act in known and not _absent(known[act])]


def default_act(verdict: Verdict, capabilities: Iterable[Capability]) -> Act | None:
    """The mildest act possible; None when the platform allows none."""
    return next((c.act for c in choices(verdict, capabilities) if c.possible), None)


def _absent(capability: Capability) -> bool:
    return capability.obstacle == Obstacle.NO_SUCH_ACT
