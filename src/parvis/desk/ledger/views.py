"""The quota page, the form that changes a budget, and the file of what was counted."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from parvis.desk.people.actors import person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, allowed, permission_required
from parvis.desk.records.models import Account

from . import queries
from .actions import set_budget
from .budgets import budget_of
from .forms import BudgetForm
from .notices import notices
from .screens import quota, shared_quota
from .tables import csv_lines


@permission_required(Permission.READ)
@require_GET
def quotas(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    accounts = list(queries.accounts())
    context = {
        "quotas": [quota(account, now) for account in accounts],
        "notices": notices(accounts, now),
        "shared_quota": shared_quota(accounts),
        "can_administer": isinstance(request.user, User) and allowed(request.user.role, Permission.ADMINISTER),
    }
    return render(request, "ledger/quotas.html", context)


@permission_required(Permission.ADMINISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def budget(request: HttpRequest, account_id: UUID) -> HttpResponse:
    account = get_object_or_404(Account, pk=account_id)
    form = BudgetForm(request.POST or None, platform=account.platform, budget=budget_of(account))
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)  # noqa: S101 - behind permission_required
        set_budget(actor=person(request.user), account=account, budget=form.budget())
        messages.success(request, "Le budget est changé. Il vaut dès la prochaine lecture.")
        return redirect("ledger:quotas")
    status = 422 if form.errors else 200
    return render(request, "ledger/budget.html", {"account": account, "form": form}, status=status)


@permission_required(Permission.READ)
@require_GET
def usage_file(request: HttpRequest) -> StreamingHttpResponse:  # noqa: ARG001
    lines = csv_lines(queries.usage_rows())
    return StreamingHttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="parvis-quotas.csv"'},
    )
