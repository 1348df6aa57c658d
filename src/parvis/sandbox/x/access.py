"""Who calls X, and how often they may: bearer or user tokens, fifteen-minute windows."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass

from starlette.requests import Request

from ..authorisation.tokens import APP_TOKEN, Consents
from ..world import World
from . import problems
from .generation import GENERATIONS, Generation

WINDOW = 900  # seconds
# endpoint -> calls per window for (the application, the user); None: this kind of token is refused.
LIMITS: dict[str, tuple[int | None, int | None]] = {
    "mentions": (450, 300),
    "search": (450, 300),
    "tweets": (300, 900),
    "timeline": (1500, 900),
    "users": (300, 900),
    "me": (None, 75),
    "hide": (None, 50),
    "create": (None, 100),
    "delete": (None, 50),
    "follow": (None, 50),
    "webhooks": (450, None),
    "subscribe": (500, 500),
    "subscriptions": (500, None),
}


# What a token that a person gave (OAuth 2.0) must allow; the accounts' own tokens allow everything.
SCOPES = {
    "hide": "tweet.moderate.write",
    "create": "tweet.write",
    "delete": "tweet.write",
    "follow": "follows.write",
    "users": "users.read",
    "me": "users.read",
}


@dataclass(frozen=True, slots=True)
class Caller:
    """A request that was let in, for which account, and the headers that say what is left of its window."""

    generation: Generation
    headers: dict[str, str]
    account: str = ""  # empty: the institution's


class Doorkeeper:
    """Checks tokens and counts calls. Windows start with their first call."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._windows: dict[tuple[str, str], tuple[float, int]] = {}

    def admit(self, request: Request, endpoint: str) -> Caller:
        """Raises the documented 401, 403 or 429."""
        generation = GENERATIONS[self._world.settings["x_generation"]]
        kind, account, scopes = self._token_kind(request)
        if scopes is not None and SCOPES.get(endpoint, "tweet.read") not in scopes:
            raise problems.forbidden(generation, "Your token does not have the required scope for this endpoint.")
        for_app, for_user = LIMITS[endpoint]
        limit = for_user if kind == "user_token" else for_app
        if limit is None:
            raise problems.unsupported_authentication(generation)
        return Caller(generation, self._count(kind, endpoint, limit), account)

    def _token_kind(self, request: Request) -> tuple[str, str, frozenset[str] | None]:
        """Whose token it is, for which account, and its scopes (None: all)."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and given.strip() == APP_TOKEN:
            return "bearer_token", "", None
        issued = Consents(self._world).check("x", given.strip()) if scheme.lower() == "bearer" else None
        if issued is not None:
            return "user_token", issued.account, issued.scopes
        if scheme.lower() == "bearer" and not self._world.settings.get("revoked.x", False):
            for kind, token in self._world.people.credentials("x").items():
                if secrets.compare_digest(token.encode(), given.strip().encode("utf-8", "replace")):
                    return kind, "", None
        raise problems.unauthorized()

    def _count(self, kind: str, endpoint: str, limit: int) -> dict[str, str]:
        now = time.time()
        with self._lock:
            start, used = self._windows.get((kind, endpoint), (now, 0))
            if now >= start + WINDOW:
                start, used = now, 0
            self._windows[kind, endpoint] = (start, used + 1)
        headers = rate_headers(limit, max(0, limit - used - 1), int(start + WINDOW))
        if used >= limit:
            raise problems.too_many_requests(headers)
        return headers


def rate_headers(limit: int, remaining: int, reset: int) -> dict[str, str]:
    """`reset` in Unix seconds."""
    return {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(remaining),
        "x-rate-limit-reset": str(reset),
    }
