"""`parvis deadline`: when an answer is due. The due time alone on standard output; the rest beside it. No Django."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from .judging import PolicyFile
from .policies import read_policy
from .speech import give_up, say, typeset

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parvis.policy.calendar import Deadline
    from parvis.policy.model import Policy

_EXAMPLE = "2026-12-23T16:31-05:00"
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_KINDS = {"emergency": "d'urgence", "election": "électorale"}
Moment = Annotated[
    str, typer.Argument(metavar="MOMENT", help=f"Arrivée de la question, ISO 8601 avec fuseau : {_EXAMPLE}")
]


def register(app: typer.Typer) -> None:
    app.command("deadline", help="Donne l'échéance de la réponse : date et heure ISO 8601, avec fuseau.")(deadline)


def deadline(moment: Moment, policy: PolicyFile = None) -> None:
    from parvis.policy.calendar import due
    from parvis.policy.timetable import NeverOpen

    received = _read(moment)
    rules = read_policy(policy)
    try:
        found = due(received, rules)
    except NeverOpen as error:
        give_up(f"{error}.", status=1)
    except ValueError as error:
        give_up(f"« {moment} » ne convient pas : {error}.")
    say(found.due.isoformat())
    for line in _details(found, rules):
        sys.stderr.write(f"{typeset(line)}\n")


def _read(moment: str) -> datetime:
    try:
        return datetime.fromisoformat(moment.strip())
    except ValueError:
        give_up(
            f"« {moment} » n'est pas une date avec son heure.\n"
            f"Écrivez l'année, le mois, le jour, l'heure et le fuseau, par exemple : {_EXAMPLE}"
        )


def _details(found: Deadline, policy: Policy) -> Iterator[str]:
    """How the due time came about, then what should be put right in the calendar."""
    from parvis.policy.holidays import calendar_warnings

    if found.counted_from == found.received:
        yield f"Arrivée pendant les heures d'ouverture : {_written(found.received)}. Le délai court aussitôt."
    else:
        yield f"Arrivée en dehors des heures d'ouverture : {_written(found.received)}."
        yield f"Le délai court à partir de l'ouverture : {_written(found.counted_from)}."
    days, hours = policy.reply.business_days, policy.reply.clock_hours
    yield f"Échéance, {days} jour{'s' if days > 1 else ''} ouvrable{'s' if days > 1 else ''} : {_written(found.due)}."
    yield f"À l'horloge, {hours} heure{'s' if hours > 1 else ''} : {_written(found.wall_due)}."
    period = policy.calendar.period_on(found.counted_from.date())
    if period:
        yield f"Horaire de période {_KINDS[period.kind]} : « {period.name} »."
    yield f"Politique {policy.version}, calendrier {found.calendar_version}."
    for sentence in calendar_warnings(policy, found.received.date()):
        yield f"À noter : {sentence}"


def _written(moment: datetime) -> str:
    """« mercredi 2026-12-23, 16 h 31 »: dates as policy files and the answer itself write them."""
    minutes = f"\u00a0{moment:%M}" if moment.minute else ""
    return f"{_WEEKDAYS[moment.weekday()]} {moment:%Y-%m-%d}, {moment.hour}\u00a0h{minutes}"
