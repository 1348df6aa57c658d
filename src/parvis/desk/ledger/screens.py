"""What the quota page's template is given for one account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.safestring import SafeString

from parvis.desk.records.models import Account
from parvis.web.french_dates import french_date

from . import queries
from .buckets import buckets_of, used
from .budgets import YOUTUBE_ACT, Allowance, allowances
from .charts import Bar, bars, gauge
from .days import day_window, month_window
from .forecast import Forecast
from .limits import known_limits, used_percent
from .models import Limit, Measure
from .pacing import next_reading, reading_takes
from .wording import APART, FORECAST_METHOD, NBSP, TOO_EARLY, amount, dollars, possible, said, units_of

_DAYS = 14
_WEEK, _MONTH = timedelta(days=7), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of sums."""

    label: str
    reading: str
    acting: str
    total: str
    budget: str
    left: str


@dataclass(frozen=True, slots=True)
class DayRow:
    day: date
    calls: str
    reading: str
    acting: str


@dataclass(frozen=True, slots=True)
class Gauge:
    """A budget's picture, and what is written under it."""

    label: str
    drawn: SafeString
    percent: str  # used
    keeps: bool  # whether something of it is kept for acts
    ends_at: datetime  # when it starts again


@dataclass(frozen=True, slots=True)
class Quota:
    """One account's card."""

    account: Account
    rows: list[Row]
    gauges: list[Gauge]
    chart: SafeString  # "" before the first call
    counted: str  # what the chart and its table count
    top: str  # the highest day
    days: list[DayRow]
    next_reading: datetime | None
    never_read: bool  # a budget of zero
    possible: str  # what the day's units still pay for, on YouTube
    bill: str  # the month's forecast; "" where nothing is charged
    method: str
    limits: list[tuple[Limit, int]]
    week: queries.Coverage
    month: queries.Coverage


def quota(account: Account, now: datetime) -> Quota:
    allowed = allowances(account, now)
    after = next_reading(account, now, allowed)
    measure = _counted(account)
    lines = queries.days(account, now, _DAYS)
    bill = queries.bill(account, now)
    return Quota(
        account=account,
        rows=list(_rows(account, allowed, now)),
        gauges=[_gauge(account, allowance) for allowance in allowed if allowance.budget],
        chart=_chart(account, lines, measure),
        counted="dollars américains" if measure == Measure.COST else units_of(account.platform),
        top=said(measure, max(sum(_both(line, measure)) for line in lines)),
        days=[_day_row(line, measure) for line in reversed(lines)],
        next_reading=after if after and after > now else None,
        never_read=any(allowance.budget == 0 for allowance in allowed),
        possible=_possible(account, allowed[0]),
        bill=_bill(bill, lines),
        method=FORECAST_METHOD.format(days=bill.days) if bill else "",
        limits=[(limit, used_percent(limit)) for limit in known_limits(account, now)],
        week=queries.coverage(account, now, received=_WEEK, within=timedelta(days=1)),
        month=queries.coverage(account, now, received=_MONTH, within=_WEEK),
    )


def _bill(bill: Forecast | None, lines: list[queries.DayLine]) -> str:
    if bill:
        return dollars(bill.total)
    return TOO_EARLY if any(line.reading.cost or line.acting.cost for line in lines) else ""


def _counted(account: Account) -> Measure:
    return Measure.COST if account.platform == "x" else Measure.UNITS


def _rows(account: Account, allowed: list[Allowance], now: datetime) -> Iterator[Row]:
    units, cost = allowed
    day = queries.totals(account, day_window(account.platform, now))
    month = queries.totals(account, month_window(account.platform, now))
    yield _row("Appels aujourd'hui", day.reading.calls, day.acting.calls, Measure.UNITS)
    if account.platform == "youtube" or units.budget is not None:
        label = f"{units_of(account.platform).capitalize()} aujourd'hui"
        yield _row(f"{label}, au budget", day.reading.units, day.acting.units, Measure.UNITS, units)
    for bucket in buckets_of(account.platform):
        calls = used(bucket, now)
        left = amount(max(bucket.calls - calls, 0))
        yield Row(APART[bucket.measure], "", "", amount(calls), amount(bucket.calls), left)
    if account.platform == "x":
        yield _row("Coût aujourd'hui", day.reading.cost, day.acting.cost, Measure.COST)
        yield _row("Coût ce mois", month.reading.cost, month.acting.cost, Measure.COST, cost)
    yield _row("Appels ce mois", month.reading.calls, month.acting.calls, Measure.UNITS)


def _row(label: str, reading: int, acting: int, measure: Measure, allowance: Allowance | None = None) -> Row:
    """What a row does not know is left empty."""
    budget = allowance.budget if allowance else None
    left = ""
    if allowance and budget is not None:
        rest, for_reading = max(budget - reading - acting, 0), allowance.left_for_reading or 0
        left = said(measure, rest)
        if for_reading != rest:
            left += f", dont {said(measure, for_reading)} pour la lecture"
    no_limit = "aucune limite" if allowance else ""
    total = said(measure, reading + acting)
    shown = no_limit if budget is None else said(measure, budget)
    return Row(label, said(measure, reading), said(measure, acting), total, shown, left)


def _possible(account: Account, units: Allowance) -> str:
    """Nothing where acts cost what readings do."""
    if account.platform != "youtube" or units.budget is None:
        return ""
    for_reading = units.left_for_reading or 0
    left = max(units.budget - units.used.total, 0)
    return possible(for_reading // reading_takes(account), (left - for_reading) // YOUTUBE_ACT, left // YOUTUBE_ACT)


def _gauge(account: Account, allowance: Allowance) -> Gauge:
    budget, used = allowance.budget or 0, allowance.used
    when = "aujourd'hui" if allowance.measure == Measure.UNITS else "ce mois"
    whole, kept = said(allowance.measure, budget), said(allowance.measure, allowance.reserve)
    reading, acting = said(allowance.measure, used.reading), said(allowance.measure, used.acting)
    title = f"Utilisé {when}{NBSP}: {reading} en lecture et {acting} en gestes, sur {whole}; {kept} gardés aux gestes"
    drawn = gauge(
        reading=used.reading,
        acting=used.acting,
        reserve=allowance.reserve,
        budget=budget,
        title=title,
        identifier=f"jauge-{allowance.measure}-{account.pk}",
    )
    label = "Budget du jour" if allowance.measure == Measure.UNITS else "Budget du mois"
    percent = amount(int(100 * (allowance.share or 0)))
    return Gauge(label, drawn, percent, keeps=allowance.reserve > used.acting, ends_at=allowance.window.ends_at)


def _chart(account: Account, lines: list[queries.DayLine], measure: Measure) -> SafeString:
    if not any(sum(_both(line, measure)) for line in lines):
        return SafeString("")
    drawn = [_bar(line, measure) for line in lines]
    title = f"Utilisé chaque jour depuis {_DAYS} jours; les chiffres sont dans le tableau qui suit"
    return bars(drawn, title=title, identifier=f"jours-{account.pk}")


def _bar(line: queries.DayLine, measure: Measure) -> Bar:
    reading, acting = _both(line, measure)
    label = f"{french_date(line.day)}{NBSP}: {said(measure, reading)} en lecture, {said(measure, acting)} en gestes"
    return Bar(label, reading, acting)


def _day_row(line: queries.DayLine, measure: Measure) -> DayRow:
    reading, acting = _both(line, measure)
    calls = amount(line.reading.calls + line.acting.calls)
    return DayRow(line.day, calls, said(measure, reading), said(measure, acting))


def _both(line: queries.DayLine, measure: Measure) -> tuple[int, int]:
    if measure == Measure.COST:
        return line.reading.cost, line.acting.cost
    return line.reading.units, line.acting.units


def shared_quota(accounts: list[Account]) -> str:
    """Said when several channels draw on what may be one project's quota; "" otherwise."""
    channels = sum(account.platform == "youtube" for account in accounts)
    if channels < 2:
        return ""
    return (
        f"{amount(channels)} chaînes YouTube sont reliées. YouTube compte par projet, et non par chaîne{NBSP}: "
        "d'office, chacune reçoit sa part égale."
    )
