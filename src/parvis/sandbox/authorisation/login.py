"""What Facebook Login adds to Graph: tokens for a code, the person behind a token, their Pages and permissions."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from ..wire import Refusal
from ..world import World
from .asking import PERMISSIONS
from .tokens import CLIENT_ID, CLIENT_SECRET, Consents, accounts_of, known_client, manager

_USER_SECONDS = 60 * 86_400


class Login:
    """Answers the paths of a person's token; everything else is Graph's own business."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._consents = Consents(world)

    def serve(self, method: str, path: list[str], parameters: Mapping[str, str], token: str) -> dict[str, Any] | None:
        """The body, or None when this path or this token is not ours. Raises `Refusal`."""
        place = "/".join(path)
        if place == "oauth/access_token":
            return self._exchange(parameters)
        person = manager(self._world)
        if method == "DELETE" and place in ("me/permissions", f"{person.platform_id}/permissions"):
            return self._forget(token)
        issued = self._consents.check("facebook", token, "user")
        if issued is None:
            page = self._consents.check("facebook", token)
            if page is None or method != "GET" or place not in ("me", page.account):
                return None
            names = {one.platform_id: one.name for one in accounts_of(self._world, "facebook")}
            return {"name": names[page.account], "id": page.account}
        if method == "GET" and place in ("me", person.platform_id):
            return {"name": person.name, "id": person.platform_id}
        if method == "GET" and place == "me/permissions":
            return {"data": [_permission(name, issued.scopes) for name in PERMISSIONS["facebook"]]}
        if method == "GET" and place == "me/accounts":
            return self._pages(issued.grant, issued.accounts, issued.scopes)
        return None

    def _exchange(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        if not known_client(parameters.get("client_id", ""), parameters.get("client_secret", "")):
            raise _error("Error validating client secret.", 1)
        if parameters.get("grant_type") == "fb_exchange_token":
            short = self._consents.check("facebook", parameters.get("fb_exchange_token", ""), "user")
            if short is None:
                raise _error("Error validating access token: The session has been invalidated.", 190, 460)
            grant, seconds = short.grant, _USER_SECONDS
        else:
            found = self._consents.redeem(
                "facebook",
                parameters.get("code", ""),
                parameters.get("redirect_uri", ""),
                parameters.get("code_verifier", ""),
            )
            if found is None:
                raise _error("This authorization code has been used.", 100, 36009)
            grant, seconds = found, 3600
        person = manager(self._world).platform_id
        token = self._consents.issue("facebook", grant, "user", person, seconds)
        return {"access_token": token, "token_type": "bearer", "expires_in": seconds}

    def _pages(self, grant: str, accounts: tuple[str, ...], scopes: frozenset[str]) -> dict[str, Any]:
        if "pages_show_list" not in scopes:
            raise _error("(#200) Requires pages_show_list permission to manage the object", 200, status=403)
        names = {one.platform_id: one.name for one in accounts_of(self._world, "facebook")}
        seconds = self._consents.lifetime("facebook")
        return {
            "data": [
                {
                    "id": page,
                    "name": names[page],
                    "access_token": self._consents.issue("facebook", grant, account=page, seconds=seconds),
                    "tasks": ["ADVERTISE", "ANALYZE", "CREATE_CONTENT", "MESSAGING", "MODERATE", "MANAGE"],
                }
                for page in accounts
            ]
        }

    def _forget(self, token: str) -> dict[str, Any]:
        """By the person, or by the application itself: one person consents here, so that all goes."""
        by_application = secrets.compare_digest(
            token.encode("utf-8", "replace"), f"{CLIENT_ID}|{CLIENT_SECRET}".encode()
        )
        if not by_application and self._consents.check("facebook", token, "user") is None:
            raise _error("Error validating access token: The session has been invalidated.", 190, 460)
        self._consents.withdraw("facebook")
        return {"success": True}


def _permission(name: str, granted: frozenset[str]) -> dict[str, str]:
    return {"permission": name, "status": "granted" if name in granted else "declined"}


def _error(message: str, code: int, subcode: int = 0, status: int = 400) -> Refusal:
    error: dict[str, Any] = {"message": message, "type": "OAuthException", "code": code}
    if subcode:
        error["error_subcode"] = subcode
    error["fbtrace_id"] = "A" + secrets.token_urlsafe(16)
    return Refusal(401 if code == 190 else status, {"error": error})
