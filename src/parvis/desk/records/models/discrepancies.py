"""Differences between what the platform shows and what we hold: alerts for people, never silent fixes."""

from __future__ import annotations

from django.db import models

from ..ids import new_id
from .comments import Comment


class Discrepancy(models.Model):
    """`kind`: edited, vanished, hidden_elsewhere, shown_elsewhere. Open until a person has seen it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="discrepancies")
    kind = models.CharField(max_length=32)
    expected = models.CharField(max_length=64, blank=True)
    found = models.CharField(max_length=64, blank=True)
    found_at = models.DateTimeField()
    seen_by = models.CharField(max_length=120, blank=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["seen_at", "found_at"], name="discrepancy_open")]

    def __str__(self) -> str:
        return f"{self.kind} {self.comment_id}"
