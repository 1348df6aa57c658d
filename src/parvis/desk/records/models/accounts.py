"""Official accounts, and the policy versions that have been in force."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from ..ids import new_id


class Health(StrEnum):
    OK = "ok"
    FAILING = "failing"  # the platform cannot be reached, or limits us; we go on trying
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - not a secret: the name of a state


# What the identifier of an account begins with when a file, not a platform, brought its comments.
OF_FILE = "fichier:"


class AccountQuerySet(models.QuerySet["Account"]):
    def official(self) -> AccountQuerySet:
        """The accounts on a platform, without those that only stand for a file."""
        return self.exclude(platform_id__startswith=OF_FILE)


class Account(models.Model):
    """One official account. `cursor` is the connector's own, opaque here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    platform = models.CharField(max_length=32)
    platform_id = models.CharField(max_length=128)
    name = models.CharField(max_length=200, blank=True)
    cursor = models.TextField(blank=True)
    health = models.CharField(max_length=32, default=Health.OK.value)
    health_said = models.TextField(blank=True)  # what the platform answered, as a French sentence
    health_since = models.DateTimeField(auto_now_add=True)
    polled_at = models.DateTimeField(null=True)
    poll_after = models.DateTimeField(null=True)  # when the platform told us to wait

    objects = AccountQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "platform_id"], name="account_once")]

    def __str__(self) -> str:
        return f"{self.platform}:{self.platform_id}"


class PolicyVersion(models.Model):
    """The exact text of a policy. Never changed: a new version is a new row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.CharField(max_length=120, unique=True)  # "mess-2013@<12 hex>"
    content_hash = models.CharField(max_length=64, unique=True)
    source = models.TextField()  # the TOML
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.version


class Enforcement(models.Model):
    """From when a version was in force, until the next row. A text that comes back has two."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="enforcements")
    since = models.DateTimeField()
    by = models.CharField(max_length=120)  # an actor's reference

    class Meta:
        indexes = [models.Index(fields=["since"], name="enforcement_since")]

    def __str__(self) -> str:
        return f"{self.policy} since {self.since:%Y-%m-%d}"
