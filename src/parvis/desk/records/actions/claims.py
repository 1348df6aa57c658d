"""Which effects a worker may carry out now: taken by conditional updates, so that of two workers one gets each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from parvis.connectors.port import Act, ActsOnMany, Connector

from ..models import UNSETTLED, Effect, EffectState
from .settlements import APART

_PATIENCE = 3  # attempts; what is still of unknown fate then may be what spoils the calls of the others


def overtaken(effect: Effect) -> bool:
    """An earlier act on the same comment is not settled yet: acts keep their order."""
    earlier = Effect.objects.filter(comment=effect.comment, state__in=UNSETTLED, wanted_at__lt=effect.wanted_at)
    return earlier.exclude(pk=effect.pk).exists()


def claim(effect: Effect, among: Iterable[EffectState] = UNSETTLED) -> bool:
    """Take the lease, if the effect is due, free and in one of these states."""
    until = timezone.now() + _lease()
    claimed = _due().filter(pk=effect.pk, state__in=list(among)).update(leased_until=until)
    if claimed:
        effect.refresh_from_db(fields=["state", "attempts", "sent_at", "leased_until"])
    return bool(claimed)


def claim_with(effect: Effect, connector: Connector) -> list[Effect]:
    """Take besides what one call can do with this one: the same act of the same account, as far as it is."""
    room = _room(effect, connector)
    return [one for one in _like(effect)[:room] if claim(one, among=[EffectState(one.state)])] if room else []


def mark_sent(effects: Sequence[Effect]) -> list[Effect]:
    """Those still ours to send. Committed before the request leaves: from here on their fate may be unknown.

    A lease that ran out while its worker was held up may belong to somebody else by now, or the act be undone.
    """
    return [effect for effect in effects if _mark_sent(effect)]


def _mark_sent(effect: Effect) -> bool:
    now = timezone.now()
    ours = Effect.objects.filter(pk=effect.pk, leased_until=effect.leased_until, state__in=UNSETTLED)
    marked = ours.update(attempts=F("attempts") + 1, sent_at=now, state=EffectState.SENT, leased_until=now + _lease())
    effect.attempts, effect.sent_at, effect.state = effect.attempts + 1, now, EffectState.SENT
    return bool(marked)


def _room(effect: Effect, connector: Connector) -> int:
    """How many others may go with this one."""
    tried_enough = effect.state != EffectState.WANTED and effect.attempts >= _PATIENCE
    if not isinstance(connector, ActsOnMany) or effect.code == APART or tried_enough:
        return 0
    return connector.together.get(Act(effect.act), 1) - 1


def _like(effect: Effect) -> QuerySet[Effect]:
    """Others that are due and in turn: to be sent when this one is, to be looked up when this one is."""
    earlier = Effect.objects.filter(
        comment=OuterRef("comment"), state__in=UNSETTLED, wanted_at__lt=OuterRef("wanted_at")
    )
    to_send = Q(state=EffectState.WANTED)
    to_look_up = Q(state__in=[EffectState.SENT, EffectState.UNKNOWN], attempts__lt=_PATIENCE)
    alike = _due().filter(to_send if effect.state == EffectState.WANTED else to_look_up)
    alike = alike.filter(~Exists(earlier), account=effect.account, act=effect.act)
    return alike.exclude(code=APART).exclude(pk=effect.pk).select_related("account", "comment").order_by("wanted_at")


def _due() -> QuerySet[Effect]:
    return Effect.objects.filter(free(), due_at__lte=timezone.now())


def free() -> Q:
    """Nobody is at it, or whoever was has died."""
    return Q(leased_until=None) | Q(leased_until__lte=timezone.now())


def _lease() -> timedelta:
    return timedelta(seconds=settings.LEASE_SECONDS)
