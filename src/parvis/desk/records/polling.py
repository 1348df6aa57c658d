"""Asks each platform what is new, for as long as the process lives. One account's trouble stays its own."""

from __future__ import annotations

import threading
import traceback
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone
from django.utils.module_loading import import_string

from parvis.connectors.port import AccountAccess, Connector, ConnectorError, TokenRefused
from parvis.desk.people.actors import Actor, process

from .actions.accounts import mark_account, sync_accounts
from .actions.comments import receive_comments
from .actions.reconciliations import reconcile_comments
from .models import Account, Health
from .platforms import configured_accounts, connect

log = structlog.get_logger(__name__)

_POLLER = process("poller")
_RECONCILIATION = process("reconciliation")


def run_poller(stop: threading.Event) -> None:
    """Poll every `POLL_SECONDS`, reconcile every `RECONCILE_SECONDS`, until asked to stop."""
    reconciled = timezone.now()
    while not stop.is_set():
        close_old_connections()
        poll_once()
        if timezone.now() - reconciled > timedelta(seconds=settings.RECONCILE_SECONDS):
            reconcile_once()
            reconciled = timezone.now()
        stop.wait(settings.POLL_SECONDS)


def poll_once() -> int:
    """One round over the accounts; returns how many comments were new or edited."""
    return sum(_poll(account, access) for account, access in _accounts(_POLLER))


def reconcile_once() -> int:
    """Read back what `settings.READ_BACK` chooses of each account; returns how many alerts that leaves open."""
    return sum(_reconcile(account, access) for account, access in _accounts(_RECONCILIATION))


def _accounts(actor: Actor) -> list[tuple[Account, AccountAccess]]:
    accesses = configured_accounts()
    return list(zip(sync_accounts(actor=actor, accesses=accesses), accesses, strict=True))


def _poll(account: Account, access: AccountAccess) -> int:
    started = timezone.now()
    waits = [account.poll_after, *(import_string(gate)(account) for gate in settings.POLL_GATES)]
    if any(wait and wait > started for wait in waits):
        return 0
    try:
        received = fetch(account, connect(access))
    except Exception as error:  # noqa: BLE001 - the other accounts go on, whatever happened to this one
        _mark(_POLLER, account, error)
        return 0
    # From the start of this reading, not its end, or a pace equal to the round's would skip every other round.
    again_after = started + timedelta(seconds=settings.POLL_PACE.get(account.platform, 0))
    mark_account(actor=_POLLER, account=account, health=Health.OK, poll_after=again_after)
    return received


def fetch(account: Account, connector: Connector) -> int:
    """Everything since the account's cursor; each page is kept with the cursor that follows it."""
    received = 0
    pages = connector.fetch_since(account.cursor)
    while True:
        asked_at = timezone.now()
        batch = next(pages, None)
        if batch is None:
            return received
        received += len(receive_comments(actor=_POLLER, account=account, batch=batch, as_of=asked_at))
        if any(import_string(stop)(account) for stop in settings.READING_STOPS):
            return received


def _reconcile(account: Account, access: AccountAccess) -> int:
    chosen = import_string(settings.READ_BACK)(account)
    asked_at = timezone.now()
    try:
        seen = connect(access).observe(chosen)
        alerts = reconcile_comments(actor=_RECONCILIATION, account=account, seen=seen, as_of=asked_at)
        for receiver in settings.READ_BACK_RECEIVERS:
            import_string(receiver)(account, seen, asked_at)
    except Exception as error:  # noqa: BLE001 - as above
        _mark(_RECONCILIATION, account, error)
        return 0
    if chosen:  # otherwise nothing was asked of the platform
        mark_account(actor=_RECONCILIATION, account=account, health=Health.OK, poll_after=account.poll_after)
    return len(alerts)


def _mark(actor: Actor, account: Account, error: Exception) -> None:
    if not isinstance(error, ConnectorError):
        log.error("account failed", account=str(account.pk), error=type(error).__name__, at=_where(error))
        said = "Erreur imprévue de Parvis; le journal technique la décrit. La lecture reprend d'elle-même."
        mark_account(actor=actor, account=account, health=Health.FAILING, said=said)
        return
    log.warning("account refused", account=str(account.pk), code=error.code)
    health = Health.TOKEN_REFUSED if isinstance(error, TokenRefused) else Health.FAILING
    after = timezone.now() + timedelta(seconds=error.wait) if error.wait else None
    mark_account(actor=actor, account=account, health=health, said=str(error), poll_after=after)


def _where(error: Exception) -> str:
    """The last line reached. The message and the values stay out of the logs: they may quote a comment."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('parvis/')[2]}:{frames[-1].lineno}" if frames else ""
