"""The figures as files: the days, and the questions that they were counted from. No words of citizens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from parvis.desk.people.permissions import Permission
from parvis.desk.records.exports import Cells, Column, Export, Query, moment

from ..models import Question, QuestionState
from ..wording import REASONS, STATES
from .counts import Both, Place, rates
from .scope import Scope
from .verdicts import Clock, Verdict, verdict
from .wording import VERDICTS

_AT_ONCE = 1_000  # rows held in memory
_PLATFORM = Column("platform", "Plateforme")
_MOMENTS = ("arrived_at", "due_at", "wall_due_at", "answered_at", "closed_at")
_PREFIXES = {Clock.BUSINESS: "", Clock.WALL: "wall_"}
_ON = {Clock.BUSINESS: "en jours ouvrables", Clock.WALL: "jour et nuit"}


def _scope(query: Query, now: datetime) -> Scope:
    return Scope.read(query, timezone.localdate(now))


def _days(query: Query) -> Iterator[Cells]:
    now = timezone.now()
    for place, both in sorted(rates(_scope(query, now), now).places.items()):
        yield _day_cells(place, both)


def _day_cells(place: Place, both: Both) -> Cells:
    cells: dict[str, object] = {"day": place.day.isoformat(), "platform": place.platform}
    for clock, prefix in _PREFIXES.items():
        tally = both[clock]
        rate = "" if tally.rate is None else f"{tally.rate / 10:.1f}"
        cells |= {f"{prefix}due": tally.due, f"{prefix}in_time": tally.in_time, f"{prefix}late": tally.late}
        cells |= {f"{prefix}unanswered": tally.unanswered, f"{prefix}rate": rate}
    return cells


def _day_columns() -> Iterator[Column]:
    for clock, prefix in _PREFIXES.items():
        yield Column(f"{prefix}due", f"Questions comptées, {_ON[clock]}", "number")
        yield Column(f"{prefix}in_time", f"À temps, {_ON[clock]}", "number")
        yield Column(f"{prefix}late", f"En retard, {_ON[clock]}", "number")
        yield Column(f"{prefix}unanswered", f"Dont encore sans réponse, {_ON[clock]}", "number")
        yield Column(f"{prefix}rate", f"Taux en pour cent, {_ON[clock]}")


DELAYS = Export(
    kind="delais",
    label="Délais de réponse",
    permission=Permission.READ,
    columns=(Column("day", "Jour de l’échéance"), _PLATFORM, *_day_columns()),
    rows=_days,
    count=lambda query: sum(1 for _ in _days(query)),
)


def _concerned(query: Query, now: datetime) -> QuerySet[Question]:
    """Every question that a figure of the page counts, or says that it does not count."""
    scope = _scope(query, now)
    wanted = Q(state=QuestionState.OPEN)
    for name in _MOMENTS:
        wanted |= scope.within(name)
    return scope.of(Question.objects.filter(wanted))


def _questions(query: Query) -> Iterator[Cells]:
    now = timezone.now()
    found = _concerned(query, now).annotate(**{clock.value: verdict(clock, now) for clock in Clock})
    wanted = ("id", "platform", "subject", "state", "reason", "repeats", *_MOMENTS, *Clock)
    for row in found.order_by("arrived_at", "pk").values(*wanted).iterator(chunk_size=_AT_ONCE):
        yield _question_cells(row)


def _question_cells(row: Mapping[str, Any]) -> Cells:
    arrived, answered = row["arrived_at"], row["answered_at"]
    told = {clock: Verdict(row[clock]) for clock in Clock}
    return {
        "id": str(row["id"]),
        **{name: row[name] for name in ("platform", "subject", "state", "reason")},
        **{name: moment(row[name]) for name in _MOMENTS},
        "repeats": row["repeats"] is not None,
        "in_time": _IN_TIME.get(told[Clock.BUSINESS]),
        "wall_in_time": _IN_TIME.get(told[Clock.WALL]),
        "left_out": _why(told[Clock.BUSINESS]),
        "wall_left_out": _why(told[Clock.WALL]),
        "delay": int((answered - arrived).total_seconds() // 60) if answered else None,
    }


def _why(told: Verdict) -> str:
    return "" if told in _IN_TIME else told.value


_IN_TIME = {Verdict.IN_TIME: True, Verdict.LATE: False}
_LEFT_OUT = {told.value: said for told, said in VERDICTS.items() if told not in _IN_TIME}

QUESTIONS = Export(
    kind="questions",
    label="Questions du public",
    permission=Permission.READ,
    columns=(
        Column("id", "Identifiant"),
        _PLATFORM,
        Column("subject", "Sujet"),
        Column("arrived_at", "Arrivée"),
        Column("due_at", f"Échéance, {_ON[Clock.BUSINESS]}"),
        Column("wall_due_at", f"Échéance, {_ON[Clock.WALL]}"),
        Column("answered_at", "Répondue"),
        Column("closed_at", "Fermée"),
        Column("state", "État", words={state.value: said for state, said in STATES.items()}),
        Column("reason", "Raison", words={reason.value: said for reason, said in REASONS.items()}),
        Column("repeats", "Répétition", "flag"),
        Column("in_time", f"À temps, {_ON[Clock.BUSINESS]}", "flag"),
        Column("wall_in_time", f"À temps, {_ON[Clock.WALL]}", "flag"),
        Column("left_out", f"Pourquoi non comptée, {_ON[Clock.BUSINESS]}", words=_LEFT_OUT),
        Column("wall_left_out", f"Pourquoi non comptée, {_ON[Clock.WALL]}", words=_LEFT_OUT),
        Column("delay", "Attente en minutes", "number"),
    ),
    rows=_questions,
    count=lambda query: _concerned(query, timezone.now()).count(),
)
