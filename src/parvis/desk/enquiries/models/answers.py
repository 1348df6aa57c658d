"""An answer as it is written, approved and sent, and each sending of it."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Effect, PolicyVersion

from .library import LibraryAnswer
from .questions import Group, Question


class AnswerState(StrEnum):
    """draft -> proposed -> sending -> done | partly refused; proposed -> draft when it is returned."""

    DRAFT = "draft"
    PROPOSED = "proposed"  # waits for a second person
    SENDING = "sending"
    DONE = "done"
    REFUSED = "refused"  # by at least one platform: what it was to settle there is open again
    DISCARDED = "discarded"


UNDER_WAY = frozenset({AnswerState.DRAFT, AnswerState.PROPOSED, AnswerState.SENDING})


class Answer(models.Model):
    """What one person writes in answer to one question or to a group. Never an automaton: `author` is a person."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers")  # the one it was begun from
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="answers")
    state = models.CharField(max_length=16, default=AnswerState.DRAFT.value)
    text = models.TextField(blank=True)
    short = models.TextField(blank=True)  # where the whole does not fit
    library = models.ForeignKey(LibraryAnswer, models.PROTECT, null=True, related_name="uses")
    redirect = models.CharField(max_length=120, blank=True)  # the body that people are sent to
    private = models.BooleanField(default=False)  # Facebook's one private reply
    # In another language, besides the French and never instead of it; and why, of wording.EXCEPTIONS.
    translation = models.TextField(blank=True)
    exception = models.CharField(max_length=32, blank=True)
    ignored = models.JSONField(default=list)  # keys of the warnings that its author read and kept
    saved = models.PositiveIntegerField(default=0)  # how often: two windows do not overwrite each other unseen
    author = models.UUIDField()
    author_name = models.CharField(max_length=120)
    returned = models.TextField(blank=True)  # what the second person asks to change
    approved_by = models.UUIDField(null=True)
    approved_name = models.CharField(max_length=120, blank=True)
    approved_at = models.DateTimeField(null=True)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, null=True, related_name="+")  # that the gate applied
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "saved_at"], name="answer_state")]

    def __str__(self) -> str:
        return f"{self.pk}: {self.state}"


class Dispatch(models.Model):
    """One sending of an answer: under one comment, on one platform. What it settles points to it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="dispatches")
    question = models.ForeignKey(Question, models.PROTECT, related_name="dispatches")  # under whose comment
    effect = models.OneToOneField(Effect, models.PROTECT, related_name="dispatch")
    text = models.TextField()
    refused = models.TextField(blank=True)  # what the platform said, and what to do, in French

    class Meta:
        # Once an attempt failed, another answer may try: but never two of one answer under one comment.
        constraints = [models.UniqueConstraint(fields=["answer", "question"], name="dispatch_once")]

    def __str__(self) -> str:
        return f"{self.answer_id} -> {self.question_id}"
