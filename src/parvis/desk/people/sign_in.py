"""Checks a name and a password, slowing down whoever guesses."""

from __future__ import annotations

from django.contrib.auth import authenticate
from django.http import HttpRequest

from .models import User
from .throttle import Guesses


def identify(request: HttpRequest, username: str, password: str) -> User | None:
    """The active person of that name and password, or None; raises `TooManyTries` after five wrong ones."""
    guesses = Guesses.of(username, request.META.get("REMOTE_ADDR", ""))
    guesses.check()
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        guesses.count()
        return None
    guesses.forget()
    return user
