"""How amounts and their troubles are said, in French."""

from __future__ import annotations

from .models import Measure

NBSP = "\u00a0"

MEASURES = {
    Measure.UNITS: "le budget du jour",
    Measure.COST: "le budget du mois",
    Measure.LIMIT: "la limite de Facebook",
}
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
    whole = MEASURES[measure]
    reached = "est épuisé" if measure != Measure.LIMIT else "est atteinte"
    ending = reached if level >= 100 else f"est à {level}{NBSP}% ou plus"
    return f"{whole[0].upper()}{whole[1:]} {ending}"
