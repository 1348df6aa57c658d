"""Every write about people: who is let in, with what role, and who no longer is."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from .actors import Actor, person
from .audit import record
from .errors import LastAdministrator, UsernameTaken, WrongPassword
from .models import User
from .permissions import Permission, Role, require
from .setup_code import check_code, use_code


def create_first_administrator(*, code: str, username: str, display_name: str, password: str) -> User:
    """The person who holds the printed code becomes the first administrator, once.

    The code stands in for the permission: nobody exists yet who could have one.
    """
    row = check_code(code)
    with transaction.atomic():
        use_code(row)
        user = _create(username, display_name, Role.ADMINISTRATOR, password)
        record(person(user), "person.set_up", _subject(user), {"role": user.role})
    return user


def create_user(*, actor: Actor, username: str, display_name: str, role: Role, password: str) -> User:
    require(actor, Permission.ADMINISTER)
    if role == Role.SYSTEM:
        raise ValueError("the system role belongs to our own processes, never to a person")
    with transaction.atomic():
        user = _create(username, display_name, role, password)
        record(actor, "person.create", _subject(user), {"role": user.role})
    return user


def deactivate_user(*, actor: Actor, user: User) -> None:
    """This person can no longer sign in, and open sessions end; what they did stays theirs."""
    require(actor, Permission.ADMINISTER)
    with transaction.atomic():
        others = User.objects.select_for_update().filter(role=Role.ADMINISTRATOR, is_active=True)
        if user.role == Role.ADMINISTRATOR and {other.pk for other in others} <= {user.pk}:
            raise LastAdministrator
        _set_active(actor, user, "person.deactivate", active=False)


def reactivate_user(*, actor: Actor, user: User) -> None:
    require(actor, Permission.ADMINISTER)
    with transaction.atomic():
        _set_active(actor, user, "person.reactivate", active=True)


def change_own_password(*, user: User, present: str, new: str) -> None:
    """Everyone may change their own password, and only with the present one in hand."""
    if not user.check_password(present):
        raise WrongPassword
    with transaction.atomic():
        user.set_password(new)
        user.save(update_fields=["password"])
        record(person(user), "person.change_password", _subject(user), {})


def reset_password(*, actor: Actor, user: User, password: str) -> None:
    """Let someone who forgot theirs in again; their open sessions end."""
    require(actor, Permission.ADMINISTER)
    with transaction.atomic():
        user.set_password(password)
        user.save(update_fields=["password"])
        record(actor, "person.reset_password", _subject(user), {})


def note_sign_in(*, user: User) -> None:
    with transaction.atomic():
        record(person(user), "person.sign_in", _subject(user), {})


def note_sign_out(*, user: User) -> None:
    with transaction.atomic():
        record(person(user), "person.sign_out", _subject(user), {})


def _create(username: str, display_name: str, role: Role, password: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(username, password, display_name=display_name, role=role.value)
    except IntegrityError as error:
        raise UsernameTaken from error


def _set_active(actor: Actor, user: User, verb: str, *, active: bool) -> None:
    """Do and record it once: a second click changes nothing and writes nothing."""
    if User.objects.filter(pk=user.pk, is_active=not active).update(is_active=active):
        record(actor, verb, _subject(user), {})
    user.is_active = active


def _subject(user: User) -> str:
    return f"person:{user.pk}"
