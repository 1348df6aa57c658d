"""What the month's bill will be, if the days to come are like the last full ones. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = 7


@dataclass(frozen=True, slots=True)
class Forecast:
    """Micro-dollars. `days`: how many full days the mean comes from."""

    spent: int
    mean: int
    days: int
    total: int


def forecast(today: date, last: date, spent: int, by_day: Mapping[date, int], known_since: date) -> Forecast | None:
    """Spent this month, plus the mean of up to seven full days for each day left, today's remainder included.

    `by_day` holds what each day cost, days without calls left out; `known_since` is the first day counted. None
    on that first day: nothing tells yet what a day costs.
    """
    first = max(known_since, today - timedelta(days=DAYS))
    days = (today - first).days
    if days < 1:
        return None
    mean = sum(by_day.get(first + timedelta(days=number), 0) for number in range(days)) // days
    rest_of_today = max(mean - by_day.get(today, 0), 0)
    return Forecast(spent, mean, days, spent + rest_of_today + mean * (last - today).days)
