"""Asks something of a platform, durably; and takes it back while it is not sent."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from parvis.connectors.port import WITH_TEXT, Act
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.gate.check import CheckedText

from ..audit import append_event, chained
from ..ids import new_id
from ..models import Comment, Effect, EffectState
from ..tasks import wake
from .claims import free


def want_effect(
    *,
    actor: Actor,
    comment: Comment,
    act: Act,
    due_at: datetime,
    text: CheckedText | None = None,
) -> Effect:
    """Put one act in the outbox, in the caller's transaction, with the task that will carry it out.

    A reply, public or private, needs a text that passed the gate: no other kind of text can be given.
    """
    _may(actor, act)
    if (act in WITH_TEXT) != (text is not None):
        raise ValueError("a reply carries a checked text, and nothing else does")
    with chained():
        identifier = new_id()
        effect = Effect.objects.create(
            id=identifier,
            key=f"{act.value}:{identifier}",
            account_id=comment.account_id,
            comment=comment,
            act=act.value,
            text=text.text if text else "",
            wanted_by=actor.reference,
            wanted_at=timezone.now(),
            due_at=due_at,
        )
        append_event(
            actor=actor,
            verb="effect.wanted",
            subject=f"effect:{effect.pk}",
            body={"comment": str(comment.pk), "act": act.value},
        )
        wake(effect.pk, due_at)
    return effect


def cancel_effect(*, actor: Actor, effect: Effect) -> bool:
    """Take back an act that has not left. False when it is too late."""
    _may(actor, Act(effect.act))
    with chained():
        waiting = Effect.objects.filter(free(), pk=effect.pk, state=EffectState.WANTED, attempts=0)
        cancelled = waiting.update(state=EffectState.CANCELLED, settled_at=timezone.now(), leased_until=None)
        if cancelled:
            append_event(actor=actor, verb="effect.cancelled", subject=f"effect:{effect.pk}", body={})
    return bool(cancelled)


def _may(actor: Actor, act: Act) -> None:
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ANSWER if act in WITH_TEXT else Permission.DECIDE)
