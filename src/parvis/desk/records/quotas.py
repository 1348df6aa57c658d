"""Asks whether a call may leave that has a quota of its own, as searches and uploads do on YouTube.

Slices do not know the one that counts: it is found by name, in `settings.CALL_GATES`.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from .models import Account


def hold_call(account: Account, operation: str, *, kept: int = 0, last_at: datetime | None = None) -> datetime | None:
    """Until when not to make this call ("search.list"); None when it may leave now.

    `kept` calls of the day are left to others. Given when the caller's latest one left (`last_at`), the calls that
    remain are spread over what remains of the day.
    """
    waits = [import_string(gate)(account, operation, kept, last_at) for gate in settings.CALL_GATES]
    return max((wait for wait in waits if wait is not None), default=None)
