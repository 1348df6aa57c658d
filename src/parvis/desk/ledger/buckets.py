"""Calls with a quota of their own, which take nothing of the platform's common units.

YouTube counts searches and uploads apart, a hundred calls a day each (developers.google.com/youtube/v3/
determine_quota_cost), by project: all its channels draw on the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum
from django.utils import timezone

from parvis.desk.records.models import Account

from .days import day_window
from .models import Family, Measure, Usage
from .plan import Activity, Used, plan


@dataclass(frozen=True, slots=True)
class Bucket:
    """`calls` of one operation, in a day of its platform."""

    platform: str
    operation: str
    family: Family  # under which its calls are counted
    measure: Measure  # of its alarms
    calls: int


BUCKETS = (
    Bucket("youtube", "search.list", Family.SEARCHES, Measure.SEARCHES, 100),
    Bucket("youtube", "videos.insert", Family.UPLOADS, Measure.UPLOADS, 100),
)


def bucket_of(platform: str, operation: str) -> Bucket | None:
    """None: the call draws on the platform's common units."""
    return next((one for one in BUCKETS if (one.platform, one.operation) == (platform, operation)), None)


def buckets_of(platform: str) -> list[Bucket]:
    return [one for one in BUCKETS if one.platform == platform]


def used(bucket: Bucket, now: datetime, account: Account | None = None) -> int:
    """Calls of that platform's day: of all its accounts, or of this one."""
    rows = Usage.objects.filter(
        account__platform=bucket.platform, day=day_window(bucket.platform, now).first, family=bucket.family
    )
    rows = rows.filter(account=account) if account else rows
    return rows.aggregate(calls=Sum("calls"))["calls"] or 0


def hold_call(account: Account, operation: str, kept: int = 0, last_at: datetime | None = None) -> datetime | None:
    """In `settings.CALL_GATES`: until when not to make this call; None when it may leave now.

    `kept` calls of the day are left to others. With `last_at`, when the caller's latest one left, those that remain
    are spread over what remains of the day; without, they may leave as fast as they are wanted.
    """
    bucket = bucket_of(account.platform, operation)
    if bucket is None:
        return None
    now = timezone.now()
    even = Activity(day_window(bucket.platform, now).ends_at, last_at, recent=1, usual=1)
    after = plan(now, Used(used(bucket, now)), bucket.calls, kept, even)
    return after if after > now else None
