"""One process at a time speaks for a connection: two must not both use a refresh token that works once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .models import Connection
from .refusals import Busy

_LEASE = timedelta(minutes=3)  # longer than all the requests of one renewal may take


@contextmanager
def leased(connection: Connection) -> Iterator[None]:
    """Hold the connection, read afresh, until the block ends. Raises `Busy` when another process holds it.

    A process that dies holding it is waited for no longer than the lease.
    """
    now = timezone.now()
    until = now + _LEASE
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    if not Connection.objects.filter(free, pk=connection.pk, revoked_at=None).update(leased_until=until):
        raise Busy
    connection.refresh_from_db()
    try:
        yield
    finally:
        Connection.objects.filter(pk=connection.pk, leased_until=until).update(leased_until=None)
