"""Finds out whether an act of unknown fate was obeyed, before it is repeated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from parvis.connectors.port import Act, Connector, ConnectorError, ItemGone, Observation, Order, Outcome, Visibility

from ..models import Effect

# Platforms show a new reply in their lists some seconds after it exists: only then does absence mean anything.
SETTLING = timedelta(seconds=60)

# Only these visibilities prove that the act was obeyed. A rejected or deleted YouTube comment, a deleted
# Facebook one, are gone; so is one that its author deleted, which comes to the same for everybody.
_PROOF = {
    Act.HIDE: {Visibility.HIDDEN, Visibility.GONE},
    Act.HOLD: {Visibility.HELD, Visibility.GONE},
    Act.UNHIDE: {Visibility.PUBLIC},
    Act.PUBLISH: {Visibility.PUBLIC},
    Act.DELETE: {Visibility.GONE},
    Act.REJECT: {Visibility.GONE},
}


# It was obeyed; it is gone; when to look again; or None: it was not obeyed, and may be repeated.
Found = Outcome | ConnectorError | datetime | None


def look(effects: Sequence[Effect], orders: Sequence[Order], connector: Connector) -> list[Found]:
    """What became of each, all being of one act. Raises what the platform answers to the look itself."""
    if out_of_sight(orders[0].act):
        return [_soonest_again(effect) for effect in effects]
    if orders[0].act == Act.REPLY:
        return [_look_for_reply(effect, order, connector) for effect, order in zip(effects, orders, strict=True)]
    seen = connector.observe([order.platform_id for order in orders])
    return [_judge(order.act, one) for order, one in zip(orders, seen, strict=True)]


def out_of_sight(act: str) -> bool:
    """Whether no list shows it. The platform takes one only, so that sending it again tells what became of it."""
    return act == Act.PRIVATE_REPLY


def _judge(act: Act, seen: Observation) -> Found:
    if seen.visibility in _PROOF[act]:
        return Outcome(visibility=seen.visibility, detail="found")
    if seen.visibility == Visibility.GONE:
        return ItemGone("Le commentaire n'existe plus sur la plateforme.", code="item_gone")
    return None  # hiding, holding and showing again may be repeated without harm


def _look_for_reply(effect: Effect, order: Order, connector: Connector) -> Found:
    reply_id = connector.find_reply(order)
    if reply_id:
        return Outcome(visibility=Visibility.PUBLIC, reply_id=reply_id, detail="found")
    return _soonest_again(effect)


def _soonest_again(effect: Effect) -> datetime | None:
    """Not while the platform may still be busy with what was sent; None once it cannot be."""
    settled_at = (effect.sent_at or effect.wanted_at) + SETTLING
    return settled_at if timezone.now() < settled_at else None
