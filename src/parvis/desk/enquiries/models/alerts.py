"""What is told of questions whose time runs out: on the page, by e-mail, to another system."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from parvis.desk.records.ids import new_id

from .questions import Question


class Channel(StrEnum):
    PAGE = "page"
    EMAIL = "email"
    WEBHOOK = "webhook"


class AlertState(StrEnum):
    """wanted -> sent; or given_up, which the desk shows; or needless, the question having been closed meanwhile."""

    WANTED = "wanted"
    SENT = "sent"
    GIVEN_UP = "given_up"
    NEEDLESS = "needless"


class Alert(models.Model):
    """One threshold of one question, told through one channel. Told again until it is known to have left."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    question = models.ForeignKey(Question, models.PROTECT, related_name="alerts")
    share = models.PositiveSmallIntegerField()  # of the time allowed, in per cent
    channel = models.CharField(max_length=16)
    state = models.CharField(max_length=16, default=AlertState.WANTED.value)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()  # not before
    said = models.TextField(blank=True)  # of the last failure, as a French sentence
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "share", "channel"], name="alert_once")]
        indexes = [models.Index(fields=["state", "due_at"], name="alert_due")]

    def __str__(self) -> str:
        return f"{self.question_id} {self.share}% {self.channel}: {self.state}"
