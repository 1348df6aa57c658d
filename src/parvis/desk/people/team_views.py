"""The team, for those who administer it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from . import actions, queries
from .actors import Actor, person
from .errors import PeopleError, UsernameTaken
from .forms import NewPasswordForm, NewPersonForm
from .models import User
from .permissions import Permission, Role, permission_required


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ADMINISTER)
def team(request: HttpRequest) -> HttpResponse:
    """Everyone, and the form that adds someone."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = actions.create_user(actor=_actor(request), **{**given, "role": Role(given["role"])})
        except UsernameTaken as error:
            form.add_error("username", str(error))
        else:
            messages.success(request, f"{user.display_name} peut maintenant se connecter.")
            return redirect("people:list")
    people = [(someone, Role.french_of(someone.role)) for someone in queries.everyone()]
    status = 422 if form.errors else 200
    return render(request, "people/list.html", {"people": people, "form": form}, status=status)


@require_POST
@permission_required(Permission.ADMINISTER)
def deactivate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = _someone(pk)
    try:
        actions.deactivate_user(actor=_actor(request), user=user)
    except PeopleError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{user.display_name} ne peut plus se connecter.")
    return redirect("people:list")


@require_POST
@permission_required(Permission.ADMINISTER)
def reactivate(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    user = _someone(pk)
    actions.reactivate_user(actor=_actor(request), user=user)
    messages.success(request, f"{user.display_name} peut de nouveau se connecter.")
    return redirect("people:list")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Permission.ADMINISTER)
def reset_password(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """A new password for someone who forgot theirs."""
    user = _someone(pk)
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reset_password(actor=_actor(request), user=user, password=form.cleaned_data["new"])
        messages.success(request, f"Le mot de passe de {user.display_name} est changé.")
        return redirect("people:list")
    status = 422 if form.errors else 200
    return render(request, "people/reset_password.html", {"someone": user, "form": form}, status=status)


def _someone(pk: uuid.UUID) -> User:
    user = queries.someone(pk)
    if user is None:
        raise Http404
    return user


def _actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, User)  # noqa: S101  # permission_required
    return person(request.user)
