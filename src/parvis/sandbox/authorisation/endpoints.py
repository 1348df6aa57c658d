"""Token, renewal and revocation, as X and Google answer them. Faults strike here as on the rest of a platform."""

from __future__ import annotations

import base64
import binascii
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from ..faults import Fault
from ..wire import Refusal, Shape, answer, platform_app
from ..world import World
from .tokens import Consents, Issued, known_client

Handler = Callable[[Request], Awaitable[Response]]


def routes(world: World) -> list[BaseRoute]:
    x, google = _X(world), _Google(world)
    paths: list[tuple[str, str, Handler]] = [
        ("x", "/x/2/oauth2/token", x.token),
        ("x", "/x/2/oauth2/revoke", x.revoke),
        ("youtube", "/youtube/token", google.token),
        ("youtube", "/youtube/revoke", google.revoke),
        ("youtube", "/youtube/tokeninfo", google.info),
    ]
    return [
        Route(path, platform_app(world, platform, [Route(path, handler, methods=["POST"])], _SHAPE))
        for platform, path, handler in paths
    ]


def _too_many(fault: Fault, _: World) -> Response:
    return answer({"error": "rate_limit_exceeded"}, 429, {"retry-after": str(fault.retry_after)})


_SHAPE = Shape(
    rate_limit=_too_many,
    server_error=lambda _, __: answer({"error": "server_error"}, 500),
    no_such_path=lambda _: answer({"error": "invalid_request"}, 405),
)


async def _form(request: Request) -> dict[str, str]:
    form = await request.form(max_fields=30)
    return {name: value for name, value in form.items() if isinstance(value, str)}


class _Server(ABC):
    """What both have in common: a code or a refresh token becomes tokens."""

    platform = ""

    def __init__(self, world: World) -> None:
        self._consents = Consents(world)

    def refuse(self, error: str, said: str, status: int = 400) -> Refusal:
        return Refusal(status, {"error": error, "error_description": said})

    @abstractmethod
    def invalid(self, what: str) -> Refusal:
        """What this platform answers to a code or a token that is not good."""

    async def token(self, request: Request) -> Response:
        form = await _form(request)
        self._check_client(request, form)
        kind = form.get("grant_type")
        if kind == "authorization_code":
            issued = self._of_code(form)
        elif kind == "refresh_token":
            issued = self._of_refresh_token(form.get("refresh_token", ""))
        else:
            raise self.refuse("unsupported_grant_type", "Invalid grant_type")
        return answer(self._tokens(issued, first=kind == "authorization_code"))

    def _of_code(self, form: Mapping[str, str]) -> Issued:
        grant = self._consents.redeem(
            self.platform, form.get("code", ""), form.get("redirect_uri", ""), form.get("code_verifier", "")
        )
        if grant is None:
            raise self.invalid("authorization code")
        kept = dict(self._consents.live(self.platform)).get(grant)
        if kept is None:
            raise self.invalid("authorization code")
        return Issued(grant, kept["accounts"][0], tuple(kept["accounts"]), frozenset(kept["scopes"]), 0)

    @abstractmethod
    def _of_refresh_token(self, token: str) -> Issued:
        """What a refresh token is exchanged for."""

    @abstractmethod
    def _tokens(self, issued: Issued, *, first: bool) -> dict[str, Any]:
        """The answer, in this platform's own shape."""

    def _access(self, issued: Issued) -> dict[str, Any]:
        seconds = self._consents.lifetime(self.platform)
        token = self._consents.issue(self.platform, issued.grant, account=issued.account, seconds=seconds)
        scope = " ".join(sorted(issued.scopes))
        return {"token_type": "bearer", "expires_in": seconds, "access_token": token, "scope": scope}

    def _check_client(self, request: Request, form: Mapping[str, str]) -> None:
        """Basic, or the form's client_id and client_secret."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
        if scheme.lower() == "basic":
            try:
                client_id, _, secret = base64.b64decode(given, validate=True).decode("utf-8").partition(":")
            except (binascii.Error, UnicodeDecodeError):
                client_id = ""
        if not known_client(client_id, secret):
            raise self.refuse("invalid_client", "Unauthorized", 401)

    def _revoke(self, token: str) -> bool:
        for kind in ("refresh", "access"):
            issued = self._consents.check(self.platform, token, kind)
            if issued is not None:
                self._consents.revoke(self.platform, issued.grant)
                return True
        return False


class _X(_Server):
    """Refresh tokens are used once; another comes with each renewal."""

    platform = "x"

    def invalid(self, what: str) -> Refusal:
        return self.refuse("invalid_request", f"Value passed for the {what} was invalid.")

    def _of_refresh_token(self, token: str) -> Issued:
        issued = self._consents.spend("x", token)
        if issued is None:
            raise self.invalid("token")
        return issued

    def _tokens(self, issued: Issued, *, first: bool) -> dict[str, Any]:  # noqa: ARG002
        body = self._access(issued)
        if "offline.access" in issued.scopes:
            body["refresh_token"] = self._consents.issue("x", issued.grant, "refresh", issued.account)
        return body

    async def revoke(self, request: Request) -> Response:
        form = await _form(request)
        self._check_client(request, form)
        self._revoke(form.get("token", ""))  # RFC 7009: one that is worth nothing already is a success too
        return answer({"revoked": True})


class _Google(_Server):
    """Refresh tokens last, and come with the first consent only."""

    platform = "youtube"

    def invalid(self, what: str) -> Refusal:  # noqa: ARG002
        return self.refuse("invalid_grant", "Bad Request")

    def _of_refresh_token(self, token: str) -> Issued:
        issued = self._consents.check("youtube", token, "refresh")
        if issued is None:
            raise self.refuse("invalid_grant", "Token has been expired or revoked.")
        return issued

    def _tokens(self, issued: Issued, *, first: bool) -> dict[str, Any]:
        body = self._access(issued)
        if first:
            body["refresh_token"] = self._consents.issue("youtube", issued.grant, "refresh", issued.account)
        return body

    async def revoke(self, request: Request) -> Response:
        if not self._revoke((await _form(request)).get("token", "")):
            raise self.refuse("invalid_token", "Token expired or revoked")
        return answer({})

    async def info(self, request: Request) -> Response:
        issued = self._consents.check("youtube", (await _form(request)).get("access_token", ""))
        if issued is None:
            raise self.refuse("invalid_token", "Invalid Value")
        return answer({"scope": " ".join(sorted(issued.scopes)), "expires_in": str(issued.seconds_left)})
