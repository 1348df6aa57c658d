"""What the platforms' quotas and bills are made of. Counters, not proof: they are updated in place."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from parvis.desk.records.ids import new_id
from parvis.desk.records.models import Account, Comment


class Family(StrEnum):
    """What a call was for. Acts are moderation and replies; all else is reading.

    Searches and uploads are apart where they have a quota of their own (`buckets`).
    """

    READING = "reading"
    ACTING = "acting"
    SEARCHES = "searches"
    UPLOADS = "uploads"


class Measure(StrEnum):
    """In what a budget is counted, and what an alarm is about."""

    UNITS = "units"  # of the platform's quota, by its day
    COST = "cost"  # micro-dollars, by the month
    LIMIT = "limit"  # what the platform itself says is used, in its headers
    SEARCHES = "searches"  # calls, of a quota of their own
    UPLOADS = "uploads"


class Usage(models.Model):
    """The calls of one account in one day of its platform. Micro-dollars are millionths of a US dollar."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="usage")
    day = models.DateField()  # the platform's own
    family = models.CharField(max_length=8)
    calls = models.BigIntegerField(default=0)
    units = models.BigIntegerField(default=0)
    items = models.BigIntegerField(default=0)
    cost = models.BigIntegerField(default=0)  # micro-dollars

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "day", "family"], name="usage_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day} {self.family}"


class Limit(models.Model):
    """What the platform last said of one of its limits, on our clock."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="limits")
    operation = models.CharField(max_length=60)
    family = models.CharField(max_length=8)
    limit = models.BigIntegerField(default=0)
    remaining = models.BigIntegerField(default=0)
    resets_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "operation"], name="limit_once")]

    def __str__(self) -> str:
        return f"{self.operation}: {self.remaining}/{self.limit}"


class Budget(models.Model):
    """What an institution allows one account. None: no limit of ours; 0: the account is not read at all."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="budget")
    units = models.BigIntegerField(null=True)  # a day
    units_reserve = models.BigIntegerField(default=0)  # of these, kept for acts
    cost = models.BigIntegerField(null=True)  # micro-dollars a month
    cost_reserve = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.account_id}: {self.units} {self.cost}"


class Pace(models.Model):
    """When an account's latest reading began, what had been spent by then, and what a reading takes lately."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="pace")
    begun_at = models.DateTimeField()
    units_then = models.BigIntegerField()  # spent reading in that day
    units_each = models.BigIntegerField()
    cost_then = models.BigIntegerField()  # spent reading in that month
    cost_each = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.account_id} {self.begun_at}"


class Alarm(models.Model):
    """A budget or limit was used to this point: told once a day."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account = models.ForeignKey(Account, models.CASCADE, related_name="alarms")
    day = models.DateField()  # the platform's own
    measure = models.CharField(max_length=8)
    level = models.PositiveSmallIntegerField()  # percent
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "day", "measure", "level"], name="alarm_once")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.measure} {self.level} %"


class ReadBack(models.Model):
    """When a comment was last read back from its platform, whatever was found."""

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="read_back")
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.comment_id} {self.at}"
