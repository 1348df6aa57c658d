"""Reads of the ledger: days, totals, coverage of the reading back, alarms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet, Sum

from parvis.desk.records.models import Account, Comment

from .days import Window, day_of, month_window
from .forecast import DAYS, Forecast, forecast
from .models import Alarm, Family, Usage

COUNTED = ("calls", "units", "items", "cost")


def accounts() -> QuerySet[Account]:
    return Account.objects.official().order_by("platform", "name", "platform_id")


@dataclass(slots=True)
class Tally:
    """Sums by family."""

    calls: int = 0
    units: int = 0
    items: int = 0
    cost: int = 0


@dataclass(slots=True)
class DayLine:
    """One day of one account; a day without calls has zeros."""

    day: date
    reading: Tally = field(default_factory=Tally)
    acting: Tally = field(default_factory=Tally)


def days(account: Account, now: datetime, number: int) -> list[DayLine]:
    """The latest days of the account's platform, oldest first, today last; what is counted apart left out."""
    today = day_of(account.platform, now)
    lines = {day: DayLine(day) for day in (today - timedelta(days=back) for back in reversed(range(number)))}
    common = Usage.objects.filter(account=account, family__in=[Family.READING, Family.ACTING])
    for row in common.filter(day__gte=min(lines), day__lte=today):
        tally = lines[row.day].acting if row.family == Family.ACTING else lines[row.day].reading
        tally.calls, tally.units, tally.items, tally.cost = row.calls, row.units, row.items, row.cost
    return list(lines.values())


def totals(account: Account, window: Window) -> DayLine:
    """The same, over all days of a window."""
    line = DayLine(window.first)
    rows = Usage.objects.filter(account=account, day__range=(window.first, window.last))
    for tally, family in ((line.reading, Family.READING), (line.acting, Family.ACTING)):
        sums = rows.filter(family=family).aggregate(*(Sum(name) for name in COUNTED))
        for name in COUNTED:
            setattr(tally, name, sums[f"{name}__sum"] or 0)
    return line


def bill(account: Account, now: datetime) -> Forecast | None:
    """The forecast of the month's bill; None where nothing was ever charged, and on the first day."""
    window = month_window(account.platform, now)
    today = day_of(account.platform, now)
    charged = Usage.objects.filter(account=account, cost__gt=0)
    if not charged.exists():
        return None
    known_since = Usage.objects.filter(account=account).aggregate(first=Min("day"))["first"] or today
    recent = charged.filter(day__gte=today - timedelta(days=DAYS)).values("day").annotate(total=Sum("cost"))
    spent = charged.filter(day__range=(window.first, window.last)).aggregate(total=Sum("cost"))["total"] or 0
    return forecast(today, window.last, spent, {row["day"]: row["total"] for row in recent}, known_since)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of the public comments received in a stretch of time, how many were read back lately enough."""

    public: int
    read_back: int

    @property
    def percent(self) -> int | None:
        """Rounded down: 100 means all of them. None when there is nothing to read back."""
        return 100 * self.read_back // self.public if self.public else None


def coverage(account: Account, now: datetime, *, received: timedelta, within: timedelta) -> Coverage:
    public = Comment.objects.filter(
        account=account, ours=False, standing__visibility="public", received_at__gt=now - received
    )
    counted = public.aggregate(public=Count("pk"), done=Count("pk", filter=Q(read_back__at__gt=now - within)))
    return Coverage(counted["public"], counted["done"])


def alarms_of_today(account: Account, now: datetime) -> QuerySet[Alarm]:
    return Alarm.objects.filter(account=account, day=day_of(account.platform, now)).order_by("-level", "measure")


def usage_rows() -> Iterator[Usage]:
    """Everything counted, newest day first, for the file."""
    rows = Usage.objects.select_related("account").order_by("-day", "account__platform", "account__name", "family")
    return rows.iterator(chunk_size=1000)
