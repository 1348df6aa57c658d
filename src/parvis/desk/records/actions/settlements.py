"""Records how an effect ended, or when it is tried again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from parvis.connectors.port import (
    WITH_TEXT,
    Act,
    Capability,
    ConnectorError,
    FateUnknown,
    ItemGone,
    Malformed,
    Observation,
    Obstacle,
    Outcome,
    RateLimited,
    TokenRefused,
    Visibility,
)
from parvis.desk.people.actors import Actor

from ..audit import append_event, chained
from ..capabilities import from_json, to_json
from ..models import UNSETTLED, Comment, Effect, EffectState, Health, Standing
from ..sightings import seen_as
from .accounts import mark_account

_FIRST_WAIT = 2.0  # seconds, doubled at each attempt
_LONGEST_WAIT = 900.0
_GIVE_UP = timedelta(hours=24)
_RECONNECTION_WAIT = 300.0
APART = "refused_together"  # the code of an effect that goes by itself: with others, it was refused


def confirm(actor: Actor, effect: Effect, outcome: Outcome) -> None:
    """The platform did it, and said so or was seen so."""
    with chained():
        _settle(
            actor,
            effect,
            EffectState.CONFIRMED,
            code=outcome.detail,
            said="",
            visibility=outcome.visibility.value,
            reply_id=outcome.reply_id,
        )
        if Act(effect.act) not in WITH_TEXT:
            stand(effect.comment, outcome.visibility)
            _carry_replies(effect.comment, Act(effect.act), outcome.visibility)


def follow(effect: Effect, seen: Observation) -> None:
    """After an act, the comment can do other things than before: keep what the platform now says of it."""
    standing = Standing.objects.get(comment=effect.comment)
    if seen_as(seen.visibility, before=Visibility(standing.visibility)) != standing.visibility:
        return  # the platform's lists are behind its own answer: the next reading will tell
    now_possible = seen.capabilities or _ended(from_json(standing.capabilities))
    Standing.objects.filter(pk=standing.pk).update(capabilities=to_json(now_possible))


def _ended(capabilities: Iterable[Capability]) -> list[Capability]:
    """Of what is gone and no longer described: nothing can be done any more."""
    return [c if c.obstacle == Obstacle.NO_SUCH_ACT else replace(c, obstacle=Obstacle.FINAL) for c in capabilities]


def fail(actor: Actor, effect: Effect, error: ConnectorError, *, otherwise: EffectState, now: datetime) -> None:
    """Refused for good, of unknown fate, or to be tried again from the state `otherwise`.

    `now` is one for all that failed together, so that they are due together.
    """
    with chained():
        if isinstance(error, TokenRefused):
            mark_account(actor=actor, account=effect.account, health=Health.TOKEN_REFUSED, said=str(error))
        if isinstance(error, FateUnknown | Malformed):
            _later(effect, EffectState.UNKNOWN, error, now)
        elif error.permanent:
            _refuse(actor, effect, error.code, str(error))
            if isinstance(error, ItemGone):
                stand(effect.comment, Visibility.GONE)
        elif now - effect.wanted_at > _GIVE_UP:
            _refuse(actor, effect, "gave_up", f"Abandonné après 24 heures d'essais. {error}")
        else:
            _later(effect, otherwise, error, now)


def look_again(effect: Effect, *, at: datetime) -> None:
    """Too early to tell whether it was obeyed."""
    Effect.objects.filter(pk=effect.pk).update(state=EffectState.UNKNOWN, due_at=at, leased_until=None)


def try_again(effect: Effect, error: ConnectorError, *, state: EffectState, now: datetime, apart: bool) -> None:
    """At once, as a refusal of several together tells nothing of this one: by itself, or together with the others."""
    _wait_until(effect, state, now, code=APART if apart else error.code, said=str(error))


def account_missing(actor: Actor, effect: Effect) -> None:
    """The account is no longer configured: wait for it like for a refused token."""
    error = TokenRefused(
        "Ce compte n'est plus dans le fichier des comptes. Ajoutez-le de nouveau pour que le geste soit fait.",
        code="account_missing",
    )
    fail(actor, effect, error, otherwise=EffectState(effect.state), now=timezone.now())


def _wait(effect: Effect, error: ConnectorError, now: datetime) -> float:
    if isinstance(error, TokenRefused):
        return _RECONNECTION_WAIT
    # Looks are no attempts: they space out as what was sent grows old.
    sent_since = (now - effect.sent_at).total_seconds() if effect.sent_at else 0.0
    backoff = min(max(_FIRST_WAIT * 2 ** min(effect.attempts, 12), sent_since / 4), _LONGEST_WAIT)
    return max(error.wait or 0.0, 0.0 if isinstance(error, RateLimited) and error.wait else backoff)


def _later(effect: Effect, state: EffectState, error: ConnectorError, now: datetime) -> None:
    _wait_until(effect, state, now + timedelta(seconds=_wait(effect, error, now)), code=error.code, said=str(error))


def _wait_until(effect: Effect, state: EffectState, due_at: datetime, *, code: str, said: str) -> None:
    """Not of an effect that another worker settled, once our lease had run out: its end stands."""
    Effect.objects.filter(pk=effect.pk, state__in=UNSETTLED).update(
        state=state, due_at=due_at, leased_until=None, code=code, said=said
    )


def _refuse(actor: Actor, effect: Effect, code: str, said: str) -> None:
    """Not of an effect that another worker sent or settled, once our lease had run out: that one knows its end."""
    ours = Effect.objects.filter(pk=effect.pk, attempts=effect.attempts, state__in=UNSETTLED)
    if ours.exists():
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
    settled = Effect.objects.get(pk=effect.pk)
    for receiver in settings.EFFECT_RECEIVERS:
        import_string(receiver)(actor, settled)


def stand(comment: Comment, visibility: Visibility) -> None:
    Standing.objects.filter(comment=comment).update(visibility=visibility.value, seen_at=timezone.now())


def _carry_replies(comment: Comment, act: Act, visibility: Visibility) -> None:
    """YouTube and Facebook take the replies along, and give them back when the comment returns."""
    if act == Act.PUBLISH:
        Standing.objects.filter(taken_with=comment).update(visibility=visibility.value, taken_with=None)
        return
    of_comment = Standing.objects.get(comment=comment)
    if any(c.act == act and c.takes_replies for c in from_json(of_comment.capabilities)):
        replies = Standing.objects.filter(comment__platform=comment.platform, comment__parent_id=comment.platform_id)
        replies.filter(visibility=Visibility.PUBLIC).update(visibility=visibility.value, taken_with=comment)
