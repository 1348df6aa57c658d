"""Records how an effect ended, or when it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from parvis.connectors.port import (
    Act,
    ConnectorError,
    FateUnknown,
    ItemGone,
    Malformed,
    Outcome,
    RateLimited,
    TokenRefused,
    Visibility,
)
from parvis.desk.people.actors import Actor

from ..audit import append_event
from ..models import Effect, EffectState, Health, Standing
from .accounts import mark_account

_FIRST_WAIT = 2.0  # seconds, doubled at each attempt
_LONGEST_WAIT = 900.0
_GIVE_UP = timedelta(hours=24)
_RECONNECTION_WAIT = 300.0


def confirm(actor: Actor, effect: Effect, outcome: Outcome) -> None:
    """The platform did it, and said so or was seen so."""
    with transaction.atomic():
        _settle(
            actor,
            effect,
            EffectState.CONFIRMED,
            code=outcome.detail,
            said="",
            visibility=outcome.visibility.value,
            reply_id=outcome.reply_id,
        )
        if effect.act != Act.REPLY:
            _stand(effect, outcome.visibility)


def fail(actor: Actor, effect: Effect, error: ConnectorError, *, otherwise: EffectState) -> None:
    """Refused for good, of unknown fate, or to be tried again from the state `otherwise`."""
    with transaction.atomic():
        if isinstance(error, TokenRefused):
            mark_account(actor=actor, account=effect.account, health=Health.TOKEN_REFUSED, said=str(error))
        if isinstance(error, FateUnknown | Malformed):
            _later(effect, EffectState.UNKNOWN, error, wait=error.wait or _FIRST_WAIT)
        elif error.permanent:
            _refuse(actor, effect, error.code, str(error))
            if isinstance(error, ItemGone):
                _stand(effect, Visibility.GONE)
        elif timezone.now() - effect.wanted_at > _GIVE_UP:
            _refuse(actor, effect, "gave_up", f"Abandonné après 24 heures d'essais. {error}")
        else:
            _later(effect, otherwise, error, wait=_wait(effect, error))


def look_again(effect: Effect, *, at: datetime) -> None:
    """Too early to tell whether it was obeyed."""
    Effect.objects.filter(pk=effect.pk).update(state=EffectState.UNKNOWN, due_at=at, leased_until=None)


def account_missing(actor: Actor, effect: Effect) -> None:
    """The account is no longer configured: wait for it like for a refused token."""
    error = TokenRefused(
        "Ce compte n'est plus dans le fichier des comptes. Ajoutez-le de nouveau pour que le geste soit fait.",
        code="account_missing",
    )
    fail(actor, effect, error, otherwise=EffectState(effect.state))


def _wait(effect: Effect, error: ConnectorError) -> float:
    if isinstance(error, TokenRefused):
        return _RECONNECTION_WAIT
    backoff = min(_FIRST_WAIT * 2 ** min(effect.attempts, 12), _LONGEST_WAIT)
    return max(error.wait or 0.0, 0.0 if isinstance(error, RateLimited) and error.wait else backoff)


def _later(effect: Effect, state: EffectState, error: ConnectorError, *, wait: float) -> None:
    due = timezone.now() + timedelta(seconds=wait)
    Effect.objects.filter(pk=effect.pk).update(
        state=state, due_at=due, leased_until=None, code=error.code, said=str(error)
    )


def _refuse(actor: Actor, effect: Effect, code: str, said: str) -> None:
    _settle(actor, effect, EffectState.REFUSED, code=code, said=said, visibility="", reply_id="")


def _settle(
    actor: Actor, effect: Effect, state: EffectState, *, code: str, said: str, visibility: str, reply_id: str
) -> None:
    Effect.objects.filter(pk=effect.pk).update(
        state=state,
        settled_at=timezone.now(),
        leased_until=None,
        code=code,
        said=said,
        visibility=visibility,
        reply_id=reply_id,
    )
    append_event(
        actor=actor,
        verb=f"effect.{state.value}",
        subject=f"effect:{effect.pk}",
        body={"act": effect.act, "code": code, "visibility": visibility},
    )


def _stand(effect: Effect, visibility: Visibility) -> None:
    Standing.objects.filter(comment=effect.comment).update(visibility=visibility.value, seen_at=timezone.now())
