"""Behind each address, an account: its secrets and the reader of its platform, remembered for a few seconds."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.connectors.notices import WebhookReader
from parvis.connectors.port import AccountAccess
from parvis.desk.people.actors import process
from parvis.desk.records.actions.accounts import sync_accounts
from parvis.desk.records.models import Account
from parvis.desk.records.platforms import configured_accounts

FRESH = 10.0  # seconds: reading the accounts at each delivery would cost more than all the rest
AT_ONCE = 1.0  # seconds: for a challenge or a wrong signature, whose secret may just have changed


@dataclass(frozen=True, slots=True)
class Door:
    """An account whose platform delivers here. Several lead to it, and none tells its secrets."""

    account: Account
    access: AccountAccess
    reader: WebhookReader


def reader_of(platform: str) -> WebhookReader | None:
    name = settings.WEBHOOK_READERS.get(platform)
    return cast("WebhookReader", import_string(name)) if name else None


class Doors:
    """The doors of this process. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Door] = {}
        self._read_at = float("-inf")

    def find(self, platform: str, platform_id: str, *, age: float = FRESH) -> Door | None:
        """The door of this address, known since at most `age` seconds; None when no account has it."""
        if time.monotonic() - self._read_at > age:
            with self._lock:
                if time.monotonic() - self._read_at > age:
                    self._known = _read()
                    self._read_at = time.monotonic()
        return self._known.get((platform, platform_id))

    def forget(self) -> None:
        self._read_at = float("-inf")


def _read() -> dict[tuple[str, str], Door]:
    accesses = [access for access in configured_accounts() if access.platform in settings.WEBHOOK_READERS]
    accounts = sync_accounts(actor=process("webhooks"), accesses=accesses)
    found = {}
    for access, account in zip(accesses, accounts, strict=True):
        reader = reader_of(access.platform)
        if reader is not None:
            found[access.platform, access.platform_id] = Door(account, access, reader)
    return found


doors = Doors()
