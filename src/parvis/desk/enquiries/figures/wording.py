"""What figures are called, in words that can be read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from parvis.desk.records.policies import NoPolicyInForce, policy_of, version_in_force
from parvis.web.french_dates import NBSP, french_date

from ..models import QuestionState
from ..wording import REASONS
from .counts import LeftOut
from .scope import Scope
from .verdicts import Clock, Tally, Verdict

NO_SUBJECT = "Sans sujet"
SEE_TABLE = "Les nombres sont dans le tableau qui suit."
DELAYS = (
    f"Moins de 1{NBSP}h",
    f"De 1 à 2{NBSP}h",
    f"De 2 à 4{NBSP}h",
    f"De 4 à 8{NBSP}h",
    f"De 8 à 24{NBSP}h",
    f"De 1 à 2{NBSP}jours",
    f"2{NBSP}jours ou plus",
)
AGES = (
    f"Depuis moins de 4{NBSP}h",
    f"De 4 à 24{NBSP}h",
    f"De 1 à 2{NBSP}jours",
    f"De 2 à 7{NBSP}jours",
    f"7{NBSP}jours ou plus",
)
LEFT = (
    "En retard de plus d’un jour",
    "En retard d’un jour ou moins",
    f"Il reste moins de 2{NBSP}h",
    f"Il reste de 2 à 4{NBSP}h",
    f"Il reste de 4 à 24{NBSP}h",
    f"Il reste 24{NBSP}h ou plus",
)
_NONE_NEEDED = "Sans réponse"
ENDINGS = {
    QuestionState.ANSWERED: "Répondues une à une",
    QuestionState.ANSWERED_WITH_GROUP: "Répondues par une réponse commune",
    QuestionState.REDIRECTED: "Dirigées vers un autre organisme",
}
VERDICTS = {
    Verdict.IN_TIME: "À temps",
    Verdict.LATE: "En retard",
    Verdict.REPEATED: "Répétition d’une question déjà posée par la même personne",
    Verdict.NO_ANSWER: _NONE_NEEDED,
    Verdict.ANSWERED_EARLY: "Déjà répondue, mais l’échéance est à venir",
    Verdict.NOT_DUE: "Ouverte, et l’échéance est à venir",
}


def clocks() -> Mapping[Clock, str]:
    """Each clock by what the policy in force promises on it."""
    try:
        promised = policy_of(version_in_force()).reply
    except NoPolicyInForce:
        return {Clock.BUSINESS: "En jours ouvrables", Clock.WALL: "En heures, jour et nuit"}
    days = promised.business_days
    return {
        Clock.BUSINESS: f"En {days}{NBSP}jours ouvrables" if days > 1 else "En un jour ouvrable",
        Clock.WALL: f"En {promised.clock_hours}{NBSP}heures",
    }


def left_out(why: LeftOut) -> str:
    return f"{VERDICTS[why.verdict]}{NBSP}: {_reason(why.reason)}" if why.reason else VERDICTS[why.verdict]


def ending(state: str, reason: str) -> str:
    known = next((said for code, said in ENDINGS.items() if code == state), "")
    return known or f"{_NONE_NEEDED}{NBSP}: {_reason(reason)}"


def _reason(code: str) -> str:
    said = next((said for known, said in REASONS.items() if known == code), code)
    return said[:1].lower() + said[1:]


def period(scope: Scope) -> str:
    """« du 1er nov. 2026 au 30 nov. 2026 », or one day."""
    if scope.first == scope.last:
        return f"le {french_date(scope.first)}"
    return f"du {french_date(scope.first)} au {french_date(scope.last)}"


def amount(number: int) -> str:
    """« 10 000 »."""
    return f"{number:,}".replace(",", NBSP)


def counted(number: int, noun: str) -> str:
    """« 1 question », « 12 questions »."""
    return f"{amount(number)}{NBSP}{noun}{'s' if number > 1 else ''}"


def percent(thousandths: int | None) -> str:
    """« 94,7 % »; a dash where there is nothing to take a share of."""
    if thousandths is None:
        return "–"
    whole, tenths = divmod(thousandths, 10)
    return f"{whole},{tenths}{NBSP}%" if tenths else f"{whole}{NBSP}%"


def share(part: int, whole: int) -> str:
    return percent(1000 * part // whole if whole else None)


def tallied(tally: Tally) -> str:
    """« 94,7 % (108 sur 114) »."""
    return f"{percent(tally.rate)} ({amount(tally.in_time)} sur {amount(tally.due)})" if tally.due else percent(None)


def length(lasted: timedelta | None) -> str:
    """« 45 min », « 3 h 5 min », « 2 jours 4 h »; a dash for none."""
    if lasted is None:
        return "–"
    minutes = max(lasted // timedelta(minutes=1), 0)
    if minutes < 60:
        return f"{minutes}{NBSP}min" if minutes else f"moins d’une{NBSP}minute"
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        return f"{hours}{NBSP}h {minutes}{NBSP}min" if minutes else f"{hours}{NBSP}h"
    days, hours = divmod(hours, 24)
    return f"{days}{NBSP}jours {hours}{NBSP}h" if hours else f"{days}{NBSP}jours"
