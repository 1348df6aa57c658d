"""The figures of answers in time: by day, by platform, by subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.safestring import SafeString

from parvis.web.french_dates import NBSP, french_date
from parvis.web.labels import PLATFORMS

from .charts import Bar, Tone, Words, columns, lines
from .counts import Both
from .report import Report
from .tables import Drawing, Figure, table
from .verdicts import Clock, Tally
from .wording import NO_SUBJECT, SEE_TABLE, counted, percent, tallied

_NOTHING_DUE = "Aucune échéance n’est passée dans cette période."
_DRAWN = 12  # subjects in the picture; all are in the table


def by_day(report: Report, clocks: Mapping[Clock, str]) -> Figure:
    """Two pictures on one scale of days, one table."""
    days = report.rates.days
    drawings = tuple(Drawing(_days(report, clock, clocks[clock]), clocks[clock]) for clock in Clock)
    rows = ((french_date(day), *_tallies(both)) for day, both in reversed(days.items()))
    return Figure(
        identifier="jours",
        heading="Jour par jour",
        about="Chaque question compte le jour de son échéance.",
        drawings=drawings if days else (),
        legend=f"Plein{NBSP}: à temps. Hachuré{NBSP}: en retard.",
        table=table("Réponses à temps, jour par jour", ("Jour de l’échéance", *_heads(clocks)), rows),
        export="delais",
        nothing=_NOTHING_DUE,
        folded=True,
    )


def _days(report: Report, clock: Clock, promise: str) -> SafeString:
    tallies = {day: both[clock] for day, both in report.rates.days.items()}
    bars = [_day(french_date(day), tallies.get(day) or Tally()) for day in report.scope.days()]
    most = max((tally.due for tally in tallies.values()), default=0)
    busiest = next((day for day, tally in tallies.items() if tally.due == most), None)
    said = f"Le jour le plus chargé est le {french_date(busiest)}, avec {counted(most, 'échéance')}." if busiest else ""
    words = Words(f"jours-{clock}", f"Réponses à temps et en retard, jour par jour. {promise}.", f"{said} {SEE_TABLE}")
    return columns(bars, words, counted(most, "question"))


def _day(label: str, tally: Tally) -> Bar:
    said = f"{tally.in_time} à temps, {tally.late} en retard"
    return Bar(label, said, ((tally.in_time, Tone.PLAIN), (tally.late, Tone.LATE)))


def by_platform(report: Report, clocks: Mapping[Clock, str]) -> Figure:
    named = {PLATFORMS.get(code, code): both for code, both in report.rates.platforms.items()}
    return _shares("plateformes", "Par plateforme", "Plateforme", sorted(named.items()), clocks, export="delais")


def by_subject(report: Report, clocks: Mapping[Clock, str]) -> Figure:
    """The most asked first."""
    named = [(subject or NO_SUBJECT, both) for subject, both in report.rates.subjects.items()]
    named.sort(key=lambda item: (-item[1][Clock.BUSINESS].due, item[0]))
    return _shares("sujets", "Par sujet", "Sujet", named, clocks, export="questions")


def _shares(
    identifier: str,
    heading: str,
    column: str,
    named: list[tuple[str, Both]],
    clocks: Mapping[Clock, str],
    export: str,
) -> Figure:
    drawn = named[:_DRAWN]
    rest = f" L’image montre les {_DRAWN} premiers; le tableau les a tous." if len(named) > _DRAWN else ""
    business, wall = (clocks[clock][:1].lower() + clocks[clock][1:] for clock in Clock)
    words = Words(identifier, f"Part des réponses à temps, {heading.lower()}", f"{_lowest(drawn)} {SEE_TABLE}")
    bars = [_share(label, both) for label, both in drawn]
    return Figure(
        identifier=identifier,
        heading=heading,
        about=f"Part des questions qui ont eu leur réponse à temps.{rest}",
        drawings=(Drawing(lines(bars, words, 1000)),) if named else (),
        legend=f"Plein{NBSP}: {business}. Hachuré{NBSP}: {wall}.",
        table=table(f"Réponses à temps, {heading.lower()}", (column, *_heads(clocks)), _rows(named)),
        export=export,
        nothing=_NOTHING_DUE,
        folded=len(named) > _DRAWN,
    )


def _share(label: str, both: Both) -> Bar:
    said = " · ".join(percent(both[clock].rate) for clock in Clock)
    tones = {Clock.BUSINESS: Tone.PLAIN, Clock.WALL: Tone.HATCHED}
    return Bar(label, said, tuple((both[clock].rate or 0, tones[clock]) for clock in Clock))


def _lowest(named: list[tuple[str, Both]]) -> str:
    rated = [(both[Clock.BUSINESS].rate, label) for label, both in named if both[Clock.BUSINESS].due]
    if len(rated) < 2:
        return ""
    rate, label = min(rated, key=lambda item: (item[0] or 0, item[1]))
    return f"La part la plus basse est {percent(rate)}{NBSP}: {label}."


def _rows(named: Iterable[tuple[str, Both]]) -> Iterable[tuple[str, ...]]:
    return ((label, *_tallies(both)) for label, both in named)


def _tallies(both: Both) -> tuple[str, ...]:
    return tuple(tallied(both[clock]) for clock in Clock)


def _heads(clocks: Mapping[Clock, str]) -> tuple[str, ...]:
    return tuple(clocks[clock] for clock in Clock)
