"""The page of figures."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed, permission_required
from parvis.web.labels import PLATFORMS

from ..queries import subjects
from .report import report
from .scope import Scope
from .screens import screen


@permission_required(Permission.READ)
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    scope = Scope.read(request.GET, timezone.localdate(now))
    context = {
        "scope": scope,
        "screen": screen(report(scope, now)),
        "today": timezone.localdate(now),
        "platforms": PLATFORMS,
        "platform_name": PLATFORMS.get(scope.platform, scope.platform),
        "subjects": subjects(),
        "can_administer": isinstance(request.user, User) and allowed(request.user.role, Permission.ADMINISTER),
    }
    return render(request, "enquiries/figures.html", context)
