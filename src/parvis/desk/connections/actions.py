"""Writes about connections: what was chosen becomes an account's tokens; an account is disconnected."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from parvis.connectors.consent import Grant, GrantedAccount
from parvis.connectors.port import AccountAccess, ConnectorError
from parvis.desk.people.actors import Actor, process
from parvis.desk.people.permissions import Permission, require
from parvis.desk.records.actions.accounts import mark_account, sync_accounts
from parvis.desk.records.audit import append_event, lock_chain
from parvis.desk.records.models import Health

from . import refusals
from .applications import application_of, authoriser_of
from .attempts import open_attempt
from .leases import leased
from .models import Attempt, Connection
from .sealing import Unopenable, key_id, seal, unseal

# The account's row and its health are records of the house, kept by a process whoever connects it.
_KEEPER = process("connections")


def connect_accounts(*, actor: Actor, session: str, attempt: Attempt, chosen: Sequence[str]) -> list[Connection]:
    """The chosen accounts of an attempt are connected, and the attempt is over. Raises `ConnectionRefused`."""
    require(actor, Permission.ADMINISTER)
    grant, base_url = open_attempt(attempt, session)
    if not chosen:
        raise refusals.NothingChosen
    by_id = {account.platform_id: account for account in grant.accounts}
    if not set(chosen) <= by_id.keys():
        raise refusals.NotManaged
    with transaction.atomic():
        lock_chain()
        if not Attempt.objects.filter(pk=attempt.pk, done_at=None).update(done_at=timezone.now(), sealed=b""):
            raise refusals.StateUsed
        return [_connect(actor, attempt.platform, by_id[one], grant, base_url) for one in dict.fromkeys(chosen)]


def _connect(actor: Actor, platform: str, granted: GrantedAccount, grant: Grant, base_url: str) -> Connection:
    access = AccountAccess(platform, granted.platform_id, granted.name)
    [account] = sync_accounts(actor=_KEEPER, accesses=[access])
    known = Connection.objects.filter(account=account).first()
    connection = known or Connection(account=account, generation=0)
    connection.base_url = base_url
    connection.sealed = seal(granted.credentials, connection.purpose)
    connection.key_id = key_id(connection.sealed)
    connection.generation += 1
    connection.scopes = sorted(grant.scopes_granted)
    connection.grantor_id = grant.grantor_id
    connection.expires_at = grant.expires_at
    assert actor.user is not None  # noqa: S101 - only people administer from a page
    connection.connected_by = actor.user
    connection.connected_at = connection.checked_at = timezone.now()
    connection.revoked_at = connection.renewed_at = connection.try_after = connection.leased_until = None
    connection.problem = ""
    connection.save()
    missing = sorted({scope.name for scope in authoriser_of(platform).scopes} - grant.scopes_granted)
    append_event(
        actor=actor,
        verb="account.reconnected" if known else "account.connected",
        subject=f"account:{account.pk}",
        body={"connection": str(connection.pk), "scopes_missing": missing},
    )
    mark_account(actor=_KEEPER, account=account, health=Health.OK)
    for receiver in settings.CONNECTED_RECEIVERS:
        import_string(receiver)(account)
    return connection


def disconnect_account(*, actor: Actor, connection: Connection) -> str:
    """The platform revokes, then Parvis forgets, whatever the platform answered.

    Returns what became of the platform's side: "revoked"; "shared" when another account lives on the same consent,
    which is then left to it; "failed" when the platform did not confirm.
    """
    require(actor, Permission.ADMINISTER)
    with leased(connection):
        for receiver in settings.DISCONNECTING_RECEIVERS:
            import_string(receiver)(actor, connection.account)
        outcome = _revoke(connection)
        with transaction.atomic():
            lock_chain()
            Connection.objects.filter(pk=connection.pk).update(
                sealed=b"", key_id="", expires_at=None, problem="", revoked_at=timezone.now()
            )
            append_event(
                actor=actor,
                verb="account.disconnected",
                subject=f"account:{connection.account_id}",
                body={"connection": str(connection.pk), "platform_side": outcome},
            )
            mark_account(
                actor=_KEEPER,
                account=connection.account,
                health=Health.TOKEN_REFUSED,
                said="Ce compte a été déconnecté de Parvis.",
            )
    return outcome


def _revoke(connection: Connection) -> str:
    platform = connection.account.platform
    others = Connection.objects.filter(
        account__platform=platform, base_url=connection.base_url, grantor_id=connection.grantor_id, revoked_at=None
    ).exclude(pk=connection.pk)
    if connection.grantor_id and others.exists():
        return "shared"
    try:
        client = application_of(platform, connection.base_url)
        authoriser_of(platform).revoke(client, unseal(connection.sealed, connection.purpose))
    except (ConnectorError, refusals.NotConfigured, Unopenable):
        return "failed"
    return "revoked"
