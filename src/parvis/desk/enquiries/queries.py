"""Every read of enquiries: the list, one question with all that bears on its answer, what waits for approval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from parvis.desk.records.models import Comment, Post
from parvis.desk.records.threads import ThreadAround, thread_around
from parvis.desk.records.verbatim import folded

from .actions.drafts import draft_of
from .filters import VIEWS, Filters, in_view
from .models import Answer, AnswerState, Dispatch, Question, QuestionState

PAGE_SIZE = 25
_RELATIONS = ("comment__account", "comment__post", "comment__standing__revision", "group", "dispatch__effect")
_HEAVY = ("comment__standing__revision__verbatim", "comment__standing__revision__raw", "comment__post__raw", "vector")


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    page: Page[Question]
    counts: dict[str, int]
    alike: dict[UUID, int]  # open questions of each group on this page


def questions_page(filters: Filters, number: str | int, *, reader: UUID, now: datetime) -> QuestionsPage:
    found = filters.apply(questions(), reader=reader, now=now)
    page = Paginator(found, PAGE_SIZE).get_page(number)
    groups = {question.group_id for question in page if question.group_id}
    counted = Question.objects.filter(group__in=groups, state=QuestionState.OPEN, repeats=None).values("group")
    alike = {row["group"]: row["n"] for row in counted.annotate(n=Count("pk"))}
    return QuestionsPage(page, counts(reader=reader, now=now), alike)


def questions() -> QuerySet[Question]:
    return Question.objects.select_related(*_RELATIONS).defer(*_HEAVY)


def counts(*, reader: UUID, now: datetime) -> dict[str, int]:
    """How many questions each view holds, repetitions aside."""
    wanted = {view: Count("pk", filter=in_view(view, reader=reader, now=now), distinct=True) for view in VIEWS}
    return Question.objects.filter(repeats=None).aggregate(**wanted)


def subjects() -> list[str]:
    """The subjects that questions have been given, in the order of the alphabet."""
    return list(Question.objects.exclude(subject="").values_list("subject", flat=True).distinct().order_by("subject"))


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, and all that bears on its answer."""

    question: Question
    comment: Comment
    post: Post | None
    thread: ThreadAround
    alike: Sequence[Question]  # the others of its group that are open
    repeated: int
    draft: Answer | None  # under way: being written, awaiting a second person, or on its way
    refused: Sequence[Dispatch]  # earlier attempts that a platform refused
    answer: Answer | None  # the one that settled it


def question_page(question_id: UUID) -> QuestionPage | None:
    question = questions().filter(pk=question_id).first()
    if question is None:
        return None
    refused = Dispatch.objects.filter(question=question).exclude(refused="").select_related("answer")
    return QuestionPage(
        question=question,
        comment=question.comment,
        post=question.comment.post,
        thread=thread_around(question.comment),
        alike=alike(question),
        repeated=question.repeated_by.count(),
        draft=draft_of(question) if not question.closed else None,
        refused=list(refused.order_by("-answer__sent_at")[:5]),
        answer=_settling(question),
    )


def _settling(question: Question) -> Answer | None:
    if question.dispatch_id is None:
        return None
    return Answer.objects.select_related("library", "policy").filter(dispatches=question.dispatch_id).first()


def alike(question: Question) -> list[Question]:
    """The other open questions of its group, first those that a person confirmed, the most urgent first."""
    if question.group_id is None:
        return []
    others = questions().filter(group=question.group_id, state=QuestionState.OPEN, repeats=None, dispatch=None)
    return list(others.exclude(pk=question.pk).order_by("-group_confirmed", "due_at", "pk"))


def could_join(question: Question, words: str) -> list[Question]:
    """Open questions that hold these words, outside its group: what a person may merge by hand."""
    others = questions().filter(state=QuestionState.OPEN, repeats=None, dispatch=None).exclude(pk=question.pk)
    if question.group_id:
        others = others.exclude(group=question.group_id)
    for word in folded(words).split():
        others = others.filter(comment__standing__revision__search__contains=word)
    return list(others.order_by("due_at", "pk")[:PAGE_SIZE])


def awaiting_approval() -> QuerySet[Answer]:
    """Answers that wait for a second person, the most urgent first."""
    waiting = Answer.objects.filter(Q(state=AnswerState.PROPOSED)).select_related(
        "question__comment__account", "question__comment__standing__revision"
    )
    return waiting.order_by("question__due_at", "pk")


def next_question(filters: Filters, after: UUID, *, reader: UUID, now: datetime) -> UUID | None:
    """The question to answer after this one in the same view, or the first of it."""
    keys = list(filters.apply(Question.objects.all(), reader=reader, now=now).values_list("pk", flat=True)[:100])
    if after in keys:
        keys = keys[keys.index(after) + 1 :] + keys[: keys.index(after)]
    return keys[0] if keys else None
