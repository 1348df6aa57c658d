"""Coming in, going out, one's own profile."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from . import actions, queries
from .errors import PeopleError, TooManyTries, WrongCode, WrongPassword
from .forms import OwnPasswordForm, SetUpForm, SignInForm
from .models import User
from .setup_code import administrator_exists
from .sign_in import identify


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Where strangers arrive; before anyone exists, they are led to set-up."""
    if queries.nobody_yet():
        return redirect("people:set_up")
    if request.user.is_authenticated:
        return redirect(_destination(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = identify(request, form.cleaned_data["username"], form.cleaned_data["password"])
        except TooManyTries as error:
            form.add_error(None, str(error))
            return render(request, "people/sign_in.html", {"form": form}, status=429)
        if user is not None:
            login(request, user)
            actions.note_sign_in(user=user)
            return redirect(_destination(request))
        # One answer for a wrong name, a wrong password and a closed account: it tells a stranger nothing.
        form.add_error(None, "Le nom d’utilisateur ou le mot de passe n’est pas le bon.")
    status = 422 if form.errors else 200
    return render(request, "people/sign_in.html", {"form": form, "next": request.GET.get("next", "")}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        actions.note_sign_out(user=request.user)
    logout(request)
    messages.success(request, "Votre session est fermée.")
    return redirect("people:sign_in")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """The first administrator, with the code printed by the command; afterwards this page does not exist."""
    if administrator_exists():
        raise Http404
    form = SetUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.create_first_administrator(**form.cleaned_data)
        except PeopleError as error:
            form.add_error("code" if isinstance(error, WrongCode) else None, str(error))
        else:
            login(request, user, backend="django.contrib.auth.backends.ModelBackend")
            messages.success(request, f"Bienvenue, {user.display_name}. Parvis est en service.")
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/set_up.html", {"form": form}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's own account: what it is, how the pages look, its password."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  # login_required
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_own_password(user=user, present=form.cleaned_data["present"], new=form.cleaned_data["new"])
        except WrongPassword as error:
            form.add_error("present", str(error))
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "Votre mot de passe est changé. Vos autres sessions sont fermées.")
            return redirect("people:profile")
    return render(request, "people/profile.html", {"form": form}, status=422 if form.errors else 200)


def _destination(request: HttpRequest) -> str:
    """Where the person was going, if that is one of our pages."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)
