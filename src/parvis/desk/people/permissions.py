"""Who may do what: one table, read by actions, views and templates alike."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from .actors import Actor

P = ParamSpec("P")


class Role(StrEnum):
    """The roles of the policy, and the one of our own processes."""

    ADMINISTRATOR = "administrator"
    MODERATOR = "moderator"
    READER = "reader"
    SYSTEM = "system"

    @property
    def french(self) -> str:
        return _FRENCH[self]

    @classmethod
    def french_of(cls, role: str) -> str:
        """The words for a stored role; the code itself for one that this version does not know."""
        return next((words for known, words in _FRENCH.items() if known == role), role)


_FRENCH = {
    Role.ADMINISTRATOR: "Administration",
    Role.MODERATOR: "Modération",
    Role.READER: "Lecture",
    Role.SYSTEM: "Système",
}


class Permission(StrEnum):
    READ = "read"  # see comments, decisions and the journal
    DECIDE = "decide"  # keep, remove, restore, undo
    ANSWER = "answer"  # take questions, write to citizens, approve what others wrote
    ADMINISTER = "administer"  # people, accounts, policy
    OPERATE = "operate"  # receive, assess, deliver: our own processes


TABLE: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({Permission.READ}),
    Role.MODERATOR: frozenset({Permission.READ, Permission.DECIDE, Permission.ANSWER}),
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.DECIDE, Permission.ANSWER, Permission.ADMINISTER}),
    Role.SYSTEM: frozenset({Permission.READ, Permission.OPERATE}),
}


class NotAllowed(PermissionDenied):
    """This role may not do this. The message is for people."""


def allowed(role: str, permission: Permission) -> bool:
    """False for a role this version does not know."""
    return any(permission in granted for known, granted in TABLE.items() if known == role)


def require(actor: Actor, permission: Permission) -> None:
    """Raise `NotAllowed` unless this actor's role grants the permission."""
    if not allowed(actor.role, permission):
        raise NotAllowed("Votre rôle ne permet pas ce geste. Demandez-le à une personne de l'administration.")


def permission_required(
    permission: Permission,
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """A view for signed-in people whose role grants the permission; others get 403, strangers the sign-in page."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @login_required
        @wraps(view)
        def guarded(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not allowed(request.user.role, permission):
                raise NotAllowed("Votre rôle ne permet pas de voir cette page.")
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the matrix test
        return guarded

    return decorate
