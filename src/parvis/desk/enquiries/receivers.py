"""What enquiries do when an answer was delivered, or refused: the question ends, or is open again."""

from __future__ import annotations

from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.records.audit import append_event
from parvis.desk.records.models import SETTLED, Effect, EffectState

from .advice import advice
from .models import Answer, AnswerState, Dispatch, Question, QuestionState


def effect_settled(actor: Actor, effect: Effect) -> None:
    """Told in the transaction that settles any effect."""
    dispatch = Dispatch.objects.select_related("answer").filter(effect=effect).first()
    if dispatch is None or effect.state == EffectState.CANCELLED:
        return
    if effect.state == EffectState.CONFIRMED:
        _answered(actor, dispatch, effect)
    else:
        _refused(actor, dispatch, effect)
    _settle_answer(dispatch.answer)


def _answered(actor: Actor, dispatch: Dispatch, effect: Effect) -> None:
    answer = dispatch.answer
    for question in Question.objects.filter(dispatch=dispatch, state=QuestionState.OPEN):
        question.state = _end(answer, alone=question.pk == dispatch.question_id).value
        question.answered_at = effect.settled_at
        question.closed_at = effect.settled_at
        question.closed_by = effect.wanted_by
        question.closed_name = answer.approved_name or answer.author_name
        question.claimed_until = None
        if answer.library:
            question.subject = answer.library.subject
        question.save()
        append_event(
            actor=actor,
            verb=f"question.{question.state}",
            subject=f"question:{question.pk}",
            body={"answer": str(answer.pk), "in_time": question.in_time},
        )


def _end(answer: Answer, *, alone: bool) -> QuestionState:
    if answer.redirect:
        return QuestionState.REDIRECTED
    return QuestionState.ANSWERED if alone else QuestionState.ANSWERED_WITH_GROUP


def _refused(actor: Actor, dispatch: Dispatch, effect: Effect) -> None:
    """The deadline keeps running: whoever wrote the answer holds the question again, and is told what to do."""
    Dispatch.objects.filter(pk=dispatch.pk).update(refused=advice(effect))
    reopened = Question.objects.filter(dispatch=dispatch, state=QuestionState.OPEN)
    append_event(
        actor=actor,
        verb="answer.refused",
        subject=f"answer:{dispatch.answer_id}",
        body={"effect": str(effect.pk), "code": effect.code, "questions": reopened.count()},
    )
    reopened.update(dispatch=None)


def _settle_answer(answer: Answer) -> None:
    fates = set(Dispatch.objects.filter(answer=answer).values_list("effect__state", flat=True))
    if not fates <= {state.value for state in SETTLED}:
        return
    done = fates == {EffectState.CONFIRMED.value}
    Answer.objects.filter(pk=answer.pk).update(
        state=AnswerState.DONE if done else AnswerState.REFUSED, saved_at=timezone.now()
    )
