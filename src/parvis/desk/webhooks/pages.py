"""The page of deliveries, for administrators: what arrives, what was refused, and asking platforms to deliver."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from parvis.connectors.port import AccountAccess
from parvis.desk.people.actors import Actor, person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, permission_required
from parvis.desk.records.models import Account
from parvis.desk.records.platforms import configured_accounts

from . import queries
from .refusals import SubscriptionRefused
from .screens import NO_ADDRESS, account_lines
from .subscribing import subscribe_account, unsubscribe_account

_SHOWN = 50


@require_safe
@permission_required(Permission.ADMINISTER)
def notices(request: HttpRequest) -> HttpResponse:
    context = {
        "lines": account_lines(_accounts()),
        "unknown_items": queries.unknown_items(_SHOWN),
        "no_address": "" if settings.PUBLIC_URL else NO_ADDRESS,
    }
    return render(request, "webhooks/notices.html", context)


@require_POST
@permission_required(Permission.ADMINISTER)
def subscribe(request: HttpRequest, account_id: UUID) -> HttpResponse:
    account = get_object_or_404(Account, pk=account_id)
    try:
        kept = subscribe_account(actor=_actor(request), account=account)
    except SubscriptionRefused as refused:
        messages.error(request, str(refused))
    else:
        if kept.problem:
            messages.error(request, kept.problem)
        else:
            messages.success(
                request, "C’est demandé, et la plateforme a accepté\u00a0: ses avis arriveront d’eux-mêmes."
            )
    return redirect(f"{reverse('webhooks:notices')}#compte-{account.pk}")


@require_POST
@permission_required(Permission.ADMINISTER)
def unsubscribe(request: HttpRequest, account_id: UUID) -> HttpResponse:
    account = get_object_or_404(Account, pk=account_id)
    problem = unsubscribe_account(actor=_actor(request), account=account)
    if problem:
        messages.warning(request, f"Parvis a oublié l’abonnement, mais la plateforme n’a pas confirmé. {problem}")
    else:
        messages.success(request, "La plateforme n’enverra plus d’avis pour ce compte. Parvis continue de le lire.")
    return redirect(f"{reverse('webhooks:notices')}#compte-{account.pk}")


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)  # noqa: S101 - behind permission_required
    return person(request.user)


def _accounts() -> list[tuple[Account, AccountAccess]]:
    """The accounts that something speaks for; none while the accounts' file cannot be read, which is said elsewhere."""
    try:
        spoken_for = {(one.platform, one.platform_id): one for one in configured_accounts()}
    except ImproperlyConfigured:
        return []
    held = Account.objects.order_by("platform", "name")
    return [(one, spoken_for[key]) for one in held if (key := (one.platform, one.platform_id)) in spoken_for]
