"""The connected accounts as the rest of the desk finds them, through `settings.ACCOUNT_SOURCES`."""

from __future__ import annotations

from collections.abc import Mapping

import structlog
from django.core.exceptions import ImproperlyConfigured

from parvis.connectors.consent import ClientApplication
from parvis.connectors.port import AccountAccess

from .applications import application_of, application_secrets, authoriser_of
from .models import Connection
from .refusals import NotConfigured
from .sealing import Unopenable, unseal

log = structlog.get_logger(__name__)


def connected_accounts() -> list[AccountAccess]:
    """Every account connected from a page, with what its connector needs.

    One whose tokens cannot be opened has none: it is refused by itself, and the others go on.
    """
    live = Connection.objects.filter(revoked_at=None).select_related("account")
    return [
        AccountAccess(
            platform=connection.account.platform,
            platform_id=connection.account.platform_id,
            name=connection.account.name,
            credentials=_credentials(connection),
            base_url=connection.base_url,
        )
        for connection in live
    ]


def _credentials(connection: Connection) -> Mapping[str, str]:
    platform = connection.account.platform
    try:
        client = application_of(platform, connection.base_url)
    except NotConfigured:
        client = ClientApplication("", "", connection.base_url)  # tokens outlive the settings
    try:
        tokens = authoriser_of(platform).access(client, unseal(connection.sealed, connection.purpose))
    except (Unopenable, ImproperlyConfigured):
        log.error("token cannot be opened", account=str(connection.account_id))
        return {}
    return {**application_secrets(platform, connection.base_url), **tokens}
