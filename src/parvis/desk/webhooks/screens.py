"""What the page of deliveries is given: each account's state in French, and what to declare in a console."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from parvis.connectors.port import AccountAccess
from parvis.desk.records.models import Account

from .addresses import address_of, boxes_of, verify_token
from .models import Subscription
from .queries import Traffic, subscriptions, traffic
from .refusals import NoPush

_RECENT = timedelta(days=7)
REFUSED_FOR = {"forged": "signature fausse", "stale": "avis périmé", "wrong_token": "mauvais jeton de vérification"}
NO_ADDRESS = (
    "Les plateformes ne peuvent pas joindre Parvis\u00a0: son adresse publique n’est pas déclarée. Demandez à l’équipe "
    "technique de donner PARVIS_PUBLIC_URL, par exemple https://parvis.example.org."
)


@dataclass(frozen=True, slots=True)
class Console:
    """What somebody writes in the platform's console when the platform is not asked from here."""

    address: str
    verify_token: str  # "" where the platform has none, or where the accounts' file holds it


@dataclass(frozen=True, slots=True)
class AccountLine:
    """`state` and `badge` for the eye, `said` when there is something to know or to do."""

    account: Account
    state: str
    badge: str
    said: str
    pushes: bool
    subscription: Subscription | None
    traffic: Traffic
    last_refusal: str
    console: Console | None


def account_lines(accounts: Sequence[tuple[Account, AccountAccess]]) -> list[AccountLine]:
    known = subscriptions()
    return [_line(account, access, known.get(account.pk)) for account, access in accounts]


def _line(account: Account, access: AccountAccess, subscription: Subscription | None) -> AccountLine:
    found, pushes = traffic(account), account.platform in settings.WEBHOOK_READERS
    state, badge, said = _state(subscription, found) if pushes else ("Sans avis", "neutral", NoPush.message)
    refusal = REFUSED_FOR.get(found.last_refusal.reason, found.last_refusal.reason) if found.last_refusal else ""
    console = _console(access) if pushes else None
    return AccountLine(account, state, badge, said, pushes, subscription, found, refusal, console)


def _state(subscription: Subscription | None, found: Traffic) -> tuple[str, str, str]:
    recent = found.last_at is not None and found.last_at > timezone.now() - _RECENT
    if subscription and subscription.problem:
        if subscription.subscribed_at:
            return "Abonnement à vérifier", "warning", subscription.problem
        return "Abonnement refusé", "danger", subscription.problem
    if subscription:
        return "Abonné", "success", "" if recent else "Aucun avis n’est arrivé ces sept derniers jours."
    if recent:
        return "Avis reçus", "success", "Ils arrivent par l’adresse inscrite dans la console de la plateforme."
    return "Pas abonné", "neutral", "Les commentaires de ce compte n’arrivent qu’aux lectures périodiques."


def _console(access: AccountAccess) -> Console | None:
    address = address_of(access)
    if not address:
        return None
    derived = access.platform == "facebook" and not access.credentials.get("verify_token")
    return Console(address, verify_token(access.platform, boxes_of(access)[0]) if derived else "")
