"""Under which comments an answer is sent, and which questions each sending settles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from parvis.connectors.port import PRIVATE_REPLY_WITHIN, Act, Capability, Obstacle
from parvis.desk.records import capabilities

from .models import Answer, Question, QuestionState
from .wording import OBSTACLES, PRIVATE_OBSTACLES


@dataclass(frozen=True, slots=True)
class Addressee:
    """One sending: under the comment of `question`; `settles` are all that it answers, itself among them."""

    question: Question
    settles: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Questions of one account under none of which the platform takes our reply; `why` says what to do, in French."""

    questions: tuple[Question, ...]
    why: str


def act_of(answer: Answer) -> Act:
    return Act.PRIVATE_REPLY if answer.private else Act.REPLY


def covered(answer: Answer) -> QuerySet[Question]:
    """The open questions that this answer is for: the one it was begun from, what a person confirmed to be alike in
    its group, and what the same people asked again. A private answer is for one person alone."""
    wanted = Q(pk=answer.question_id)
    group = answer.question.group_id
    if group and answer.question.group_confirmed and not answer.private:
        wanted |= Q(group=group, group_confirmed=True)
    keys = Question.objects.filter(wanted).values("pk")
    return Question.objects.filter(Q(pk__in=keys) | Q(repeats__in=keys), state=QuestionState.OPEN, dispatch=None)


def addressees(
    questions: Sequence[Question], *, first: UUID, act: Act = Act.REPLY
) -> tuple[list[Addressee], list[Unreachable]]:
    """One sending an account: where the answer was begun, else the oldest that takes such a reply."""
    found: list[Addressee] = []
    unreachable: list[Unreachable] = []
    ordered = sorted(questions, key=lambda one: (str(one.comment.account_id), one.pk != first, one.arrived_at, one.pk))
    for _, of_account in groupby(ordered, key=lambda one: one.comment.account_id):
        alike = tuple(of_account)
        open_to_us = next((one for one in alike if not _obstacle(one, act)), None)
        if open_to_us:
            found.append(Addressee(open_to_us, alike))
        else:
            unreachable.append(Unreachable(alike, _why(_obstacle(alike[0], act), act)))
    return found, unreachable


def _obstacle(question: Question, act: Act) -> Obstacle | None:
    """What the platform told when it was last read; but time has gone by since then."""
    told = capabilities.from_json(question.comment.standing.capabilities)
    absent = Capability(act, obstacle=Obstacle.NO_SUCH_ACT)
    obstacle = next((one for one in told if one.act == act), absent).obstacle
    if act == Act.PRIVATE_REPLY and obstacle is None and _too_old(question):
        return Obstacle.EXPIRED
    return obstacle


def _too_old(question: Question) -> bool:
    return timezone.now() - question.comment.written_at > PRIVATE_REPLY_WITHIN


def _why(obstacle: Obstacle | None, act: Act) -> str:
    wording = PRIVATE_OBSTACLES if act == Act.PRIVATE_REPLY else OBSTACLES
    return wording[obstacle or Obstacle.NO_SUCH_ACT]
