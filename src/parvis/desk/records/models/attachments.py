"""What is attached to comments, as it was told: metadata and its hash. Content is fetched elsewhere, on demand."""

from __future__ import annotations

from django.db import models

from ..ids import new_id
from .comments import Revision


class Attachment(models.Model):
    """One thing attached to one revision. `metadata` is the canonical JSON that was hashed: all that was told."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16)
    url = models.TextField(blank=True)  # displayable; never followed by a browser
    metadata = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["revision", "position"], name="attachment_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.revision_id}"
