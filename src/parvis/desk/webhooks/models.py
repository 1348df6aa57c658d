"""What was delivered to us, kept as it came until it has been worked on; and how often we refused."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Account


class DeliveryState(StrEnum):
    NEW = "new"  # to be worked on, from `due_at`
    DONE = "done"
    UNREADABLE = "unreadable"  # signed by the platform, and yet nothing that we understand


class Delivery(models.Model):
    """One signed body, whole. Kept some weeks: what it says is in the records by then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="deliveries")
    digest = models.CharField(max_length=64)  # SHA-256 of the raw body
    body = models.BinaryField()  # compressed
    received_at = models.DateTimeField()
    state = models.CharField(max_length=16, default=DeliveryState.NEW.value)
    due_at = models.DateTimeField()  # not before
    attempts = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)  # a code, never what a person wrote

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="delivery_once")]
        indexes = [
            models.Index(fields=["state", "due_at"], name="delivery_due"),
            models.Index(fields=["account", "received_at"], name="delivery_received"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.digest[:12]} {self.state}"


class Subscription(models.Model):
    """What was asked of the platform: to deliver this account's events. They may come without it, from a console."""

    account = models.OneToOneField(Account, models.PROTECT, primary_key=True, related_name="subscription")
    address = models.CharField(max_length=500)
    subscribed_at = models.DateTimeField(null=True)  # since when the platform agreed, without a break
    asked_at = models.DateTimeField()  # the latest request, whatever came of it
    again_at = models.DateTimeField(null=True)  # platforms forget; twice is once
    problem = models.TextField(blank=True)  # of the latest request, as a French sentence

    def __str__(self) -> str:
        return f"subscription of {self.account_id}"


class Refusals(models.Model):
    """How many deliveries were refused on one day, and why: `forged`, `stale`, `wrong_token`."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="webhook_refusals")
    day = models.DateField()
    reason = models.CharField(max_length=32)
    count = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "day", "reason"], name="refusals_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day} {self.reason}: {self.count}"
