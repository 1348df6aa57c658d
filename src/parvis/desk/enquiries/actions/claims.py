"""Takes a question, so that two people never answer it. A claim ends by itself."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import append_event, chained

from ..models import Question, QuestionState
from ..refusals import AlreadyClosed, TakenBySomeone


def claim_question(*, actor: Actor, question: Question) -> Question:
    """Take it, or keep it: each sign of work on it lengthens the claim. Raises when somebody else has it."""
    require(actor, Permission.ANSWER)
    with chained():
        before = Question.objects.get(pk=question.pk)
        _hold(_who(actor), actor.name, [before.pk])
        if before.claimed_by != _who(actor) or not before.claimed(timezone.now()):
            append_event(actor=actor, verb="question.claimed", subject=f"question:{question.pk}", body={})
        return Question.objects.get(pk=question.pk)


def release_question(*, actor: Actor, question: Question) -> None:
    """Give it back. Only who holds it can; what nobody holds is left alone."""
    require(actor, Permission.ANSWER)
    with chained():
        held = Question.objects.filter(pk=question.pk, claimed_by=_who(actor), claimed_until__gt=timezone.now())
        if held.update(claimed_by=None, claimed_name="", claimed_until=None):
            append_event(actor=actor, verb="question.released", subject=f"question:{question.pk}", body={})


def hold(actor: Actor, questions: QuerySet[Question]) -> list[Question]:
    """In an action's transaction: take all of these, or raise. Returns them, with their comments."""
    return hold_for(_who(actor), actor.name, questions)


def hold_for(who: UUID | None, name: str, questions: QuerySet[Question]) -> list[Question]:
    """The same for somebody who is not the one acting: the author of what is approved."""
    keys = list(questions.values_list("pk", flat=True))
    _hold(who, name, keys)
    return list(Question.objects.filter(pk__in=keys).select_related("comment__standing").order_by("arrived_at", "pk"))


def _hold(who: UUID | None, name: str, keys: list[UUID]) -> None:
    """One conditional update: of two people, the second finds that it does not apply to all."""
    now = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=now) | Q(claimed_by=who)
    wanted = Question.objects.filter(pk__in=keys)
    taken = wanted.filter(free, state=QuestionState.OPEN, dispatch=None).update(
        claimed_by=who,
        claimed_name=name,
        claimed_until=now + timedelta(minutes=settings.CLAIM_MINUTES),
    )
    if taken < len(keys):
        _refuse(who, wanted)


def _refuse(who: UUID | None, wanted: QuerySet[Question]) -> None:
    for question in wanted:
        if question.closed:
            raise AlreadyClosed
        if question.dispatch_id:
            raise TakenBySomeone("")
        if question.claimed_by != who and question.claimed(timezone.now()):
            raise TakenBySomeone(question.claimed_name)


def _who(actor: Actor) -> UUID | None:
    return actor.user.pk if actor.user else None
