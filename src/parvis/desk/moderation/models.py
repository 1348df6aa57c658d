"""Assessments, decisions and the queue."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Comment, Effect, EffectState, PolicyVersion, Revision


class Verdict(StrEnum):
    KEEP = "keep"
    REMOVE = "remove"
    RESTORE = "restore"
    WITHDRAW = "withdraw"  # the decision before it was undone before it was sent


class EntryState(StrEnum):
    WAITING = "waiting"
    DECIDED = "decided"


class Assessment(models.Model):
    """What the engine said of one revision under one policy version. Immutable, and never a decision."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="assessments")
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    engine = models.CharField(max_length=120)
    disposition = models.CharField(max_length=16)
    findings = models.JSONField(default=list)
    language = models.CharField(max_length=16)
    is_question = models.BooleanField(default=False)
    stance = models.CharField(max_length=16)
    pii = models.JSONField(default=list)
    assessed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "policy", "engine"], name="assessment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.disposition}"


class Decision(models.Model):
    """What was decided, by whom, on what grounds, under which text in force. Immutable."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="decisions")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    revision_sha256 = models.CharField(max_length=64)
    verdict = models.CharField(max_length=16)
    criterion = models.CharField(max_length=32, blank=True)  # the main one
    criteria = models.JSONField(default=list)  # all of them
    clause = models.CharField(max_length=16, blank=True)
    evidence = models.JSONField(default=list)  # [start, end] in the revision's code points
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="+")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")
    effect = models.OneToOneField(Effect, models.PROTECT, null=True, related_name="decision")
    act = models.CharField(max_length=32, blank=True)  # "" when nothing is asked of the platform
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")
    actor = models.CharField(max_length=120)  # a reference: person or process
    actor_name = models.CharField(max_length=120)
    note = models.TextField(blank=True)
    seen_ms = models.PositiveBigIntegerField(default=0)  # how long the person had the page before deciding
    decided_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["decided_at"], name="decision_at"),
            models.Index(fields=["comment", "decided_at"], name="decision_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.comment_id}"

    @property
    def came_to_nothing(self) -> bool:
        """A removal that changed nothing: no act was possible, or the platform refused it."""
        refused = self.effect is None or self.effect.state == EffectState.REFUSED
        return self.verdict == Verdict.REMOVE and refused


class Entry(models.Model):
    """A comment's place in the queue: a projection, rebuilt from assessments and decisions."""

    comment = models.OneToOneField(Comment, models.PROTECT, primary_key=True, related_name="entry")
    assessment = models.ForeignKey(Assessment, models.PROTECT, null=True, related_name="+")  # None: not analysed
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16, default=EntryState.WAITING.value)
    disposition = models.CharField(max_length=16, blank=True)
    criterion = models.CharField(max_length=32, blank=True)
    language = models.CharField(max_length=16, blank=True)
    is_question = models.BooleanField(default=False)
    priority = models.PositiveSmallIntegerField(default=0)  # higher first
    platform = models.CharField(max_length=32)
    arrived_at = models.DateTimeField()
    opened_by = models.UUIDField(null=True)  # who last opened it, so that two people do not read it at once
    opened_name = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "-priority", "arrived_at"], name="entry_queue"),
            models.Index(fields=["state", "platform", "arrived_at"], name="entry_platform"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.state}"
