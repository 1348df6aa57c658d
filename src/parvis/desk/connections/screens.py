"""What the templates are given: each connection's state in French, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from parvis.connectors.consent import Scope
from parvis.desk.records.models import Health
from parvis.web.labels import PLATFORMS

from .applications import authoriser_of, configured, platforms
from .models import Connection
from .queries import accounts_in_file

_WARNED = timedelta(days=14)
# What became of the platform's side when an account is disconnected.
DISCONNECTED = {
    "revoked": "Le compte est déconnecté\u00a0: la plateforme a retiré l’accès, et Parvis a oublié les jetons.",
    "shared": "Le compte est déconnecté\u00a0: Parvis a oublié ses jetons. L’accès reste donné sur la plateforme, car "
    "un autre compte connecté par la même personne s’en sert.",
    "failed": "Parvis a oublié les jetons, mais la plateforme n’a pas confirmé le retrait de l’accès. Retirez-le "
    "vous-même, dans les réglages du compte sur la plateforme, parmi les applications autorisées.",
}


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """`state` and `badge` for the eye; `said` and `todo` when something is amiss."""

    connection: Connection
    state: str
    badge: str
    said: str
    todo: str
    missing: tuple[Scope, ...]
    renews: bool
    in_file: bool
    pushes: bool  # whether its platform can be asked to deliver what happens


def connection_lines(connections: list[Connection]) -> list[ConnectionLine]:
    named = accounts_in_file()
    return [_line(one, (one.account.platform, one.account.platform_id) in named) for one in connections]


def missing_scopes(connection: Connection) -> tuple[Scope, ...]:
    asked = authoriser_of(connection.account.platform).scopes
    return tuple(scope for scope in asked if scope.name not in connection.scopes)


def _line(connection: Connection, in_file: bool) -> ConnectionLine:
    renews = authoriser_of(connection.account.platform).renews
    missing = () if connection.revoked_at else missing_scopes(connection)
    state, badge, said, todo = _state(connection, renews, bool(missing))
    pushes = connection.account.platform in settings.WEBHOOK_SUBSCRIBERS
    return ConnectionLine(connection, state, badge, said, todo, missing, renews, in_file, pushes)


def _state(connection: Connection, renews: bool, partial: bool) -> tuple[str, str, str, str]:
    account, now = connection.account, timezone.now()
    if connection.revoked_at:
        return "Déconnecté", "neutral", "", ""
    if account.health == Health.TOKEN_REFUSED:
        said = connection.problem or account.health_said or "Reconnectez le compte."
        return "Jeton refusé", "danger", said, "La lecture reprendra alors où elle s’est arrêtée."
    if connection.expires_at and connection.expires_at < now:
        return "Jeton expiré", "danger", connection.problem, "Reconnectez le compte."
    if connection.problem:
        again = "Parvis réessaie de lui-même. Si cela dure, reconnectez le compte."
        return "Renouvellement en échec" if renews else "Vérification en échec", "warning", connection.problem, again
    if account.health == Health.FAILING:
        return "En difficulté", "warning", account.health_said, "Parvis réessaie de lui-même, et rien ne se perd."
    if not renews and connection.expires_at and connection.expires_at < now + _WARNED:
        return "À reconnecter bientôt", "warning", "", "Reconnectez le compte avant l’échéance."
    if partial:
        return "Autorisations incomplètes", "warning", "", ""
    return "En règle", "success", "", ""


@dataclass(frozen=True, slots=True)
class PlatformLine:
    platform: str
    name: str
    configured: bool


def platform_lines() -> list[PlatformLine]:
    return [PlatformLine(one, PLATFORMS.get(one, one), configured(one)) for one in platforms()]
