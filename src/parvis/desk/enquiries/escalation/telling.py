"""Sends what alerts have to tell: one message for all the questions of one threshold. In `settings.SWEEPERS`."""

from __future__ import annotations

import structlog
from django.utils import timezone

from parvis.desk.people.actors import process

from ..models import Channel
from .claims import claim_alerts, put_off, record_sent, waiting
from .failures import NotTold
from .ways import WAYS

log = structlog.get_logger(__name__)

_ACTOR = process("escalation")


def tell_alerts() -> int:
    """Send what is due, most urgent first; returns how many messages left."""
    return sum(_tell(channel, share) for channel, share in waiting(timezone.now()))


def _tell(channel: Channel, share: int) -> bool:
    """Outside of any transaction: the other side may be slow."""
    way = WAYS[channel]
    claim = claim_alerts(actor=_ACTOR, channel=channel, share=share, pause=way.pause)
    if claim is None:
        return False
    about = {"channel": channel.value, "share": share, "count": len(claim.alerts)}
    try:
        way.send(claim.news)
    except NotTold as failure:
        put_off(actor=_ACTOR, claim=claim, failure=failure)
        log.warning("alert not sent", code=failure.code, **about)
        return False
    record_sent(actor=_ACTOR, claim=claim)
    log.info("alert sent", **about)
    return True
