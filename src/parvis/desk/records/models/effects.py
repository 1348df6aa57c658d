"""The outbox: what is wanted of a platform, and what it really did."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from ..ids import new_id
from .accounts import Account
from .comments import Comment


class EffectState(StrEnum):
    """wanted -> sent -> confirmed | refused | unknown; wanted -> cancelled when undone in time."""

    WANTED = "wanted"
    SENT = "sent"  # the request may have left: its fate is looked up before anything is repeated
    UNKNOWN = "unknown"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    CANCELLED = "cancelled"


SETTLED = frozenset({EffectState.CONFIRMED, EffectState.REFUSED, EffectState.CANCELLED})
UNSETTLED = frozenset(EffectState) - SETTLED


class Effect(models.Model):
    """One act wanted on one comment. The row, not the background task, is what must not be lost."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.CharField(max_length=120, unique=True)  # idempotency
    account = models.ForeignKey(Account, models.PROTECT, related_name="effects")
    comment = models.ForeignKey(Comment, models.PROTECT, related_name="effects")
    act = models.CharField(max_length=32)
    text = models.TextField(blank=True)  # for a reply, checked by the gate
    wanted_by = models.CharField(max_length=120)  # an actor's reference
    state = models.CharField(max_length=16, default=EffectState.WANTED.value)
    attempts = models.PositiveIntegerField(default=0)
    wanted_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not before
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=64, blank=True)  # of the last refusal or error
    said = models.TextField(blank=True)  # the same, as a French sentence
    visibility = models.CharField(max_length=16, blank=True)  # what the platform really did
    reply_id = models.CharField(max_length=255, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="effect_due"),
            models.Index(fields=["comment", "wanted_at"], name="effect_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.state}"

    @property
    def settled(self) -> bool:
        return self.state in SETTLED
