"""How amounts and their troubles are said, in French."""

from __future__ import annotations

from .models import Measure

NBSP = "\u00a0"

_ALARMS = {
    Measure.UNITS: ("Le budget du jour est", "épuisé"),
    Measure.COST: ("Le budget du mois est", "épuisé"),
    Measure.LIMIT: ("La limite de Facebook est", "atteinte"),
    Measure.SEARCHES: ("Les recherches du jour sont", "épuisées"),
    Measure.UPLOADS: ("Les mises en ligne du jour sont", "épuisées"),
}
APART = {Measure.SEARCHES: "Recherches aujourd'hui, à part", Measure.UPLOADS: "Mises en ligne aujourd'hui, à part"}
FORECAST_METHOD = (
    "Ce qui est dépensé depuis le début du mois, plus la moyenne des {days} derniers jours complets pour chaque jour "
    f"qui reste. Chaque publication et chaque personne reçue compte au prix de la liste{NBSP}: la facture de X, qui "
    "ne compte qu'une fois par jour une même publication et demande plus pour une personne, peut différer."
)


def amount(number: int) -> str:
    """« 10 000 »."""
    return f"{number:,}".replace(",", NBSP)


def dollars(micros: int) -> str:
    """« 12,50 $ US »; what is not nothing never shows as nothing."""
    cents = -(-micros // 10_000) if 0 < micros < 10_000 else round(micros / 10_000)
    return f"{amount(cents // 100)},{cents % 100:02}{NBSP}${NBSP}US"


def units_of(platform: str) -> str:
    return "unités" if platform == "youtube" else "appels"


def said(measure: Measure, number: int) -> str:
    return dollars(number) if measure == Measure.COST else amount(number)


def alarm_title(measure: Measure, level: int) -> str:
    subject, ended = _ALARMS[measure]
    return f"{subject} {ended if level >= 100 else f'à {level}{NBSP}% ou plus'}"
