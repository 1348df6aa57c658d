"""The way in for platforms, ahead of every other middleware: sessions, pages and their headers are for people."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .views import receive

Handler = Callable[[HttpRequest], HttpResponse]

_ADDRESS = re.compile(r"/webhooks/([a-z]{1,32})/([A-Za-z0-9_.-]{1,128})/")


def webhooks_first(get_response: Handler) -> Handler:
    """Answer `/webhooks/<platform>/<account>/` at once; leave everything else to what follows."""

    def handle(request: HttpRequest) -> HttpResponse:
        found = _ADDRESS.fullmatch(request.path_info) if request.path_info.startswith("/webhooks/") else None
        return receive(request, found[1], found[2]) if found else get_response(request)

    return handle
