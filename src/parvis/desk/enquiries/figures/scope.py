"""What the figures are of: a stretch of days, a platform, a subject. Read from the address, and written back to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils import timezone

from parvis.desk.records.exports import Query
from parvis.desk.records.verbatim import displayable

from ..models import Question

PRESETS = (7, 30, 90)
USUAL = 30
LONGEST = 366  # days
_EARLIEST = date(2000, 1, 1)
_UNREADABLE = "Une date ne se lit pas\u00a0: écrivez l’année, le mois et le jour, comme 2026-11-23."
_TOO_LONG = f"Une période compte au plus {LONGEST} jours\u00a0: en voici les derniers."


@dataclass(frozen=True, slots=True)
class Scope:
    """`preset` is the number of days that end today, 0 between two dates. `last` is part of it."""

    first: date
    last: date
    preset: int = 0
    platform: str = ""
    subject: str = ""
    remark: str = ""  # why these are not the days that were asked for, in French

    @classmethod
    def read(cls, query: Query, today: date) -> Scope:
        """Whatever the address holds, some period comes of it, and it says so when it is not the one asked for."""
        first, last, preset, remark = _days(query, today)
        return cls(first, last, preset, _asked(query, "plateforme", 32), _asked(query, "sujet", 120), remark)

    def address(self, preset: int | None = None) -> str:
        """The query string of this scope, or of the same over the last days."""
        preset = self.preset if preset is None else preset
        days = {"periode": str(preset)} if preset else {"du": self.first.isoformat(), "au": self.last.isoformat()}
        pairs = {**days, "plateforme": self.platform, "sujet": self.subject}
        return urlencode({key: value for key, value in pairs.items() if value})

    @property
    def starts_at(self) -> datetime:
        return self.midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        """Not part of it: the midnight after its last day, which may be 23 or 25 hours after the one before."""
        return self.midnight(self.last + timedelta(days=1))

    @staticmethod
    def midnight(day: date) -> datetime:
        """Where that day begins, at the institution's own hour."""
        return datetime.combine(day, time(), timezone.get_default_timezone())

    def of(self, questions: QuerySet[Question]) -> QuerySet[Question]:
        """Those of its platform and subject."""
        if self.platform:
            questions = questions.filter(platform=self.platform)
        return questions.filter(subject=self.subject) if self.subject else questions

    def within(self, moment: str) -> Q:
        """Those for which this field's moment falls in its days."""
        return Q(**{f"{moment}__gte": self.starts_at, f"{moment}__lt": self.ends_at})

    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]


def _days(query: Query, today: date) -> tuple[date, date, int, str]:
    asked = _asked(query, "periode", 4)
    preset = next((days for days in PRESETS if str(days) == asked), 0)
    written = {name: _asked(query, name, 10) for name in ("du", "au")}
    dates = {name: _date(text) for name, text in written.items()}
    remark = _UNREADABLE if any(written[name] and not dates[name] for name in written) else ""
    if not any(dates.values()):
        preset = preset or USUAL
        return _back(today, preset), today, preset, remark
    last = min(dates["au"] or today, today)
    first = min(dates["du"] or _back(last, USUAL), today)
    first, last = max(min(first, last), _EARLIEST), max(first, last, _EARLIEST)
    if (last - first).days >= LONGEST:
        first, remark = _back(last, LONGEST), remark or _TOO_LONG
    kept = preset if (first, last) == (_back(today, preset), today) else 0
    return first, last, kept, remark


def _back(last: date, days: int) -> date:
    """The first of so many days, of which this is the last."""
    return last - timedelta(days=days - 1)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _asked(query: Query, name: str, length: int) -> str:
    """One value of an address, cut; without the NUL and lone surrogates that PostgreSQL refuses."""
    return displayable(query.get(name, "")).strip()[:length].rstrip()
