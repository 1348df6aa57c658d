"""What each account may spend: the institution's own budget, or a default that keeps what moderation needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from parvis.desk.records.models import Account

from .days import Window, day_window, month_window
from .models import Budget, Family, Measure, Usage
from .plan import Used, left_for_reading

# A project of YouTube has 10,000 units a day. 8,000 are 150 acts of 50 units, and what is read around each.
YOUTUBE_UNITS, YOUTUBE_RESERVE, YOUTUBE_ACT = 10_000, 8_000, 50
# Between two looks at what is left, a reading of YouTube takes a few units: they are kept free.
_MARGIN = {Measure.UNITS: 10, Measure.COST: 0}


@dataclass(frozen=True, slots=True)
class Allowance:
    """One budget of one account in its present window. `budget` None: spent freely, counted all the same."""

    measure: Measure
    window: Window
    used: Used
    budget: int | None = None
    reserve: int = 0

    @property
    def left_for_reading(self) -> int | None:
        return None if self.budget is None else left_for_reading(self.used, self.budget, self.reserve)

    @property
    def pays_for_reading(self) -> bool:
        """Whether one more page may be read."""
        left = self.left_for_reading
        margin = min(_MARGIN.get(self.measure, 0), self.budget or 0)
        return left is None or left > margin

    @property
    def share(self) -> float | None:
        """Used of the whole, 1 when all is; None without a budget."""
        if self.budget is None:
            return None
        return self.used.total / self.budget if self.budget else float(self.used.total > 0)


def budget_of(account: Account) -> Budget:
    """The institution's, or the default (unsaved)."""
    return Budget.objects.filter(account=account).first() or default_budget(account)


def default_budget(account: Account) -> Budget:
    """YouTube's quota, shared evenly where several channels draw on one project; no limit of ours elsewhere."""
    if account.platform != "youtube":
        return Budget(account=account)
    channels = max(Account.objects.official().filter(platform="youtube").count(), 1)
    return Budget(account=account, units=YOUTUBE_UNITS // channels, units_reserve=YOUTUBE_RESERVE // channels)


def allowances(account: Account, now: datetime) -> list[Allowance]:
    """Units of the platform's day, then micro-dollars of its month."""
    budget = budget_of(account)
    day, month = day_window(account.platform, now), month_window(account.platform, now)
    units = Allowance(Measure.UNITS, day, _used(account, day, "units"), budget.units, budget.units_reserve)
    cost = Allowance(Measure.COST, month, _used(account, month, "cost"), budget.cost, budget.cost_reserve)
    return [units, cost]


def _used(account: Account, window: Window, counted: str) -> Used:
    rows = Usage.objects.filter(account=account, day__range=(window.first, window.last))
    sums = rows.aggregate(
        reading=Sum(counted, filter=Q(family=Family.READING)), acting=Sum(counted, filter=Q(family=Family.ACTING))
    )
    return Used(sums["reading"] or 0, sums["acting"] or 0)
