"""Who acts: a person, or one of our own processes. Every write takes one; no flag stands in for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .permissions import Role

if TYPE_CHECKING:
    from .models import User


@dataclass(frozen=True, slots=True)
class Actor:
    """`reference` is what the audit keeps: an identifier, never a name."""

    reference: str
    name: str
    role: str
    user: User | None = None


def person(user: User) -> Actor:
    return Actor(reference=f"person:{user.pk}", name=user.display_name, role=user.role, user=user)


def process(name: str) -> Actor:
    """One of our own processes: `poller`, `worker`, `reconciliation`, `automation`, `command-line`."""
    return Actor(reference=f"process:{name}", name=name, role=Role.SYSTEM)


def operator() -> Actor:
    """Whoever holds the machine and runs the command: it stands above the desk's own administrators."""
    return Actor(reference="operator:command-line", name="Ligne de commande", role=Role.ADMINISTRATOR)
