"""Behind each address, accounts: their secrets and the reader of its platform, remembered for a few seconds."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from parvis.connectors.notices import WebhookReader
from parvis.desk.people.actors import process
from parvis.desk.records.actions.accounts import sync_accounts
from parvis.desk.records.models import Account
from parvis.desk.records.platforms import configured_accounts

from .addresses import boxes_of, verify_token

FRESH = 10.0  # seconds: reading the accounts at each delivery would cost more than all the rest
AT_ONCE = 1.0  # seconds: for a challenge or a wrong signature, whose secret may just have changed


@dataclass(frozen=True, slots=True)
class Door:
    """What an address leads to: one account, or all those of an application, which share its secrets."""

    accounts: tuple[Account, ...]
    secrets: Mapping[str, str] = field(repr=False)
    reader: WebhookReader

    def account_named_in(self, body: bytes) -> Account:
        """Under whose name a body is filed: the first it names. What it says of each is only understood later."""
        places = {body.find(one.platform_id.encode()): one for one in reversed(self.accounts)}
        return places[min((place for place in places if place >= 0), default=max(places))]


def reader_of(platform: str) -> WebhookReader | None:
    name = settings.WEBHOOK_READERS.get(platform)
    return cast("WebhookReader", import_string(name)) if name else None


class Doors:
    """The doors of this process. Safe from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[tuple[str, str], Door] = {}
        self._read_at = float("-inf")

    def find(self, platform: str, box: str, *, age: float = FRESH) -> Door | None:
        """The door of the address that ends with `box`, known for at most `age` seconds; None when there is none."""
        if time.monotonic() - self._read_at > age:
            with self._lock:
                if time.monotonic() - self._read_at > age:
                    self._known = _read()
                    self._read_at = time.monotonic()
        return self._known.get((platform, box))

    def forget(self) -> None:
        self._read_at = float("-inf")


def _read() -> dict[tuple[str, str], Door]:
    accesses = [access for access in configured_accounts() if access.platform in settings.WEBHOOK_READERS]
    accounts = sync_accounts(actor=process("webhooks"), accesses=accesses)
    found: dict[tuple[str, str], Door] = {}
    for access, account in zip(accesses, accounts, strict=True):
        reader = reader_of(access.platform)
        if reader is None:
            continue
        for box in boxes_of(access):
            place = (access.platform, box)
            known = found[place].accounts if place in found else ()
            secrets = {"verify_token": verify_token(access.platform, box), **access.credentials}
            found[place] = Door((*known, account), secrets, reader)
    return found


doors = Doors()
