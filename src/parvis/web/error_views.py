"""Error pages: what happened, and what to do next. None needs the database, nor a signed-in person."""

from __future__ import annotations

import contextlib

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .preferences import read_preferences


def _page(request: HttpRequest, status: int, template: str, **context: object) -> HttpResponse:
    values = {
        "preferences": read_preferences(request),
        "request_id": getattr(request, "request_id", ""),
        "status": status,
        **context,
    }
    return HttpResponse(render_to_string(f"web/errors/{template}.html", values), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(request, 400, "400")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The words of our own refusals are for people, and shown; others are not."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _page(request, 403, "403", reason=reason)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    return _page(request, 404, "404")


def server_error(request: HttpRequest) -> HttpResponse:
    with contextlib.suppress(Exception):
        return _page(request, 500, "500")
    # Templates themselves may be what broke.
    return HttpResponse(
        "Erreur du serveur. Réessayez dans quelques minutes.", status=500, content_type="text/plain; charset=utf-8"
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return _page(request, 403, "csrf")
