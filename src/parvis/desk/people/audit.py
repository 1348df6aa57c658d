"""The door to the audit chain, which lives above this room: found through the settings."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from .actors import Actor


def record(actor: Actor, verb: str, subject: str, body: Mapping[str, object] | None = None) -> None:
    """Append one event to the chain, in the current transaction. `body` holds no personal information."""
    import_string(settings.AUDIT_WRITER)(actor=actor, verb=verb, subject=subject, body=body or {})
