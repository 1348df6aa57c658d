"""What stands above everything else on the quota page: alarms, and accounts that are not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from parvis.desk.records.models import Account

from . import queries
from .alarms import levels
from .budgets import allowances
from .wording import alarm_title, consequence

_GRAVITY = ("danger", "warning", "info")


@dataclass(frozen=True, slots=True)
class Notice:
    """`until`: when reading resumes. `told_at`: when the alarm was raised."""

    account: Account
    kind: str
    title: str
    text: str
    until: datetime | None = None
    told_at: datetime | None = None


def notices(accounts: Iterable[Account], now: datetime) -> list[Notice]:
    """The gravest first, whatever the account."""
    found = [notice for account in accounts for notice in _of(account, now)]
    return sorted(found, key=lambda notice: _GRAVITY.index(notice.kind))


def _of(account: Account, now: datetime) -> Iterator[Notice]:
    told = {(alarm.measure, alarm.level): alarm.raised_at for alarm in queries.alarms_of_today(account, now)}
    allowed = {allowance.measure: allowance for allowance in allowances(account, now)}
    for measure, level in levels(account, now):
        kind, spent = ("danger", allowed.get(measure)) if level >= 100 else ("warning", None)
        text = consequence(measure, level, reads=measure not in allowed or allowed[measure].pays_for_reading)
        until, told_at = spent.window.ends_at if spent else None, told.get((measure.value, level))
        yield Notice(account, kind, alarm_title(measure, level), text, until, told_at)
    for allowance in allowed.values():
        if allowance.budget == 0:
            text = "Son budget est de zéro. Rien n'en arrive; les gestes décidés partent quand même, et sont comptés."
            yield Notice(account, "warning", "Ce compte n'est pas lu", text)
        elif not allowance.pays_for_reading and (allowance.share or 0) < 1:
            text = "La part de la lecture est épuisée; ce qui reste est gardé pour les gestes et les réponses."
            yield Notice(account, "info", "La lecture attend", text, until=allowance.window.ends_at)
