"""Proposes, approves and sends answers. What leaves has passed the gate, and its fate is the outbox's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.actions.effects import cancel_effect, want_effect
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.gate.check import CheckedText
from parvis.web.labels import PLATFORMS

from ..addressees import Addressee, Unreachable, act_of, addressees, covered
from ..lengths import length_on, wording_for
from ..models import Answer, AnswerState, Dispatch, Question
from ..placeholders import blanks
from ..reading import Reader
from ..refusals import (
    AlreadyClosed,
    DoesNotFit,
    NothingToSend,
    NotYours,
    PlatformForbids,
    SecondPersonNeeded,
    TooLate,
)
from ..second_person import second_person_needed
from .claims import hold, hold_for
from .drafts import author_of

_AWAITING = timedelta(hours=24)  # how long an answer that waits for a second person keeps its questions from others


def send_answer(*, actor: Actor, answer: Answer) -> Answer:
    """Its author has finished: it leaves, or waits for a second person where the policy asks for one."""
    require(actor, Permission.ANSWER)
    reader = Reader(policy_of(version_in_force())).prepare(answer)
    with chained():
        answer = _take(answer, AnswerState.DRAFT)
        if answer.author != author_of(actor):
            raise NotYours(answer.author_name)
        questions = hold(actor, covered(answer))
        sendings = _sendings(answer, questions, reader)  # refuses now what would be refused later
        if second_person_needed(policy_of(version_in_force()), questions):
            return _propose(actor, answer, questions)
        return _send(actor, answer, sendings)


def approve_answer(*, actor: Actor, answer: Answer) -> Answer:
    """A second person lets it go. Never its author."""
    require(actor, Permission.ANSWER)
    reader = Reader(policy_of(version_in_force())).prepare(answer)
    with chained():
        answer = _take(answer, AnswerState.PROPOSED)
        if answer.author == author_of(actor):
            raise SecondPersonNeeded
        questions = hold_for(answer.author, answer.author_name, covered(answer))
        sendings = _sendings(answer, questions, reader)
        Answer.objects.filter(pk=answer.pk).update(
            approved_by=author_of(actor), approved_name=actor.name, approved_at=timezone.now()
        )
        append_event(actor=actor, verb="answer.approved", subject=f"answer:{answer.pk}", body={})
        return _send(actor, answer, sendings)


def return_answer(*, actor: Actor, answer: Answer, note: str = "") -> Answer:
    """A second person asks for changes, or its author takes it back: it is a draft again."""
    require(actor, Permission.ANSWER)
    with chained():
        answer = _take(answer, AnswerState.PROPOSED)
        Answer.objects.filter(pk=answer.pk).update(state=AnswerState.DRAFT, returned=note, proposed_at=None)
        append_event(actor=actor, verb="answer.returned", subject=f"answer:{answer.pk}", body={})
        return Answer.objects.get(pk=answer.pk)


def call_back_answer(*, actor: Actor, answer: Answer) -> Answer:
    """Take back what has not left, within the seconds given for it. All of it, or nothing."""
    require(actor, Permission.ANSWER)
    with chained():
        answer = _take(answer, AnswerState.SENDING)
        dispatches = Dispatch.objects.filter(answer=answer).select_related("effect")
        for dispatch in dispatches:
            if not cancel_effect(actor=actor, effect=dispatch.effect):
                raise TooLate
        Question.objects.filter(dispatch__answer=answer).update(dispatch=None)
        dispatches.delete()
        Answer.objects.filter(pk=answer.pk).update(state=AnswerState.DRAFT, sent_at=None)
        append_event(actor=actor, verb="answer.called_back", subject=f"answer:{answer.pk}", body={})
        return Answer.objects.get(pk=answer.pk)


def _take(answer: Answer, state: AnswerState) -> Answer:
    """The answer as it stands, if it is still in this state: the chain's lock keeps it so."""
    found = Answer.objects.select_related("question__group", "library").filter(pk=answer.pk, state=state).first()
    if found is None:
        raise AlreadyClosed
    return found


def _propose(actor: Actor, answer: Answer, questions: Sequence[Question]) -> Answer:
    now = timezone.now()
    Question.objects.filter(pk__in=[one.pk for one in questions]).update(claimed_until=now + _AWAITING)
    Answer.objects.filter(pk=answer.pk).update(state=AnswerState.PROPOSED, proposed_at=now, returned="")
    append_event(
        actor=actor,
        verb="answer.proposed",
        subject=f"answer:{answer.pk}",
        body={"questions": sorted(str(one.pk) for one in questions)},
    )
    return Answer.objects.get(pk=answer.pk)


def _sendings(answer: Answer, questions: Sequence[Question], reader: Reader) -> list[tuple[Addressee, CheckedText]]:
    """What would leave, where, checked by the gate; raises when nothing can, or when something may not."""
    if not questions:
        raise AlreadyClosed
    if not answer.text.strip():
        raise NothingToSend("Écrivez la réponse avant de l'envoyer.")
    if left := blanks(answer):
        raise NothingToSend(f"Il reste à remplir\u00a0: {', '.join(blank.label for blank in left)}.")
    found, unreachable = addressees(questions, first=answer.question_id, act=act_of(answer))
    if not found:
        raise PlatformForbids(_why(unreachable))
    return [(one, _checked(answer, one.question.platform, reader)) for one in found]


def _why(unreachable: Sequence[Unreachable]) -> str:
    return " ".join(dict.fromkeys(one.why for one in unreachable))


def _checked(answer: Answer, platform: str, reader: Reader) -> CheckedText:
    """What the platform is sent. Its words come first: a fault in them is said before their length is."""
    text = reader.checked(answer, wording_for(platform, answer.text, answer.short, private=answer.private))
    length = length_on(platform, text.text, private=answer.private)
    if not length.fits:
        raise DoesNotFit(PLATFORMS.get(platform, platform), length.used, length.most)
    return text


def _send(actor: Actor, answer: Answer, sendings: Sequence[tuple[Addressee, CheckedText]]) -> Answer:
    now = timezone.now()
    due = now + timedelta(seconds=settings.UNDO_SECONDS)
    told = []
    for addressee, text in sendings:
        comment = addressee.question.comment
        effect = want_effect(actor=actor, comment=comment, act=act_of(answer), due_at=due, text=text)
        dispatch = Dispatch.objects.create(answer=answer, question=addressee.question, effect=effect, text=text.text)
        settled = [one.pk for one in addressee.settles]
        Question.objects.filter(pk__in=settled).update(dispatch=dispatch)
        told.append({"effect": str(effect.pk), "settles": sorted(map(str, settled))})
    Answer.objects.filter(pk=answer.pk).update(
        state=AnswerState.SENDING, sent_at=now, policy=version_in_force(), group=answer.question.group
    )
    append_event(
        actor=actor,
        verb="answer.sent",
        subject=f"answer:{answer.pk}",
        body={
            "author": f"person:{answer.author}",
            "dispatches": told,
            # The codes of the faults that a person read and kept; never the words.
            "ignored": sorted(fault.code for _, text in sendings for fault in text.ignored),
            "exception": answer.exception,
            "library": answer.library.slug if answer.library else "",
        },
    )
    return Answer.objects.get(pk=answer.pk)
