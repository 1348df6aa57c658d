"""Carries out the outbox. One effect: claim, look if its fate is unknown, act, settle.

The row says `sent` before the request leaves. Whoever finds it so later (the worker was killed, the answer
was lost) looks at the platform before repeating anything.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import structlog
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from parvis.connectors.port import Act, Connector, ConnectorError, ItemGone, Order, Outcome, Refused, Visibility
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require

from ..models import UNSETTLED, Effect, EffectState
from ..platforms import connector_of
from .lookups import look
from .settlements import account_missing, confirm, fail, follow, look_again

log = structlog.get_logger(__name__)

_ORDER_WAIT = timedelta(seconds=2)


class Delivery(NamedTuple):
    state: str
    again_at: datetime | None  # when to try again, None when settled


def deliver_effect(*, actor: Actor, effect_id: UUID) -> Delivery:
    """Carry out one effect if it is due and free; returns how it stands afterwards."""
    require(actor, Permission.OPERATE)
    effect = Effect.objects.select_related("account", "comment").get(pk=effect_id)
    if effect.settled:
        return Delivery(effect.state, None)
    if _overtaken(effect):
        return Delivery(effect.state, timezone.now() + _ORDER_WAIT)
    if not _claim(effect):
        return Delivery(effect.state, None)  # not due, or somebody is at it: whoever wakes it will come back
    connector = connector_of(effect.account)
    if connector is None:
        account_missing(actor, effect)
    else:
        _carry_out(actor, effect, connector)
    effect.refresh_from_db()
    log.info("effect", effect=str(effect.pk), act=effect.act, state=effect.state, code=effect.code)
    return Delivery(effect.state, None if effect.settled else effect.due_at)


def _claim(effect: Effect) -> bool:
    """Take the lease by a conditional update: of two workers, one gets it."""
    now = timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lte=now)
    claimed = Effect.objects.filter(free, pk=effect.pk, state__in=UNSETTLED, due_at__lte=now).update(
        leased_until=now + timedelta(seconds=settings.LEASE_SECONDS)
    )
    if claimed:
        effect.refresh_from_db(fields=["state", "attempts", "sent_at"])
    return bool(claimed)


def _overtaken(effect: Effect) -> bool:
    """An earlier act on the same comment is not settled yet: acts keep their order."""
    earlier = Effect.objects.filter(comment=effect.comment, state__in=UNSETTLED, wanted_at__lt=effect.wanted_at)
    return earlier.exclude(pk=effect.pk).exists()


def _carry_out(actor: Actor, effect: Effect, connector: Connector) -> None:
    order = order_of(effect)
    looking = effect.state != EffectState.WANTED
    try:
        found = look(effect, order, connector) if looking else None
        if found is None:
            looking = False
            _mark_sent(effect)
            found = connector.perform(order)
    except ConnectorError as error:
        failure = _gone(order, connector, error) if type(error) is Refused else error
        # A look that failed teaches nothing: the fate stays unknown, and the act is not repeated blindly.
        fail(actor, effect, failure, otherwise=EffectState.UNKNOWN if looking else EffectState.WANTED)
    else:
        if isinstance(found, Outcome):
            confirm(actor, effect, found)
            _follow(effect, order, connector)
        else:
            look_again(effect, at=found)


def _gone(order: Order, connector: Connector, refused: Refused) -> Refused:
    """Platforms refuse in vague words an act on what was deleted meanwhile: see whether that is why."""
    try:
        [seen] = connector.observe([order.platform_id])
    except ConnectorError:
        return refused
    if seen.visibility != Visibility.GONE:
        return refused
    return ItemGone("Ce commentaire n'existe plus sur la plateforme : il n'y a plus rien à faire.", code="item_gone")


def _follow(effect: Effect, order: Order, connector: Connector) -> None:
    """See what the comment has become. Failing to is no failure of the act, which is confirmed."""
    if order.act == Act.REPLY:
        return
    try:
        [seen] = connector.observe([order.platform_id])
    except ConnectorError as error:
        log.warning("not seen after the act", effect=str(effect.pk), code=error.code)
    else:
        follow(effect, seen)


def _mark_sent(effect: Effect) -> None:
    """Committed before the request leaves: from here on its fate may be unknown."""
    effect.attempts += 1
    effect.sent_at = timezone.now()
    effect.state = EffectState.SENT
    effect.save(update_fields=["attempts", "sent_at", "state"])


def order_of(effect: Effect) -> Order:
    comment = effect.comment
    return Order(
        act=Act(effect.act),
        platform_id=comment.platform_id,
        key=effect.key,
        thread_id=comment.thread_id,
        post_id=comment.post_platform_id,
        text=effect.text,
        asked_at=effect.wanted_at,
    )
