"""Proposes which open questions are alike, in the background: what a question means is read once, and kept."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import numpy as np
import structlog
from django.utils import timezone

from parvis.desk.people.actors import process
from parvis.engine import similarity
from parvis.engine.similarity.encoder import Floats
from parvis.engine.weights import WeightsMissing

from .actions.groups import propose_groups, replace_proposals
from .library.index import Index, library_index
from .models import Question, QuestionState

log = structlog.get_logger(__name__)

NEWS = timedelta(days=30)  # older open questions are no longer compared
_NEAR = 0.6  # cosine to a way of asking an approved answer, from which a question is said to be on its subject
_AT_ONCE = 200  # questions read in one round
_RETRY_SECONDS = 600.0  # where the reader of meanings is not installed, it is not asked for at every round
_retry_at = 0.0


def group_new_questions() -> int:
    """One round: read what new questions mean, and place them among the open ones. Returns how many were read."""
    global _retry_at
    unread = list(
        Question.objects.filter(state=QuestionState.OPEN)
        .exclude(encoder=similarity.ENCODER, vector__isnull=False)
        .select_related("comment__standing__revision")
        .order_by("arrived_at")[:_AT_ONCE]
    )
    if not unread or time.monotonic() < _retry_at:
        return 0
    try:
        _read(unread)
    except (similarity.EncoderMissing, WeightsMissing) as error:
        _retry_at = time.monotonic() + _RETRY_SECONDS
        log.error("questions are not grouped", reason=str(error))
        return 0
    _place([question.pk for question in unread])
    return len(unread)


def _read(unread: Sequence[Question]) -> None:
    vectors = similarity.embed([question.comment.standing.revision.text for question in unread])
    index = library_index()
    for question, vector in zip(unread, vectors, strict=True):
        Question.objects.filter(pk=question.pk).update(
            vector=similarity.as_bytes(vector), encoder=similarity.ENCODER, subject=_subject(vector, index)
        )


def _subject(vector: Floats, index: Index) -> str:
    """The subject of the nearest approved answer, when it is near: what figures count by until an answer tells."""
    for place, score in similarity.nearest(vector, index.rows, 1):
        if score >= _NEAR:
            return index.subjects[place]
    return ""


def _place(new: Sequence[UUID]) -> None:
    """Each next to those it is most like: in their group, or in a new one with them."""
    wanted = set(new)
    earlier, arriving = _open_questions(wanted)
    rows = [similarity.from_bytes(bytes(one.vector)) for one in earlier if one.vector]
    labels: list[UUID] = [one.group_id or one.pk for one in earlier]
    groups = {one.group_id for one in earlier if one.group_id}
    answers = library_index().by_answer
    joined: dict[UUID, list[UUID]] = defaultdict(list)
    for question in arriving:
        row = similarity.from_bytes(bytes(question.vector or b""))
        free = not question.apart and question.group_id is None
        label = similarity.place(row, rows, labels, answers) if free else None
        if label is not None:
            joined[label].append(question.pk)
        rows.append(row)
        labels.append(label or question.group_id or question.pk)
    propose_groups(
        actor=process("grouping"),
        groups=[
            (label if label in groups else None, [*members, *([] if label in groups else [label])])
            for label, members in joined.items()
        ],
    )


def _open_questions(wanted: set[UUID]) -> tuple[list[Question], list[Question]]:
    """Those that were read before, and those that this round read, each in order of arrival."""
    news = Question.objects.filter(
        state=QuestionState.OPEN, repeats=None, encoder=similarity.ENCODER, arrived_at__gt=timezone.now() - NEWS
    ).exclude(vector=None)
    found = list(news.only("pk", "vector", "group", "apart", "arrived_at").order_by("arrived_at", "pk"))
    return [one for one in found if one.pk not in wanted], [one for one in found if one.pk in wanted]


def regroup_open_questions() -> int:
    """Propose all groups anew. What a person confirmed or took apart stays. Returns how many questions were placed."""
    open_questions = Question.objects.filter(
        state=QuestionState.OPEN, repeats=None, encoder=similarity.ENCODER, dispatch=None, apart=False
    ).exclude(vector=None)
    loose = list(open_questions.filter(group_confirmed=False).only("pk", "vector", "arrived_at").order_by("arrived_at"))
    if not loose:
        return 0
    rows = np.stack([similarity.from_bytes(bytes(one.vector or b"")) for one in loose])
    families: dict[int, list[UUID]] = defaultdict(list)
    for question, label in zip(loose, similarity.group(rows, library_index().by_answer), strict=True):
        families[label].append(question.pk)
    return replace_proposals(
        actor=process("grouping"), loose=[one.pk for one in loose], families=list(families.values())
    )
