"""Opens questions: as comments are judged, or by hand. The deadline is computed once, and kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.desk.records.assessed import Assessed
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.models import Comment, Revision
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.engine.institution import institution_of
from parvis.engine.personal_info import find_personal_info
from parvis.engine.text.normalise import normalise
from parvis.policy.calendar import Deadline, calendar_version, due
from parvis.policy.model import Policy
from parvis.policy.timetable import NeverOpen

from ..models import Question, QuestionState

_NEWS = timedelta(days=14)  # what was written longer ago, in an archive for example, is opened by hand only
_SAME = 0.6  # share of the words of two comments that makes the second a repetition
_WORD = re.compile(r"\w{2,}")


def open_assessed(assessed: Sequence[Assessed]) -> None:
    """Open what the judge took for questions, in the transaction that received them. What is open stays so."""
    theirs = [item for item in assessed if not item.comment.ours]
    known = {one.comment_id: one for one in Question.objects.filter(comment__in=[item.comment for item in theirs])}
    for item in theirs:
        question = known.get(item.comment.pk)
        if question:
            _reread(question, item)
        elif item.is_question and _recent(item):
            _open(process("judge"), item.comment, item.revision, arrived=_arrival(item), pii=item.pii)


def _reread(question: Question, item: Assessed) -> None:
    """Its author changed the words: what they mean, and what to veil in them, is looked at again."""
    Question.objects.filter(pk=question.pk).update(pii=list(item.pii), vector=None)


def open_question(*, actor: Actor, comment: Comment) -> Question:
    """A person saw a question where the judge saw none. Its time runs from the comment's arrival all the same."""
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ANSWER)
    with chained():
        found = Question.objects.filter(comment=comment).first()
        if found:
            return found
        revision = comment.standing.revision
        return _open(actor, comment, revision, arrived=comment.received_at, pii=_personal_info(revision))


def _recent(item: Assessed) -> bool:
    return item.comment.received_at - item.comment.written_at < _NEWS


def _arrival(item: Assessed) -> datetime:
    """When it reached us; a question that an edit brought arrived with the edit."""
    return item.comment.received_at if item.first else item.revision.seen_at


def _personal_info(revision: Revision) -> list[dict[str, Any]]:
    found = find_personal_info(normalise(revision.text), institution_of(policy_of(version_in_force())))
    return [{"start": one.start, "end": one.end, "type": one.type} for one in found]


def _open(
    actor: Actor, comment: Comment, revision: Revision, *, arrived: datetime, pii: Sequence[Mapping[str, Any]]
) -> Question:
    deadline = _deadline(arrived, policy_of(version_in_force()))
    first = _asked_before(comment, revision)
    question = Question.objects.create(
        comment=comment,
        platform=comment.platform,
        repeats=first,
        arrived_at=arrived,
        counted_from=deadline.counted_from,
        due_at=deadline.due,
        wall_due_at=deadline.wall_due,
        calendar_version=deadline.calendar_version,
        opened_at=timezone.now(),
        opened_by=actor.reference,
        pii=list(pii),
    )
    append_event(
        actor=actor,
        verb="question.opened",
        subject=f"question:{question.pk}",
        body={
            "comment": str(comment.pk),
            "arrived_at": arrived.isoformat(),
            "due_at": deadline.due.isoformat(),
            "wall_due_at": deadline.wall_due.isoformat(),
            "calendar": deadline.calendar_version,
            "repeats": str(first.pk) if first else None,
        },
    )
    return question


def _deadline(arrived: datetime, policy: Policy) -> Deadline:
    """Where a policy is never open, the clock on the wall is what is left: a question is not lost for that."""
    try:
        return due(arrived, policy)
    except NeverOpen:
        wall = arrived + timedelta(hours=policy.reply.clock_hours)
        return Deadline(arrived, arrived, wall, wall, calendar_version(policy))


def _asked_before(comment: Comment, revision: Revision) -> Question | None:
    """The open question that the same person asked in nearly the same words in this thread."""
    if not comment.author_id or not comment.thread_id:
        return None
    earlier = Question.objects.filter(
        state=QuestionState.OPEN,
        repeats=None,
        platform=comment.platform,
        comment__author_id=comment.author_id,
        comment__thread_id=comment.thread_id,
    ).select_related("comment__standing__revision")
    mine = _words(revision.search)
    return next((question for question in earlier if _alike(mine, question)), None)


def _alike(mine: frozenset[str], question: Question) -> bool:
    theirs = _words(question.comment.standing.revision.search)
    return bool(mine and theirs) and len(mine & theirs) >= _SAME * len(mine | theirs)


def _words(folded: str) -> frozenset[str]:
    return frozenset(_WORD.findall(folded))
