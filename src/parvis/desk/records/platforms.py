"""Finds the connector of an account: by name in the settings, with the tokens of a private file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from parvis.connectors.port import AccountAccess, Call, Connector

from .models import Account


def configured_accounts() -> list[AccountAccess]:
    """The accounts of every source in `settings.ACCOUNT_SOURCES`; the first to name one speaks for it."""
    known: dict[tuple[str, str], AccountAccess] = {}
    for source in settings.ACCOUNT_SOURCES:
        for access in import_string(source)():
            known.setdefault((access.platform, access.platform_id), access)
    return list(known.values())


def accounts_of_file() -> list[AccountAccess]:
    """The accounts of `settings.ACCOUNTS_FILE`: a TOML list `[[account]]`, one table each.

    Raises `ImproperlyConfigured`, naming the file and the account, never a token.
    """
    path: Path = settings.ACCOUNTS_FILE
    if not path.exists():
        return []
    try:
        listed = tomllib.loads(path.read_text(encoding="utf-8")).get("account", [])
    except (OSError, ValueError, RecursionError) as error:
        raise _unusable(path, f"ce fichier de comptes ne se lit pas{_place(error)}") from error
    if not isinstance(listed, list):
        raise _unusable(path, "chaque compte s'écrit sous un titre [[account]]")
    return [_access(path, number, table) for number, table in enumerate(listed, start=1)]


def _access(path: Path, number: int, table: Any) -> AccountAccess:
    if not isinstance(table, dict):
        raise _unusable(path, "chaque compte s'écrit sous un titre [[account]]")
    missing = [key for key in ("platform", "platform_id") if not isinstance(table.get(key), str)]
    if missing:
        raise _unusable(path, f"le compte n° {number} n'a pas de {' ni de '.join(missing)}")
    if table["platform"] not in settings.CONNECTORS:
        known = ", ".join(sorted(settings.CONNECTORS))
        raise _unusable(path, f"plateforme inconnue «\u00a0{table['platform']}\u00a0»; connues\u00a0: {known}")
    credentials = table.get("credentials", {})
    if not isinstance(credentials, dict):
        raise _unusable(path, f"les jetons du compte n° {number} s'écrivent sous un titre [account.credentials]")
    return AccountAccess(
        platform=table["platform"],
        platform_id=table["platform_id"],
        name=str(table.get("name", "")),
        credentials={key: str(value) for key, value in credentials.items()},
        base_url=str(table.get("base_url", "")),
    )


def _unusable(path: Path, why: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"PARVIS_ACCOUNTS_FILE\u00a0: {path}\u00a0: {why}.")


def _place(error: Exception) -> str:
    """Where the library stopped; what it quotes stays out, since it may be a token."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    return f" (ligne {found[1]}, colonne {found[2]})" if found else ""


def access_of(account: Account) -> AccountAccess | None:
    """The tokens of this account, or None when the file no longer names it."""
    for access in configured_accounts():
        if (access.platform, access.platform_id) == (account.platform, account.platform_id):
            return access
    return None


def connect(access: AccountAccess) -> Connector:
    """A connector that speaks for this account, every request of which is told to the meters."""
    build = cast("Callable[[AccountAccess], Connector]", import_string(settings.CONNECTORS[access.platform]))
    return build(metered(access))


def metered(access: AccountAccess) -> AccountAccess:
    """The same, every request of which is told to the meters."""
    meters = [import_string(meter) for meter in settings.CALL_METERS]

    def tell(call: Call) -> None:
        for meter in meters:
            meter(access, call)

    return replace(access, meter=tell) if meters else access


def connector_of(account: Account) -> Connector | None:
    access = access_of(account)
    return connect(access) if access else None
