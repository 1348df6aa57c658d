"""Closes a question without an answer, for a reason of the list; and opens again what was closed so."""

from __future__ import annotations

from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import append_event, chained

from ..models import NoAnswerReason, Question, QuestionState
from ..refusals import AlreadyClosed, NoReason
from .claims import hold


def close_without_answer(*, actor: Actor, question: Question, reason: str, note: str = "") -> Question:
    """A person says that none is needed. "not_a_question" is also what the judge learns from."""
    require(actor, Permission.ANSWER)
    if reason not in set(NoAnswerReason):
        raise NoReason
    with chained():
        hold(actor, Question.objects.filter(pk=question.pk))
        now = timezone.now()
        family = Question.objects.filter(pk=question.pk) | Question.objects.filter(repeats=question)
        family.filter(state=QuestionState.OPEN).update(
            state=QuestionState.NO_ANSWER_NEEDED,
            reason=reason,
            note=note,
            closed_at=now,
            closed_by=actor.reference,
            closed_name=actor.name,
            claimed_until=None,
        )
        append_event(
            actor=actor, verb="question.closed", subject=f"question:{question.pk}", body={"reason": str(reason)}
        )
        return Question.objects.get(pk=question.pk)


def reopen_question(*, actor: Actor, question: Question) -> Question:
    """Take back a closing without an answer. The deadline is what it was."""
    require(actor, Permission.ANSWER)
    with chained():
        reopened = Question.objects.filter(pk=question.pk, state=QuestionState.NO_ANSWER_NEEDED).update(
            state=QuestionState.OPEN, reason="", closed_at=None, closed_by="", closed_name=""
        )
        if not reopened:
            raise AlreadyClosed
        append_event(actor=actor, verb="question.reopened", subject=f"question:{question.pk}", body={})
        return Question.objects.get(pk=question.pk)
