"""What the list of questions warns of, above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed
from parvis.desk.records.policies import policy_of, version_in_force
from parvis.policy.holidays import calendar_warnings

from .escalation.queries import Trouble, page_alerts, troubled_alerts
from .wording import CHANNELS


@dataclass(frozen=True, slots=True)
class Notice:
    """One framed remark. `kind` is a kind of callout."""

    kind: str
    title: str
    lines: Sequence[str]


def notices(reader: User, now: datetime) -> list[Notice]:
    """What presses, what could not be told, and, for those who can mend it, dates still to be confirmed."""
    return [*_pressing(now), *_untold(), *(_calendar(now) if allowed(reader.role, Permission.ADMINISTER) else ())]


def _pressing(now: datetime) -> Iterator[Notice]:
    over = page_alerts(now)
    late, nearly = over.get(100, 0), over.get(75, 0)
    lines = []
    if late:
        lines.append(f"{late} question{'s' * (late > 1)} dont le délai est passé.")
    if nearly:
        lines.append(f"{nearly} question{'s' * (nearly > 1)} dont les trois quarts du délai sont écoulés.")
    if lines:
        yield Notice("danger" if late else "warning", "Le délai presse", lines)


def _untold() -> Iterator[Notice]:
    troubles = troubled_alerts()
    if troubles:
        yield Notice("warning", "Des avertissements ne partent pas", [_said(trouble) for trouble in troubles])


def _said(trouble: Trouble) -> str:
    channel = next((said for code, said in CHANNELS.items() if code == trouble.channel), trouble.channel)
    then = "Parvis n'essaie plus." if trouble.given_up else "Parvis réessaie de lui-même."
    return f"{channel}\u00a0: {trouble.said} {then}"


def _calendar(now: datetime) -> Iterator[Notice]:
    policy = policy_of(version_in_force())
    said = calendar_warnings(policy, now.astimezone(policy.hours.zone).date())
    if said:
        yield Notice("info", "Calendrier à confirmer", said)
