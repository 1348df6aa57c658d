"""What somebody should do about the table of holidays before it misleads: said in French, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from parvis.policy.hours import Holiday, HolidayStatus
from parvis.policy.model import Policy


def calendar_warnings(policy: Policy, today: date) -> list[str]:
    """What is missing or unconfirmed this year, from today on, and next year; none when all is in order."""
    this, following = (_of(policy, year) for year in (today.year, today.year + 1))
    coming = [holiday for holiday in this if holiday.day >= today]
    return [
        *_about(today.year, this, coming, len(this)),
        *_about(today.year + 1, following, following, len(this)),
    ]


def _of(policy: Policy, year: int) -> list[Holiday]:
    return [holiday for holiday in policy.holidays if holiday.day.year == year]


def _about(year: int, listed: Sequence[Holiday], coming: Sequence[Holiday], expected: int) -> list[str]:
    if not listed:
        return [
            f"Aucun jour férié n'est inscrit pour {year}\u00a0: sans ses dates, ces jours comptent comme ouvrables. "
            "Ajoutez-les à la section [calendar] de la politique."
        ]
    said = []
    if len(listed) < expected:
        said.append(
            f"Jours fériés inscrits pour {year}\u00a0: {len(listed)}, contre {expected} pour {year - 1}. "
            "Vérifiez que la section [calendar] de la politique est complète."
        )
    deduced = [holiday.day.isoformat() for holiday in coming if holiday.status == HolidayStatus.DEDUCED]
    if deduced:
        subject = "Jours fériés" if len(deduced) > 1 else "Jour férié"
        said.append(
            f"{subject} de {year} à confirmer\u00a0: {', '.join(deduced)}. "
            'Comparez au calendrier officiel, puis écrivez status = "confirmed".'
        )
    return said
