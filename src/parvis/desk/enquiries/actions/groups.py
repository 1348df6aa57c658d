"""Puts together questions that one answer settles. Machines propose; a person confirms, splits and merges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.utils import timezone

from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import append_event, chained

from ..models import Group, Question, QuestionState


def propose_groups(*, actor: Actor, groups: Sequence[tuple[UUID | None, Sequence[UUID]]]) -> int:
    """What the grouping found: for each group, or None for a new one, the questions to put in it.

    Questions that have a group, that a person took apart, or whose answer is on its way are left alone; a new group
    of one is none. Returns how many were placed.
    """
    require(actor, Permission.OPERATE)
    placed = 0
    with chained():
        for key, members in groups:
            free = Question.objects.filter(
                pk__in=members, state=QuestionState.OPEN, group=None, apart=False, dispatch=None
            )
            group = Group.objects.filter(pk=key).first() if key else None
            if group is None and free.count() < 2:
                continue
            placed += free.update(group=group or _make(actor))
    return placed


def replace_proposals(*, actor: Actor, loose: Sequence[UUID], families: Sequence[Sequence[UUID]]) -> int:
    """Forget where machines had put these questions, and put each of these families of them together."""
    require(actor, Permission.OPERATE)
    with chained():
        free = Question.objects.filter(pk__in=loose, state=QuestionState.OPEN, dispatch=None)
        free.filter(group_confirmed=False).update(group=None)
        return propose_groups(actor=actor, groups=[(None, family) for family in families if len(family) > 1])


def confirm_group(*, actor: Actor, group: Group, questions: Iterable[Question]) -> int:
    """A person says that these of its questions have one answer. Returns how many are confirmed."""
    require(actor, Permission.ANSWER)
    with chained():
        keys = [question.pk for question in questions]
        confirmed = Question.objects.filter(pk__in=keys, group=group).update(group_confirmed=True)
        if confirmed:
            _tell(actor, "group.confirmed", group, keys)
        return confirmed


def split_from_group(*, actor: Actor, group: Group, questions: Iterable[Question]) -> int:
    """A person says that these have another answer. They stay apart until somebody merges them again."""
    require(actor, Permission.ANSWER)
    with chained():
        keys = [question.pk for question in questions]
        taken = Question.objects.filter(pk__in=keys, group=group, state=QuestionState.OPEN, dispatch=None)
        split = taken.update(group=None, group_confirmed=False, apart=True)
        if split:
            _tell(actor, "group.split", group, keys)
        return split


def merge_questions(*, actor: Actor, questions: Iterable[Question]) -> Group:
    """A person puts open questions together, whatever groups they were in; those groups' others stay where they are."""
    require(actor, Permission.ANSWER)
    with chained():
        keys = [question.pk for question in questions]
        wanted = Question.objects.filter(pk__in=keys, state=QuestionState.OPEN, dispatch=None)
        group = next((one.group for one in wanted.order_by("arrived_at") if one.group), None) or _make(actor)
        wanted.update(group=group, group_confirmed=True, apart=False)
        _tell(actor, "group.merged", group, keys)
        return group


def _make(actor: Actor) -> Group:
    return Group.objects.create(made_at=timezone.now(), made_by=actor.reference)


def _tell(actor: Actor, verb: str, group: Group, keys: Sequence[UUID]) -> None:
    append_event(
        actor=actor, verb=verb, subject=f"group:{group.pk}", body={"questions": sorted(str(key) for key in keys)}
    )
