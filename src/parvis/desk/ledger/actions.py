"""Every write of the ledger. Counters are not proof: only what people decide, and alarms, go to the chain."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from parvis.connectors.port import Call, RateLimit
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.audit import append_event, chained
from parvis.desk.records.models import Account, Comment

from .buckets import bucket_of
from .days import day_of
from .models import Alarm, Budget, Family, Limit, Measure, Pace, ReadBack, Usage
from .prices import cost_of

_MEMORY = 4  # readings: what one takes is a moving mean, in which the latest weighs a quarter


def count_call(*, actor: Actor, platform: str, platform_id: str, call: Call) -> bool:
    """Add one call to its account's day, by one UPDATE; False when no such account is known.

    The counters are raised in the database, never read first: two processes that count at once both count.
    """
    require(actor, Permission.OPERATE)
    now = timezone.now()
    day, family = day_of(platform, now), _family(platform, call)
    accounts = Account.objects.filter(platform=platform, platform_id=platform_id)
    row = Usage.objects.filter(account__in=accounts.values("pk"), day=day, family=family)
    more = {
        "calls": F("calls") + 1,
        "units": F("units") + max(call.units, 0),
        "items": F("items") + max(call.items, 0),
        "cost": F("cost") + cost_of(platform, call, day),
    }
    if not row.update(**more):
        account = accounts.first()
        if account is None:
            return False
        Usage.objects.bulk_create([Usage(account=account, day=day, family=family)], ignore_conflicts=True)
        row.update(**more)
    if call.limit is not None:
        _note_limit(accounts, call.operation[:60], family, call.limit, now)
    return True


def _family(platform: str, call: Call) -> Family:
    bucket = bucket_of(platform, call.operation)
    return bucket.family if bucket else Family.ACTING if call.acting else Family.READING


def _note_limit(accounts: QuerySet[Account], operation: str, family: Family, told: RateLimit, now: datetime) -> None:
    """The latest word counts: an answer that was overtaken does not write over it."""
    known = Limit.objects.filter(account__in=accounts.values("pk"), operation=operation)
    said = {
        "family": family,
        "limit": max(told.limit, 0),
        "remaining": max(min(told.remaining, told.limit), 0),
        "resets_at": told.resets_at,
        "seen_at": now,
    }
    if not known.filter(seen_at__lte=now).update(**said):
        first = accounts.first()
        Limit.objects.bulk_create([Limit(account=first, operation=operation, **said)], ignore_conflicts=True)


def begin_reading(*, actor: Actor, account: Account, now: datetime, units: int, cost: int, first: Pace) -> None:
    """A reading of this account begins. `units` and `cost` are spent reading so far; `first` holds first guesses."""
    require(actor, Permission.OPERATE)
    pace = Pace.objects.filter(account=account).first()
    units_each = _mean(pace.units_each, units, pace.units_then) if pace else first.units_each
    cost_each = _mean(pace.cost_each, cost, pace.cost_then) if pace else first.cost_each
    Pace.objects.update_or_create(
        account=account,
        defaults={
            "begun_at": now,
            "units_then": units,
            "units_each": units_each,
            "cost_then": cost,
            "cost_each": cost_each,
        },
    )


def _mean(before: int, total: int, then: int) -> int:
    """Rounded up, so that a cheap reading never seems free. A total that fell is a new window's."""
    latest = total - then if total >= then else total
    return -(-((_MEMORY - 1) * before + latest) // _MEMORY)


def note_read_back(*, actor: Actor, account: Account, platform_ids: Sequence[str], at: datetime) -> int:
    """These comments were read back; returns how many are known."""
    require(actor, Permission.OPERATE)
    known = Comment.objects.filter(account=account, platform_id__in=platform_ids)
    rows = [ReadBack(comment_id=pk, at=at) for pk in known.values_list("pk", flat=True)]
    ReadBack.objects.bulk_create(rows, update_conflicts=True, unique_fields=["comment"], update_fields=["at"])
    return len(rows)


def set_budget(*, actor: Actor, account: Account, budget: Budget) -> None:
    """Replace what this account may spend."""
    require(actor, Permission.ADMINISTER)
    said = {
        "units": budget.units,
        "units_reserve": budget.units_reserve,
        "cost": budget.cost,
        "cost_reserve": budget.cost_reserve,
    }
    with chained():
        Budget.objects.update_or_create(account=account, defaults=said)
        append_event(actor=actor, verb="budget.set", subject=f"account:{account.pk}", body=said)


def raise_alarm(*, actor: Actor, account: Account, measure: Measure, level: int, day_at: datetime) -> bool:
    """Tell, once in the platform's day, that a budget or a limit is used to this level (percent)."""
    require(actor, Permission.OPERATE)
    said = {"day": day_of(account.platform, day_at), "measure": measure, "level": level}
    if Alarm.objects.filter(account=account, **said).exists():
        return False
    with chained():
        # Under the chain's lock, so that of two sweepers one tells.
        _, raised = Alarm.objects.get_or_create(account=account, **said, defaults={"raised_at": day_at})
        if raised:
            body = {"measure": measure.value, "level": level}
            append_event(actor=actor, verb="quota.alarm", subject=f"account:{account.pk}", body=body)
    return raised
