"""What the worker does for connections: renews in time, checks what cannot be renewed, forgets old attempts."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from parvis.desk.people.actors import process

from .applications import authoriser_of
from .attempts import LIFETIME
from .keys import keys
from .models import Attempt, Connection
from .refusals import Busy
from .renewals import check_connection, renew_connection, reseal_connection

log = structlog.get_logger(__name__)

_WORKER = process("worker")
_AHEAD = timedelta(minutes=10)  # before the end
_CHECKED_EVERY = timedelta(hours=24)
_FORGOTTEN_AFTER = timedelta(days=1)


def look_after_connections() -> int:
    """One round; returns how many connections were renewed, checked or sealed anew."""
    _forget_attempts()
    done = 0
    for act, due in ((renew_connection, _to_renew()), (check_connection, _to_check()), (reseal_connection, _old())):
        for connection in due.select_related("account"):
            try:
                act(actor=_WORKER, connection=connection)
            except Busy:
                continue  # another process is at it
            done += 1
    if done:
        log.info("connections looked after", count=done)
    return done


def _live() -> QuerySet[Connection]:
    now = timezone.now()
    return Connection.objects.filter(
        Q(try_after=None) | Q(try_after__lt=now), Q(leased_until=None) | Q(leased_until__lt=now), revoked_at=None
    )


def _to_renew() -> QuerySet[Connection]:
    return _live().filter(account__platform__in=_platforms(renewing=True), expires_at__lt=timezone.now() + _AHEAD)


def _to_check() -> QuerySet[Connection]:
    """A renewal tells as much as a check: only what has none is checked."""
    return _live().filter(
        account__platform__in=_platforms(renewing=False), checked_at__lt=timezone.now() - _CHECKED_EVERY
    )


def _old() -> QuerySet[Connection]:
    """What an older key sealed; nothing is asked of the keys while nothing is connected."""
    sealed = _live()
    return sealed.exclude(key_id=keys()[0].id) if sealed.exists() else sealed


def _platforms(*, renewing: bool) -> list[str]:
    return [platform for platform in settings.AUTHORISERS if authoriser_of(platform).renews == renewing]


def _forget_attempts() -> None:
    """What was granted and not chosen in time is no longer ours to keep."""
    now = timezone.now()
    Attempt.objects.filter(started_at__lt=now - LIFETIME).exclude(sealed=b"").update(sealed=b"")
    Attempt.objects.filter(started_at__lt=now - _FORGOTTEN_AFTER).delete()
