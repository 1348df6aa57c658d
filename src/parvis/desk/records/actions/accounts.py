"""Writes about official accounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from parvis.connectors.port import AccountAccess
from parvis.desk.people.actors import Actor
from parvis.desk.people.permissions import Permission, require

from ..audit import append_event, chained
from ..models import Account, Health
from ..verbatim import displayable


def sync_accounts(*, actor: Actor, accesses: Iterable[AccountAccess]) -> list[Account]:
    """Make sure that each configured account has its row. Accounts no longer configured keep theirs."""
    require(actor, Permission.OPERATE)
    return [_sync(actor, access) for access in accesses]


def _sync(actor: Actor, access: AccountAccess) -> Account:
    with chained():
        account, created = Account.objects.get_or_create(
            platform=access.platform,
            platform_id=access.platform_id,
            defaults={"name": displayable(access.name)},
        )
        if created:
            append_event(actor=actor, verb="account.added", subject=f"account:{account.pk}", body={})
        elif account.name != displayable(access.name):
            Account.objects.filter(pk=account.pk).update(name=displayable(access.name))
    return account


def mark_account(
    *, actor: Actor, account: Account, health: Health, said: str = "", poll_after: datetime | None = None
) -> None:
    """Record how the platform treats this account. Only a change of health is an event."""
    require(actor, Permission.OPERATE)
    with chained():
        changed = (
            Account.objects.filter(pk=account.pk)
            .exclude(health=health)
            .update(health=health, health_said=said, health_since=timezone.now(), poll_after=poll_after)
        )
        if changed:
            subject = f"account:{account.pk}"
            append_event(actor=actor, verb="account.health", subject=subject, body={"health": health.value})
        else:
            Account.objects.filter(pk=account.pk).update(health_said=said, poll_after=poll_after)
