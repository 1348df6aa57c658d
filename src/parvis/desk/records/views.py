"""The accounts' screen: their health, what was received, what differs, what is not understood."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from parvis.desk.people.actors import person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed, permission_required

from . import queries
from .actions.reconciliations import mark_discrepancy_seen
from .models import Discrepancy, UnknownItem
from .screens import account_line, discrepancy_line, effect_line, raw_content

_SHOWN = 50


@permission_required(Permission.READ)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    days = list(queries.counts_by_day())
    context = {
        "accounts": [account_line(account) for account in queries.accounts()],
        "days": list(reversed(days))[:_SHOWN],
        "totals": queries.totals(days),
        "discrepancies": [discrepancy_line(found) for found in queries.open_discrepancies()[:_SHOWN]],
        "unknown_items": queries.unknown_items()[:_SHOWN],
        "troubled": [effect_line(effect) for effect in queries.troubled_effects()[:_SHOWN]],
        "can_decide": isinstance(request.user, User) and allowed(request.user.role, Permission.DECIDE),
        "can_administer": isinstance(request.user, User) and allowed(request.user.role, Permission.ADMINISTER),
    }
    return render(request, "records/accounts.html", context)


@permission_required(Permission.ADMINISTER)
@require_GET
def unknown_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    item = get_object_or_404(UnknownItem.objects.select_related("account"), pk=item_id)
    content, cut = raw_content(item)
    return render(request, "records/unknown_item.html", {"item": item, "content": content, "cut": cut})


@permission_required(Permission.DECIDE)
@require_POST
def discrepancy_seen(request: HttpRequest, discrepancy_id: UUID) -> HttpResponse:
    discrepancy = get_object_or_404(Discrepancy, pk=discrepancy_id)
    assert isinstance(request.user, User)  # noqa: S101 - behind permission_required
    mark_discrepancy_seen(actor=person(request.user), discrepancy=discrepancy)
    return redirect("records:accounts")
