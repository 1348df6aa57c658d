"""The way to a platform's consent screen and back."""

from __future__ import annotations

from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from parvis.connectors.port import ConnectorError
from parvis.desk.people.actors import Actor, person
from parvis.desk.people.models import User
from parvis.desk.people.permissions import Permission, permission_required
from parvis.web.labels import PLATFORMS

from . import queries
from .actions import connect_accounts
from .applications import authoriser_of, configured, consent_origin
from .attempts import begin_attempt, finish_attempt, open_attempt
from .models import Attempt, Connection
from .refusals import ConnectionRefused, NothingChosen
from .screens import missing_scopes

_LONGEST = 4096  # characters of a parameter that a platform sends back


def actor_of(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)  # noqa: S101 - behind permission_required
    return person(request.user)


def _session(request: HttpRequest) -> str:
    return request.session.session_key or ""


def _known(platform: str) -> str:
    if platform not in settings.AUTHORISERS:
        raise Http404
    return platform


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ADMINISTER)
def start(request: HttpRequest, platform: str) -> HttpResponseBase:
    """What will be asked and why; then off to the platform."""
    _known(platform)
    again = _account_again(request, platform)
    redirect_uri = request.build_absolute_uri(reverse("connections:callback", args=[platform]))
    if request.method == "POST":
        try:
            address = begin_attempt(
                actor=actor_of(request),
                session=_session(request),
                platform=platform,
                redirect_uri=redirect_uri,
                expects=again.account.platform_id if again else "",
            )
        except ConnectionRefused as refused:
            return _refused(request, platform, str(refused), refused.status)
        return HttpResponseRedirect(address)
    context = {
        "platform": platform,
        "platform_name": PLATFORMS.get(platform, platform),
        "scopes": authoriser_of(platform).scopes,
        "redirect_uri": redirect_uri,
        "again": again,
        "configured": configured(platform),
    }
    if not context["configured"]:
        return render(request, "connections/start.html", context)

    # Chromium holds `form-action` against redirections too: this page's form leads to the platform.
    @csp_update({"form-action": [consent_origin(platform)]})
    def page(request: HttpRequest) -> HttpResponse:
        return render(request, "connections/start.html", context)

    return page(request)


def _account_again(request: HttpRequest, platform: str) -> Connection | None:
    given = (request.POST if request.method == "POST" else request.GET).get("compte", "")
    try:
        found = queries.connection(UUID(given)) if given else None
    except ValueError:
        raise Http404 from None
    if given and (found is None or found.account.platform != platform):
        raise Http404
    return found


@never_cache
@require_GET
@permission_required(Permission.ADMINISTER)
def callback(request: HttpRequest, platform: str) -> HttpResponse:
    """Where the platform sends the person back."""
    _known(platform)
    returned = {name: request.GET.get(name, "")[:_LONGEST] for name in ("state", "code", "error")}
    actor, session = actor_of(request), _session(request)
    try:
        attempt = finish_attempt(actor=actor, session=session, platform=platform, returned=returned)
        grant, _ = open_attempt(attempt, session)
        if not attempt.expects and len(grant.accounts) > 1:
            return redirect("connections:choose", attempt.pk)
        chosen = [attempt.expects or grant.accounts[0].platform_id]
        _tell(request, connect_accounts(actor=actor, session=session, attempt=attempt, chosen=chosen))
    except ConnectionRefused as refused:
        return _refused(request, platform, str(refused), refused.status)
    except ConnectorError as refused_there:
        return _refused(request, platform, str(refused_there), 502)
    return redirect("connections:list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ADMINISTER)
def choose(request: HttpRequest, attempt_id: UUID) -> HttpResponse:
    """Which of the accounts that this consent covers."""
    attempt = queries.attempt(attempt_id)
    if attempt is None:
        raise Http404
    actor, session = actor_of(request), _session(request)
    try:
        if request.method == "POST":
            chosen = request.POST.getlist("compte")
            _tell(request, connect_accounts(actor=actor, session=session, attempt=attempt, chosen=chosen))
            return redirect("connections:list")
        return _choices(request, attempt)
    except NothingChosen as nothing:
        return _choices(request, attempt, str(nothing), nothing.status)
    except ConnectionRefused as refused:
        return _refused(request, attempt.platform, str(refused), refused.status)


def _choices(request: HttpRequest, attempt: Attempt, error: str = "", status: int = 200) -> HttpResponse:
    grant, _ = open_attempt(attempt, _session(request))
    context = {
        "attempt": attempt,
        "platform_name": PLATFORMS.get(attempt.platform, attempt.platform),
        "accounts": [(one.platform_id, one.name) for one in grant.accounts],
        "error": error,
    }
    return render(request, "connections/choose.html", context, status=status)


def _tell(request: HttpRequest, connections: list[Connection]) -> None:
    for connection in connections:
        name = connection.account.name or connection.account.platform_id
        if missing_scopes(connection):
            messages.warning(request, f"{name} est connecté, mais tout ne fonctionnera pas\u00a0: voyez ci-dessous.")
        else:
            messages.success(request, f"{name} est connecté.")


def _refused(request: HttpRequest, platform: str, said: str, status: int) -> HttpResponse:
    request.META["QUERY_STRING"] = ""  # pages hold their own address: the code and the state stay out of it
    context = {"platform": platform, "platform_name": PLATFORMS.get(platform, platform), "said": said}
    return render(request, "connections/refused.html", context, status=status)
