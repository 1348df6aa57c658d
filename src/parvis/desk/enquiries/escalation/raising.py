"""Raises alerts as questions cross their thresholds. In `settings.SWEEPERS`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import structlog
from django.utils import timezone

from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import chained

from ..models import Alert, AlertState, Channel
from .thresholds import Over, over
from .ways import open_ways

log = structlog.get_logger(__name__)

_AT_ONCE = 500  # of each threshold, in one transaction


def raise_alerts() -> int:
    """Raise what is due: each question at the highest threshold it has crossed. Returns for how many questions."""
    raised = 0
    while over(timezone.now(), most=1):  # looked at first, without keeping anybody from writing
        raised += raise_some(actor=process("escalation"))
    if raised:
        log.info("questions over a threshold", count=raised)
    return raised


def raise_some(*, actor: Actor) -> int:
    """Raise the first ones; returns how many questions they are for."""
    require(actor, Permission.OPERATE)
    with chained():
        now = timezone.now()
        found = over(now, most=_AT_ONCE)  # again, under the lock: of two workers, the second finds none of these
        Alert.objects.bulk_create(_alerts(found, now), ignore_conflicts=True)
    return len(found)


def _alerts(found: Sequence[Over], now: datetime) -> list[Alert]:
    """The page is told by the alert itself; the other ways will be."""
    ways = open_ways()
    return [
        alert
        for one in found
        for alert in (
            _alert(one, Channel.PAGE, now, state=AlertState.SENT, settled_at=now),
            *(_alert(one, channel, now, state=AlertState.WANTED, settled_at=None) for channel in ways),
        )
    ]


def _alert(one: Over, channel: Channel, now: datetime, *, state: AlertState, settled_at: datetime | None) -> Alert:
    return Alert(
        question_id=one.question_id,
        share=one.share,
        channel=channel.value,
        state=state.value,
        due_at=now,
        raised_at=now,
        settled_at=settled_at,
    )
