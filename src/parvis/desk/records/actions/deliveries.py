"""Carries out the outbox: claim, look if the fate is unknown, act, settle.

What is carried out is a batch: of one, or of as many as the platform takes in one call. Each of its effects has its
own lease, its own `sent` mark and its own end. The rows say `sent` before the request leaves. Whoever finds one so
later (the worker was killed, the answer was lost) looks at the platform before repeating anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import structlog
from django.utils import timezone

from parvis.connectors.port import (
    WITH_TEXT,
    Act,
    ActsOnMany,
    Connector,
    ConnectorError,
    Malformed,
    Order,
    Outcome,
    Refused,
)
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require

from ..models import Effect, EffectState
from ..platforms import connector_of
from .claims import claim, claim_with, mark_sent, overtaken
from .lookups import Found, look, out_of_sight
from .refusals import explained, sort_out
from .settlements import account_missing, confirm, fail, follow, look_again

log = structlog.get_logger(__name__)

_ORDER_WAIT = timedelta(seconds=2)


class Delivery(NamedTuple):
    effect_id: UUID
    state: str
    again_at: datetime | None  # when to try again, None when settled


def deliver_effect(*, actor: Actor, effect_id: UUID) -> list[Delivery]:
    """Carry out one effect if it is due and free, with those that the same call can do.

    Returns how they stand afterwards, the one that was asked for first.
    """
    require(actor, Permission.OPERATE)
    effect = Effect.objects.select_related("account", "comment").get(pk=effect_id)
    if effect.settled:
        return [Delivery(effect.pk, effect.state, None)]
    if overtaken(effect):
        return [Delivery(effect.pk, effect.state, timezone.now() + _ORDER_WAIT)]
    if not claim(effect):  # not due, or somebody is at it: whoever wakes it will come back
        return [Delivery(effect.pk, effect.state, None)]
    connector = connector_of(effect.account)
    if connector is None:
        account_missing(actor, effect)
        return [_as_it_stands(effect)]
    batch = [effect, *claim_with(effect, connector)]
    _carry_out(actor, batch, connector)
    return [_as_it_stands(one) for one in batch]


def _as_it_stands(effect: Effect) -> Delivery:
    effect.refresh_from_db()
    log.info("effect", effect=str(effect.pk), act=effect.act, state=effect.state, code=effect.code)
    return Delivery(effect.pk, effect.state, None if effect.settled else effect.due_at)


def _carry_out(actor: Actor, batch: list[Effect], connector: Connector) -> None:
    sent_before = batch[0].state != EffectState.WANTED
    unseen = sent_before and out_of_sight(batch[0].act)
    if sent_before:
        found = _each(batch, lambda orders: look(batch, orders, connector))
        # A look that failed teaches nothing: the fate stays unknown, and the act is not repeated blindly.
        _settle(actor, batch, found, connector, otherwise=EffectState.UNKNOWN, looking=True)
        batch = [effect for effect, answer in zip(batch, found, strict=True) if answer is None]
    if batch := mark_sent(batch):
        found = _each(batch, lambda orders: _perform(orders, connector), unseen=unseen)
        # Nor does what did not leave this time teach anything of what left before, unseen.
        otherwise = EffectState.UNKNOWN if unseen else EffectState.WANTED
        _settle(actor, batch, found, connector, otherwise=otherwise, looking=False)


def _each(
    batch: Sequence[Effect], ask: Callable[[Sequence[Order]], Sequence[Found]], *, unseen: bool = False
) -> list[Found]:
    """What is answered of each; when asking fails as a whole, that failure is everybody's."""
    try:
        return list(ask([order_of(effect, may_have_been_obeyed=unseen) for effect in batch]))
    except ConnectorError as error:
        return [error] * len(batch)


def _perform(orders: Sequence[Order], connector: Connector) -> Sequence[Outcome | ConnectorError]:
    if len(orders) > 1 and isinstance(connector, ActsOnMany):
        return connector.perform_many(orders)
    return [connector.perform(order) for order in orders]


def _settle(
    actor: Actor,
    batch: Sequence[Effect],
    found: Sequence[Found],
    connector: Connector,
    *,
    otherwise: EffectState,
    looking: bool,
) -> None:
    """Write each one's end, or when it is tried again, from the state `otherwise` if it was neither done nor refused.

    Those found not to have been obeyed are left as they are.
    """
    # One failure given to several may be due to one of them alone; once they were sent, only a refusal is sure.
    given_to = Counter(map(id, found))
    vague = Refused | Malformed if looking else Refused
    now = timezone.now()
    done, doubtful = [], []
    for effect, answer in zip(batch, found, strict=True):
        if isinstance(answer, Outcome):
            confirm(actor, effect, answer)
            done.append(effect)
        elif isinstance(answer, datetime):
            look_again(effect, at=answer)
        elif isinstance(answer, vague) and given_to[id(answer)] > 1:
            doubtful.append((effect, answer))
        elif isinstance(answer, ConnectorError):
            fail(actor, effect, explained(effect, answer, connector), otherwise=otherwise, now=now)
    if doubtful:
        sort_out(actor, doubtful, connector, otherwise=otherwise)
    _follow(done, connector)


def _follow(done: Sequence[Effect], connector: Connector) -> None:
    """See what the comments have become. Failing to is no failure of the act, which is confirmed."""
    ids = [effect.comment.platform_id for effect in done if Act(effect.act) not in WITH_TEXT]
    if not ids:
        return
    try:
        seen = connector.observe(ids)
    except ConnectorError as error:
        log.warning("not seen after the act", effect=str(done[0].pk), count=len(ids), code=error.code)
        return
    for effect, one in zip(done, seen, strict=True):
        follow(effect, one)


def order_of(effect: Effect, *, may_have_been_obeyed: bool = False) -> Order:
    comment = effect.comment
    return Order(
        act=Act(effect.act),
        platform_id=comment.platform_id,
        key=effect.key,
        thread_id=comment.thread_id,
        post_id=comment.post_platform_id,
        text=effect.text,
        asked_at=effect.wanted_at,
        may_have_been_obeyed=may_have_been_obeyed,
    )
