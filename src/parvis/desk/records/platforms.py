"""Finds the connector of an account: by name in the settings, with the tokens of a private file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from parvis.connectors.port import AccountAccess, Connector

from .models import Account


def configured_accounts() -> list[AccountAccess]:
    """The accounts of `settings.ACCOUNTS_FILE`: a TOML list `[[account]]`, one table each.

    Raises `ImproperlyConfigured`, naming the file and the account, never a token.
    """
    path: Path = settings.ACCOUNTS_FILE
    if not path.exists():
        return []
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{path}: ce fichier de comptes ne se lit pas ({error})") from error
    return [_access(path, number, table) for number, table in enumerate(document.get("account", []), start=1)]


def _access(path: Path, number: int, table: dict[str, Any]) -> AccountAccess:
    missing = [key for key in ("platform", "platform_id") if not isinstance(table.get(key), str)]
    if missing:
        raise ImproperlyConfigured(f"{path}: le compte n° {number} n'a pas de {' ni de '.join(missing)}")
    if table["platform"] not in settings.CONNECTORS:
        known = ", ".join(sorted(settings.CONNECTORS))
        raise ImproperlyConfigured(f"{path}: plateforme inconnue « {table['platform']} »; connues : {known}")
    return AccountAccess(
        platform=table["platform"],
        platform_id=table["platform_id"],
        name=str(table.get("name", "")),
        credentials={key: str(value) for key, value in table.get("credentials", {}).items()},
        base_url=str(table.get("base_url", "")),
    )


def access_of(account: Account) -> AccountAccess | None:
    """The tokens of this account, or None when the file no longer names it."""
    for access in configured_accounts():
        if (access.platform, access.platform_id) == (account.platform, account.platform_id):
            return access
    return None


def connect(access: AccountAccess) -> Connector:
    """A connector that speaks for this account."""
    build = cast("Callable[[AccountAccess], Connector]", import_string(settings.CONNECTORS[access.platform]))
    return build(access)


def connector_of(account: Account) -> Connector | None:
    access = access_of(account)
    return connect(access) if access else None
