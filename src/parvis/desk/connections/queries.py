"""Reads of connections."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet

from parvis.desk.records.models import Account
from parvis.desk.records.platforms import accounts_of_file

from .models import Attempt, Connection


def connections() -> QuerySet[Connection]:
    """Connected accounts first, then those that were disconnected; each platform's together."""
    return Connection.objects.select_related("account", "connected_by").order_by(
        "revoked_at", "account__platform", "account__name"
    )


def connection(connection_id: UUID) -> Connection | None:
    return connections().filter(pk=connection_id).first()


def attempt(attempt_id: UUID) -> Attempt | None:
    return Attempt.objects.filter(pk=attempt_id).first()


def accounts_in_file() -> set[tuple[str, str]]:
    """(platform, id) of the accounts of the file; empty when the file cannot be read, which is said elsewhere."""
    try:
        return {(access.platform, access.platform_id) for access in accounts_of_file()}
    except ImproperlyConfigured:
        return set()


def accounts_by_file() -> list[Account]:
    """The accounts that only the file speaks for."""
    named = accounts_in_file()
    alone = Account.objects.exclude(connection__revoked_at=None, connection__isnull=False)
    return [one for one in alone.order_by("platform", "name") if (one.platform, one.platform_id) in named]
