"""Preferences of the person in front of the screen, and the page that shows every component."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from .preferences import keep_preferences


@require_POST
def set_preferences(request: HttpRequest) -> HttpResponse:
    """Keep what was chosen and go back; a script asking in the background gets an empty answer."""
    response: HttpResponse
    if request.headers.get("X-Requested-With") == "fetch":
        response = HttpResponse(status=204)
    else:
        response = HttpResponseRedirect(_way_back(request))
    keep_preferences(request, response)
    return response


def _way_back(request: HttpRequest) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


@require_GET
def styles(request: HttpRequest) -> HttpResponse:
    """Every component on one page, for those who build screens."""
    if not settings.DEBUG:
        raise Http404
    now = timezone.now()
    return render(
        request,
        "web/styles.html",
        {
            "now": now,
            "recently": now - timedelta(minutes=4),
            "until": now + timedelta(seconds=10),
            "page": Paginator(range(312), 25).page(3),
        },
    )
