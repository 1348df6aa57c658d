"""The cast: Alice moderates, Chloé administers, David only reads. Invented, like everyone in the tests."""

from __future__ import annotations

from functools import cache

from django.contrib.auth.hashers import make_password
from django.test import Client

from parvis.desk.people.models import User
from parvis.desk.people.permissions import Role

PASSWORD = "un canot sur la rivière 88"  # plainly a test's
_CAST = {
    "alice": ("Alice Gagnon", Role.MODERATOR),
    "chloe": ("Chloé Tremblay", Role.ADMINISTRATOR),
    "david": ("David Bélanger", Role.READER),
}


def someone(username: str) -> User:
    """That person of the cast, created on first mention."""
    found = User.objects.filter(username=username).first()
    if found is not None:
        return found
    name, role = _CAST[username]
    return User.objects.create(username=username, display_name=name, role=role.value, password=_password_hash())


@cache
def _password_hash() -> str:
    """Slow on purpose, so computed once."""
    return make_password(PASSWORD)


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(someone(username))
    return client
