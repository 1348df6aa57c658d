"""Where `settings.POLL_GATES` and `settings.READING_STOPS` lead: reading slows down, acts never wait."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone

from parvis.desk.people.actors import process
from parvis.desk.records.models import Account, Comment

from .actions import begin_reading
from .budgets import Allowance, allowances
from .limits import next_by_limits
from .models import Measure, Pace
from .plan import Activity, plan

_POLLER = process("poller")
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_UNITS_GUESS, _COST_GUESS = 7, 10_000  # what a reading takes, until one was measured


def hold_reading(account: Account) -> datetime | None:
    """Until when not to read this account; None to read it now, and the reading is then taken to begin."""
    now = timezone.now()
    if account.poll_after and account.poll_after > now:
        return account.poll_after
    allowed = allowances(account, now)
    pace = _pace(account)
    after = next_reading(account, now, allowed, pace)
    if after is not None and after > now:
        return after
    units, cost = (allowance.used.reading for allowance in allowed)
    begin_reading(actor=_POLLER, account=account, now=now, units=units, cost=cost, first=pace)
    return None


def stop_reading(account: Account) -> bool:
    """Whether a reading under way has to end after this page: the cursor is kept, the next one goes on from it."""
    return not all(allowance.pays_for_reading for allowance in allowances(account, timezone.now()))


def next_reading(
    account: Account, now: datetime, allowed: list[Allowance], pace: Pace | None = None
) -> datetime | None:
    """When this account may be read next, by its budgets and its platform's limits; None when nothing slows it."""
    pace = pace or _pace(account)
    read_at = pace.begun_at if pace.pk and not pace._state.adding else None
    budgeted = [allowance for allowance in allowed if allowance.budget is not None]
    recent, usual = _arrivals(account, now) if budgeted else (0.0, 0.0)
    waits = [next_by_limits(account, now, read_at)]
    for allowance in budgeted:
        if not allowance.pays_for_reading:
            waits.append(allowance.window.ends_at)
            continue
        activity = Activity(
            ends_at=allowance.window.ends_at,
            read_at=read_at,
            each=pace.units_each if allowance.measure == Measure.UNITS else pace.cost_each,
            recent=recent,
            usual=usual,
            floor=timedelta(seconds=settings.POLL_SECONDS),
        )
        waits.append(plan(now, allowance.used, allowance.budget or 0, allowance.reserve, activity))
    return max((wait for wait in waits if wait is not None), default=None)


def reading_takes(account: Account) -> int:
    """Units of one reading of this account, lately."""
    return max(_pace(account).units_each, 1)


def _pace(account: Account) -> Pace:
    """The measured one, or first guesses (unsaved)."""
    known = Pace.objects.filter(account=account).first()
    return known or Pace(account=account, units_each=_UNITS_GUESS, cost_each=_COST_GUESS)


def _arrivals(account: Account, now: datetime) -> tuple[float, float]:
    """Comments an hour: of the last one, and on average over a day, or since the first where that is less."""
    arrived = Comment.objects.filter(account=account, received_at__gt=now - _DAY)
    of_day = arrived.aggregate(
        day=Count("pk"), hour=Count("pk", filter=Q(received_at__gt=now - _HOUR)), first=Min("received_at")
    )
    if not of_day["day"]:
        return 0.0, 0.0
    hours = max((now - of_day["first"]) / _HOUR, 1.0)
    return float(of_day["hour"]), of_day["day"] / hours
