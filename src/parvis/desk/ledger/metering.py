"""Where `settings.CALL_METERS` leads: each request that a connector sent."""

from __future__ import annotations

import structlog
from django.db import transaction

from parvis.connectors.port import AccountAccess, Call
from parvis.desk.people.actors import process

from .actions import count_call

log = structlog.get_logger(__name__)

_METER = process("meter")


def meter(access: AccountAccess, call: Call) -> None:
    """Count one request. Never raises: an act that the platform has obeyed must not be lost for a counter."""
    try:
        # A savepoint where a transaction is open: a failure here must not break it.
        with transaction.atomic():
            known = count_call(actor=_METER, platform=access.platform, platform_id=access.platform_id, call=call)
    except Exception as error:  # noqa: BLE001 - as said above
        log.error("call not counted", platform=access.platform, operation=call.operation, error=type(error).__name__)
        return
    if not known:
        log.warning("call of an unknown account", platform=access.platform, operation=call.operation)
