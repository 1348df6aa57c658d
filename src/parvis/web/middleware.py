"""Around every request: a number to quote, headers Django does not set, and sign-in seen by htmx."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseClientRedirect
from structlog.contextvars import bound_contextvars

Handler = Callable[[HttpRequest], HttpResponse]

_NOT_NEEDED = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_PERMISSIONS_POLICY = ", ".join(f"{feature}=()" for feature in _NOT_NEEDED)


def request_id(get_response: Handler) -> Handler:
    """Number each request: in its logs, in the X-Request-ID header, on error pages."""

    def handle(request: HttpRequest) -> HttpResponse:
        number = uuid.uuid4().hex[:12]
        request.request_id = number  # type: ignore[attr-defined]
        with bound_contextvars(request_id=number):
            response = get_response(request)
        response["X-Request-ID"] = number
        return response

    return handle


def private_pages(get_response: Handler) -> Handler:
    """No camera, no microphone; and nothing a signed-in person saw stays on a shared computer's disk."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return handle


def htmx_sign_in(get_response: Handler) -> Handler:
    """When a session has ended, send the whole page to sign-in rather than a sign-in form into a fragment."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.headers.get("HX-Request") or response.status_code != 302:
            return response
        sign_in = resolve_url(settings.LOGIN_URL)
        if urlsplit(response["Location"]).path != sign_in:
            return response
        current = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = f"{current.path}?{current.query}" if current.query else current.path
        return HttpResponseClientRedirect(f"{sign_in}?{urlencode({'next': back})}" if back else sign_in)

    return handle
