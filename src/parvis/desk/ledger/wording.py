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
TOO_EARLY = "Connue après un premier jour complet"


def amount(number: int) -> str:
    """« 10 000 »."""
    return f"{number:,}".replace(",", NBSP)


def possible(readings: int, acts_besides: int, acts_alone: int) -> str:
    """« 78 lectures et 12 gestes… »; acts never wait, so that they may take what reading would."""
    both = f"{counted(readings, 'lecture')} et {counted(acts_besides, 'geste')}"
    more = f" ({amount(acts_alone)} sans lecture)" if acts_alone > acts_besides else ""
    return f"{both}{more}" + ("; davantage de gestes s'ils partent ensemble" if acts_alone else "")


def counted(number: int, noun: str) -> str:
    return f"{amount(number)}{NBSP}{noun}{'s' if number > 1 else ''}"


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


def consequence(measure: Measure, level: int, *, reads: bool) -> str:
    """What an alarm means for the work of the day. `reads`: whether the budget still pays for reading."""
    if measure == Measure.LIMIT:
        return "La lecture ralentit d'elle-même pour laisser aux gestes ce qui reste."
    if measure in APART:
        return "YouTube les compte à part. Une fois épuisées, elles attendent le lendemain; tout le reste continue."
    if level < 100:
        slower = "La lecture ralentit d'elle-même. " if reads else ""
        return f"{slower}Si les gestes sont nombreux, augmentez le budget ou espacez-les."
    return "La lecture est suspendue. Les gestes partent encore, tant que la plateforme les accepte."
