"""What was seen of an attachment, when, and for whom; and apart from it, for a while, what it looked like."""

from __future__ import annotations

from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Attachment

PICTURE, PAGE = "picture", "page"


class Preview(models.Model):
    """One look at an attachment. What was seen is named by its hash: it is a later observation, not the comment."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    attachment = models.ForeignKey(Attachment, models.PROTECT, related_name="previews")
    seen_at = models.DateTimeField()
    asked_by = models.CharField(max_length=120)  # an actor's reference
    outcome = models.CharField(max_length=32)  # "picture", "page", or the code of a refusal
    content_sha256 = models.CharField(max_length=64, blank=True)
    content_type = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField(default=0)  # bytes

    class Meta:
        indexes = [models.Index(fields=["attachment", "seen_at"], name="preview_latest")]

    def __str__(self) -> str:
        return f"{self.outcome} of {self.attachment_id}"


class Content(models.Model):
    """What was seen, kept only as long as there is room: a stranger's picture is not ours to archive."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    body = models.BinaryField()
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]
