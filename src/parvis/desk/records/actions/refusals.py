"""Finds out why a platform refused: in vague words, or several acts at once because of one of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from parvis.connectors.port import Connector, ConnectorError, ItemGone, Refused, Visibility
from parvis.desk.people.actors import Actor

from ..models import Effect, EffectState
from .settlements import fail, try_again


def explained(effect: Effect, error: ConnectorError, connector: Connector) -> ConnectorError:
    """The error, or that the comment is gone: platforms refuse in vague words an act on what was deleted meanwhile."""
    if type(error) is not Refused or _seen([effect], connector) != [Visibility.GONE]:
        return error
    return _gone()


def sort_out(
    actor: Actor, refused: Sequence[tuple[Effect, ConnectorError]], connector: Connector, *, otherwise: EffectState
) -> None:
    """One call for several was refused as a whole: nothing was done, and nobody said because of which.

    Comments that are gone explain it; one of which nothing is seen may, and goes by itself from now on. Then the
    others go together again. When all are seen, each goes by itself: one call more than had they never been together.
    """
    now = timezone.now()
    acting = otherwise == EffectState.WANTED  # a look that was refused is not explained by another one
    seen = _seen([effect for effect, _ in refused], connector) if acting else [Visibility.UNKNOWN] * len(refused)
    explains = any(visibility in (Visibility.GONE, Visibility.UNKNOWN) for visibility in seen)
    for (effect, error), visibility in zip(refused, seen, strict=True):
        if visibility == Visibility.GONE:
            fail(actor, effect, _gone(), otherwise=otherwise, now=now)
        else:
            alone = visibility == Visibility.UNKNOWN or not explains
            try_again(effect, error, state=otherwise, now=now, apart=alone)


def _seen(effects: Sequence[Effect], connector: Connector) -> list[Visibility]:
    try:
        return [one.visibility for one in connector.observe([effect.comment.platform_id for effect in effects])]
    except ConnectorError:
        return [Visibility.UNKNOWN] * len(effects)


def _gone() -> ItemGone:
    return ItemGone("Ce commentaire n'existe plus sur la plateforme : il n'y a plus rien à faire.", code="item_gone")
