"""Writes that keep a connection alive: credentials renewed, checked with the platform, sealed with the newest key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from parvis.connectors.consent import TokenHealth
from parvis.connectors.port import ConnectorError, Refused, TokenRefused
from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, allowed, require
from parvis.desk.records.actions.accounts import mark_account
from parvis.desk.records.audit import append_event, lock_chain
from parvis.desk.records.models import Health

from .applications import application_of, authoriser_of
from .keys import keys
from .leases import leased
from .models import Connection
from .refusals import ConnectionRefused, Unreadable
from .sealing import Unopenable, key_id, seal, unseal

_KEEPER = process("connections")
_SOON, _LATER = timedelta(minutes=1), timedelta(minutes=15)


def renew_connection(*, actor: Actor, connection: Connection) -> bool:
    """New credentials in place of those about to expire; whether the platform gave some.

    What it refuses marks the account and is kept to be shown. Raises `Busy` when another process is at it.
    """
    require(actor, Permission.OPERATE)
    with leased(connection):
        try:
            client = application_of(connection.account.platform, connection.base_url)
            given = authoriser_of(connection.account.platform).refresh(client, _opened(connection))
        except (ConnectorError, ConnectionRefused) as error:
            _note_problem(actor, connection, error)
            return False
        sealed = seal(given.credentials, connection.purpose)
        values: dict[str, Any] = {
            "sealed": sealed,
            "key_id": key_id(sealed),
            "expires_at": given.expires_at,
            "renewed_at": timezone.now(),
        }
        if given.scopes_granted is not None:
            values["scopes"] = sorted(given.scopes_granted)
        _keep(actor, connection, "account.token_renewed", values)
    return True


def check_connection(*, actor: Actor, connection: Connection) -> bool:
    """Ask the platform whether it still accepts the credentials, and with which permissions."""
    if not allowed(actor.role, Permission.OPERATE):
        require(actor, Permission.ADMINISTER)
    with leased(connection):
        try:
            client = application_of(connection.account.platform, connection.base_url)
            found = authoriser_of(connection.account.platform).health(client, _opened(connection))
        except (ConnectorError, ConnectionRefused) as error:
            _note_problem(actor, connection, error)
            return False
        _keep(actor, connection, "account.checked", _seen(found))
    return True


def reseal_connection(*, actor: Actor, connection: Connection) -> None:
    """Seal with the newest key what an older one sealed; a key that is gone is said. Raises `Busy`."""
    require(actor, Permission.OPERATE)
    with leased(connection):
        try:
            sealed = seal(_opened(connection), connection.purpose)
        except Unreadable as error:
            _note_problem(actor, connection, error)
            return
        with transaction.atomic():
            lock_chain()
            same = Connection.objects.filter(pk=connection.pk, generation=connection.generation)
            if same.update(sealed=sealed, key_id=key_id(sealed)):
                body = {"key": keys()[0].id}
                append_event(
                    actor=actor, verb="account.token_resealed", subject=f"account:{connection.account_id}", body=body
                )


def _seen(found: TokenHealth) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if found.expires_at is not None:
        values["expires_at"] = found.expires_at
    if found.scopes_granted is not None:
        values["scopes"] = sorted(found.scopes_granted)
    return values


def _keep(actor: Actor, connection: Connection, verb: str, values: Mapping[str, Any]) -> None:
    """Unless the account was connected again meanwhile: those credentials are newer."""
    with transaction.atomic():
        lock_chain()
        same = Connection.objects.filter(pk=connection.pk, generation=connection.generation, revoked_at=None)
        if not same.update(**values, problem="", try_after=None, checked_at=timezone.now()):
            return
        append_event(actor=actor, verb=verb, subject=f"account:{connection.account_id}", body={})
        if connection.account.health == Health.TOKEN_REFUSED:
            mark_account(actor=_KEEPER, account=connection.account, health=Health.OK)


def _note_problem(actor: Actor, connection: Connection, error: ConnectorError | ConnectionRefused) -> None:
    wait = getattr(error, "wait", None)
    lasting = isinstance(error, TokenRefused | Refused | ConnectionRefused)
    after = timezone.now() + (timedelta(seconds=wait) if wait else _LATER if lasting else _SOON)
    with transaction.atomic():
        lock_chain()
        same = Connection.objects.filter(pk=connection.pk, generation=connection.generation, revoked_at=None)
        if not same.update(problem=str(error), try_after=after):
            return
        if connection.problem != str(error):
            append_event(
                actor=actor,
                verb="account.token_problem",
                subject=f"account:{connection.account_id}",
                body={"code": error.code},
            )
        if isinstance(error, TokenRefused | Unreadable):
            mark_account(actor=_KEEPER, account=connection.account, health=Health.TOKEN_REFUSED, said=str(error))


def _opened(connection: Connection) -> dict[str, Any]:
    try:
        return unseal(connection.sealed, connection.purpose)
    except Unopenable:
        raise Unreadable from None
