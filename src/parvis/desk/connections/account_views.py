"""The connected accounts: their health, and how to check or disconnect one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from parvis.desk.people.permissions import Permission, permission_required
from parvis.web.labels import PLATFORMS

from . import queries
from .actions import disconnect_account
from .models import Connection
from .refusals import ConnectionRefused
from .renewals import check_connection
from .screens import DISCONNECTED, connection_lines, platform_lines
from .views import actor_of


@require_safe
@permission_required(Permission.ADMINISTER)
def connections(request: HttpRequest) -> HttpResponse:
    lines = connection_lines(list(queries.connections()))
    context = {
        "live": [line for line in lines if not line.connection.revoked_at],
        "gone": [line for line in lines if line.connection.revoked_at],
        "by_file": queries.accounts_by_file(),
        "platforms": platform_lines(),
    }
    return render(request, "connections/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ADMINISTER)
def disconnect(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    connection = _live(connection_id)
    if request.method == "POST":
        try:
            outcome = disconnect_account(actor=actor_of(request), connection=connection)
        except ConnectionRefused as refused:
            messages.error(request, str(refused))
        else:
            tell = messages.warning if outcome == "failed" else messages.success
            tell(request, DISCONNECTED[outcome])
        return redirect("connections:list")
    platform_name = PLATFORMS.get(connection.account.platform, connection.account.platform)
    context = {"connection": connection, "platform_name": platform_name}
    return render(request, "connections/disconnect.html", context)


@require_POST
@permission_required(Permission.ADMINISTER)
def check(request: HttpRequest, connection_id: UUID) -> HttpResponse:
    try:
        good = check_connection(actor=actor_of(request), connection=_live(connection_id))
    except ConnectionRefused as refused:
        messages.error(request, str(refused))
    else:
        if good:
            messages.success(request, "La plateforme accepte le jeton de ce compte.")
        else:
            messages.error(request, "La plateforme n’a pas accepté le jeton de ce compte\u00a0: voyez ci-dessous.")
    return redirect("connections:list")


def _live(connection_id: UUID) -> Connection:
    connection = queries.connection(connection_id)
    if connection is None or connection.revoked_at:
        raise Http404
    return connection
