"""What every page needs to know: preferences, the request's number, and whether all this is a demonstration."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from .preferences import KEYS, THEMES, read_preferences


def page(request: HttpRequest) -> dict[str, object]:
    return {
        "preferences": read_preferences(request),
        "themes": THEMES,
        "keys": KEYS,
        "sandbox_url": settings.SANDBOX_URL,
        "request_id": getattr(request, "request_id", ""),
    }
