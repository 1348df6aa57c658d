"""A question that the institution should answer, its deadline, and the group of those that are alike."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Comment


class QuestionState(StrEnum):
    """open -> answered | answered_with_group | redirected | no_answer_needed. Claimed is open, with a lease on it."""

    OPEN = "open"
    ANSWERED = "answered"
    ANSWERED_WITH_GROUP = "answered_with_group"
    REDIRECTED = "redirected"
    NO_ANSWER_NEEDED = "no_answer_needed"


CLOSED = frozenset(QuestionState) - {QuestionState.OPEN}


class NoAnswerReason(StrEnum):
    """Why a person closes a question without an answer: the whole list."""

    NOT_A_QUESTION = "not_a_question"  # what the judge learns from
    ANSWERED_ON_PLATFORM = "answered_on_platform"  # by us, outside Parvis
    ANSWERED_BY_PUBLIC = "answered_by_public"
    WITHDRAWN = "withdrawn"  # its author took it back, or the comment is gone
    REMOVED = "removed"  # the comment was removed under the netiquette


class Group(models.Model):
    """Questions that one public answer settles. Each says which group it is in, and whether a person confirmed it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)  # an actor's reference: a process proposes, a person may merge

    def __str__(self) -> str:
        return str(self.pk)


class Question(models.Model):
    """One question, on one comment. Its deadline never changes, whatever becomes of the calendar."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.OneToOneField(Comment, models.PROTECT, related_name="question")
    platform = models.CharField(max_length=32)
    state = models.CharField(max_length=32, default=QuestionState.OPEN.value)
    subject = models.CharField(max_length=120, blank=True)  # as the answer library names it
    # The same person asking the same again in the same thread: closed with the first, and not counted.
    repeats = models.ForeignKey("self", models.PROTECT, null=True, related_name="repeated_by")

    arrived_at = models.DateTimeField()  # when the clock on the wall started
    counted_from = models.DateTimeField()  # when the business clock did: at the next opening, if closed
    due_at = models.DateTimeField()  # one business day
    wall_due_at = models.DateTimeField()  # twenty-four hours
    calendar_version = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)  # an actor's reference: the judge, or a person

    claimed_by = models.UUIDField(null=True)
    claimed_name = models.CharField(max_length=120, blank=True)
    claimed_until = models.DateTimeField(null=True)

    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="questions")
    group_confirmed = models.BooleanField(default=False)  # by a person
    apart = models.BooleanField(default=False)  # taken out of a group by a person: no longer grouped by itself
    pii = models.JSONField(default=list)  # what lists veil of its text: [{"start", "end", "type"}]
    vector = models.BinaryField(null=True)  # its meaning, as `engine.similarity` writes it
    encoder = models.CharField(max_length=64, blank=True)

    dispatch = models.ForeignKey("Dispatch", models.PROTECT, null=True, related_name="settles")
    reason = models.CharField(max_length=32, blank=True)  # of NoAnswerReason
    note = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)  # when the platform confirmed the answer
    closed_at = models.DateTimeField(null=True)
    closed_by = models.CharField(max_length=120, blank=True)
    closed_name = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="question_due"),
            models.Index(fields=["arrived_at"], name="question_arrived"),
            models.Index(fields=["group"], name="question_group"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.state}"

    @property
    def closed(self) -> bool:
        return self.state in CLOSED

    def claimed(self, now: datetime) -> bool:
        return self.claimed_until is not None and self.claimed_until > now

    @property
    def in_time(self) -> bool | None:
        """Whether the answer came in time; None for what got none."""
        return None if self.answered_at is None else self.answered_at <= self.due_at
