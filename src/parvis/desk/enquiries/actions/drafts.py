"""An answer while it is written: saved on the server at each pause, its author's alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import NotAllowed, Permission, require
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.verbatim import displayable

from ..models import UNDER_WAY, Answer, AnswerState, LibraryAnswer, Question
from ..refusals import NotYours, SavedElsewhere
from .claims import hold


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the composer. `saved` is how often it had been saved when the page was opened."""

    text: str
    short: str = ""
    library: LibraryAnswer | None = None
    redirect: str = ""
    private: bool = False
    translation: str = ""
    exception: str = ""
    ignored: tuple[str, ...] = field(default=())
    saved: int = 0


def as_written(answer: Answer) -> Written:
    """What stands in the composer once this draft is opened."""
    return Written(
        text=answer.text,
        short=answer.short,
        library=answer.library,
        redirect=answer.redirect,
        private=answer.private,
        translation=answer.translation,
        exception=answer.exception,
        ignored=tuple(answer.ignored),
        saved=answer.saved,
    )


def save_draft(*, actor: Actor, question: Question, written: Written) -> Answer:
    """Keep what is written in answer to a question; begins the draft when there is none, and holds the question.

    Raises `SavedElsewhere` when another window saved it since. Not an action on the comment: only its beginning is
    an event.
    """
    require(actor, Permission.ANSWER)
    with chained():
        hold(actor, Question.objects.filter(pk=question.pk))
        answer = draft_of(question) or _begin(actor, question)
        if answer.author != author_of(actor):
            raise NotYours(answer.author_name)
        mine = Answer.objects.filter(pk=answer.pk, state=AnswerState.DRAFT, saved=written.saved)
        if not mine.update(saved=F("saved") + 1, saved_at=timezone.now(), **_fields(written)):
            raise SavedElsewhere
        return Answer.objects.get(pk=answer.pk)


def discard_draft(*, actor: Actor, answer: Answer) -> None:
    """Throw a draft away: its author, at any time before it is proposed."""
    require(actor, Permission.ANSWER)
    with chained():
        drafts = Answer.objects.filter(pk=answer.pk, state=AnswerState.DRAFT, author=author_of(actor))
        if not drafts.update(state=AnswerState.DISCARDED):
            raise NotYours(answer.author_name)
        append_event(actor=actor, verb="answer.discarded", subject=f"answer:{answer.pk}", body={})


def draft_of(question: Question) -> Answer | None:
    """The answer under way that was begun from this question."""
    return Answer.objects.filter(question=question, state__in=UNDER_WAY).order_by("-begun_at").first()


def author_of(actor: Actor) -> UUID:
    """Who writes is always a person: an answer of a machine would stop no clock."""
    if actor.user is None:
        raise NotAllowed("Une réponse est écrite par une personne.")
    return actor.user.pk


def _begin(actor: Actor, question: Question) -> Answer:
    now = timezone.now()
    answer = Answer.objects.create(
        question=question, author=author_of(actor), author_name=actor.name, begun_at=now, saved_at=now
    )
    append_event(actor=actor, verb="answer.begun", subject=f"answer:{answer.pk}", body={"question": str(question.pk)})
    return answer


def _fields(written: Written) -> dict[str, object]:
    return {
        "text": displayable(written.text),
        "short": displayable(written.short),
        "library": written.library,
        "redirect": written.redirect,
        "private": written.private,
        "translation": displayable(written.translation),
        "exception": written.exception,
        "ignored": sorted(set(written.ignored)),
    }
