"""What the templates of the figures are given: everything decided here, nothing computed in a template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parvis.web.french_dates import NBSP

from .rate_figures import by_day, by_platform, by_subject
from .report import Report
from .scope import PRESETS, Scope
from .tables import Figure, Table
from .verdicts import Clock, Tally
from .wait_figures import answer_delays, closed, not_counted, open_by_age, open_by_time_left
from .wording import amount, clocks, counted, percent, period


@dataclass(frozen=True, slots=True)
class Rate:
    """One clock's figure, and the counts it comes from."""

    name: str
    rate: str
    detail: str


@dataclass(frozen=True, slots=True)
class Preset:
    label: str
    query: str
    current: bool


@dataclass(frozen=True, slots=True)
class Screen:
    """The whole page; `period` is the scope said in words."""

    period: str
    presets: tuple[Preset, ...]
    received: str
    rates: tuple[Rate, ...]
    days: Figure
    shares: tuple[Figure, ...]
    not_counted: Table
    ended: tuple[Figure, ...]
    waiting: tuple[Figure, ...]


def screen(report: Report) -> Screen:
    named = clocks()
    return Screen(
        period=period(report.scope),
        presets=_presets(report.scope),
        received=counted(report.received, "question"),
        rates=_rates(report, named),
        days=by_day(report, named),
        shares=(by_platform(report, named), by_subject(report, named)),
        not_counted=not_counted(report, named),
        ended=(answer_delays(report), closed(report)),
        waiting=(open_by_age(report), open_by_time_left(report)),
    )


def _presets(scope: Scope) -> tuple[Preset, ...]:
    return tuple(
        Preset(f"{days}{NBSP}derniers jours", scope.address(days), current=days == scope.preset) for days in PRESETS
    )


def _rates(report: Report, named: Mapping[Clock, str]) -> tuple[Rate, ...]:
    total = report.rates.total
    return tuple(Rate(named[clock], percent(total[clock].rate), _detail(total[clock])) for clock in Clock)


def _detail(tally: Tally) -> str:
    """« 108 réponses à temps pour 114 questions : 110 répondues, 4 encore ouvertes après l’échéance »."""
    if not tally.due:
        return "Aucune échéance n’est passée dans cette période."
    said = f"{counted(tally.in_time, 'réponse')} à temps pour {counted(tally.due, 'question')}"
    answered = f"{amount(tally.answered)}{NBSP}répondue{'s' if tally.answered > 1 else ''}"
    still = f"{amount(tally.unanswered)}{NBSP}encore sans réponse"
    return f"{said}{NBSP}: {answered}, {still}." if tally.unanswered else f"{said}, toutes répondues."
