"""The chain: one event for every action, each holding the hash of the one before."""

from __future__ import annotations

from django.db import models


class AuditEvent(models.Model):
    """Immutable. `body` is the canonical JSON that was hashed, kept as text so that it hashes the same for ever."""

    number = models.BigIntegerField(primary_key=True)
    at = models.CharField(max_length=40)  # ISO 8601, UTC, as hashed
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=80)
    subject = models.CharField(max_length=160)
    body = models.TextField()
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["subject"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"
