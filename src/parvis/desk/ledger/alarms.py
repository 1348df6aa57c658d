"""Watches the budgets and the platforms' limits: at 80 and at 100 %, tells it once a day. In `settings.SWEEPERS`."""

from __future__ import annotations

from datetime import datetime

import structlog
from django.utils import timezone

from parvis.desk.people.actors import process
from parvis.desk.records.models import Account

from .actions import raise_alarm
from .buckets import buckets_of, used
from .budgets import allowances
from .limits import known_limits, used_percent
from .models import Measure

log = structlog.get_logger(__name__)

LEVELS = (100, 80)
_WATCH = process("ledger")


def watch_budgets() -> int:
    """Raise the alarms that are due; returns how many were told now."""
    now = timezone.now()
    told = 0
    for account in Account.objects.official():
        for measure, level in levels(account, now):
            if raise_alarm(actor=_WATCH, account=account, measure=measure, level=level, day_at=now):
                log.warning("quota", account=str(account.pk), measure=measure.value, percent=level)
                told += 1
    return told


def levels(account: Account, now: datetime) -> list[tuple[Measure, int]]:
    """What stands at an alarm's level now: each measure once, at the highest level it has reached.

    X's own limits last fifteen minutes and are awaited: they are no news. Facebook's one is the whole page's.
    """
    shares = [(one.measure, 100 * (one.share or 0.0)) for one in allowances(account, now) if one.budget]
    # A quota apart is its project's: only those that drew on it today are told.
    apart = [bucket for bucket in buckets_of(account.platform) if used(bucket, now, account)]
    shares += [(bucket.measure, 100 * used(bucket, now) / bucket.calls) for bucket in apart]
    if account.platform == "facebook":
        latest = max(known_limits(account, now), key=lambda limit: limit.seen_at, default=None)
        shares += [(Measure.LIMIT, float(used_percent(latest)))] if latest else []
    reached = ((measure, next((level for level in LEVELS if share >= level), 0)) for measure, share in shares)
    return [(measure, level) for measure, level in reached if level]
