"""Days and lengths of time counted by the database itself, the same on both engines.

PostgreSQL knows time zones and durations. For SQLite, Django would call back into Python for every row, which is most
of the time that a page takes: its own date() and strftime() are told what they need instead.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.models import Case, DateField, Expression, Func, IntegerField, Value, When
from django.db.models.expressions import Combinable, CombinedExpression
from django.db.models.functions import Cast, Extract, Floor, Substr, TruncDate

from .scope import Scope

_DAY = timedelta(days=1)


def local_day(moment: str, scope: Scope) -> Expression:
    """The institution's day on which a moment of the scope falls: `moment` is the field that holds it."""
    if connection.vendor != "sqlite":
        return TruncDate(moment)
    *earlier, (_, last) = _stretches(scope)
    return Case(
        *(When(**{f"{moment}__lt": ends_at}, then=_shifted(moment, offset)) for ends_at, offset in earlier),
        default=_shifted(moment, last),
        output_field=DateField(),
    )


def seconds_between(start: str, end: str) -> CombinedExpression:
    """Whole seconds from one field to the other, each cut to its second."""
    return CombinedExpression(_epoch(end), Combinable.SUB, _epoch(start), output_field=IntegerField())


def _epoch(moment: str) -> Expression:
    if connection.vendor == "sqlite":
        return Cast(Func(Value("%s"), _second(moment), function="strftime"), IntegerField())
    return Floor(Extract(moment, "epoch", tzinfo=UTC), output_field=IntegerField())


def _second(moment: str) -> Expression:
    """Without its fraction, which SQLite would round, at times to the next day."""
    return Substr(moment, 1, 19)


def _shifted(moment: str, offset: timedelta | date) -> Expression:
    if isinstance(offset, date):
        return Value(offset, output_field=DateField())
    minutes = Value(f"{offset // timedelta(minutes=1):+d} minutes")
    return Func(_second(moment), minutes, function="date", output_field=DateField())


def _stretches(scope: Scope) -> list[tuple[datetime, timedelta | date]]:
    """The scope cut where the clocks change: until when, and the offset to UTC; for the day of a change, the day."""
    found: list[tuple[datetime, timedelta | date]] = []
    for day in scope.days():
        starts_at, ends_at = scope.midnight(day), scope.midnight(day + _DAY)
        told: timedelta | date = starts_at.utcoffset() or timedelta()
        if starts_at.utcoffset() != ends_at.utcoffset():
            told = day
        if found and found[-1][1] == told:
            found.pop()
        found.append((ends_at.astimezone(UTC), told))
    return found
