"""What every page needs to know: preferences and the request's number."""

from __future__ import annotations

from django.http import HttpRequest

from .preferences import KEYS, THEMES, read_preferences


def page(request: HttpRequest) -> dict[str, object]:
    return {
        "preferences": read_preferences(request),
        "themes": THEMES,
        "keys": KEYS,
        "request_id": getattr(request, "request_id", ""),
    }
