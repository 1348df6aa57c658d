"""Graph's webhooks: the application declares an address, which is challenged, then subscribes its Pages."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.concurrency import run_in_threadpool

from ..authorisation.tokens import CLIENT_ID, CLIENT_SECRET, Consents
from ..webhooks import facebook_challenge
from ..world import World
from . import errors

_FIELDS = {"feed", "mention", "messages", "ratings", "videos", "live_videos"}


class Subscriptions:
    """Answers `/{application}/subscriptions`, and `/{Page}/subscribed_apps`."""

    def __init__(self, world: World) -> None:
        self._settings = world.settings
        self._consents = Consents(world)

    async def of_application(
        self, method: str, path: list[str], parameters: Mapping[str, str], token: str
    ) -> dict[str, Any] | None:
        """The body, or None when this path is not ours."""
        if path != [CLIENT_ID, "subscriptions"]:
            return None
        known = f"{CLIENT_ID}|{CLIENT_SECRET}".encode()
        if not secrets.compare_digest(token.encode("utf-8", "replace"), known):
            raise errors.graph_error("(#15) This method must be called with an app access_token.", 15)
        address = str(self._settings.get("webhooks.facebook.address", ""))
        if method == "GET":
            fields = [{"name": "feed", "version": "v25.0"}]
            return {
                "data": [{"object": "page", "callback_url": address, "active": True, "fields": fields}] * bool(address)
            }
        if method == "DELETE":
            self._settings["webhooks.facebook.address"] = ""
            return {"success": True}
        self._check(parameters.get("fields", ""))
        if parameters.get("object") != "page":
            raise errors.bad_parameter("Param object must be one of {PAGE}")
        wanted = parameters.get("callback_url", "")
        if not await run_in_threadpool(facebook_challenge, wanted, parameters.get("verify_token", "")):
            said = "(#2200) Callback verification failed with the following errors: HTTP Status Code = 403"
            raise errors.graph_error(said, 2200)
        self._settings["webhooks.facebook.address"] = wanted
        return {"success": True}

    def of_page(self, method: str, parameters: Mapping[str, str], page: str, token: str) -> dict[str, Any]:
        issued = self._consents.check("facebook", token)
        if issued is not None and "pages_manage_metadata" not in issued.scopes:
            raise errors.not_permitted("Requires pages_manage_metadata permission to manage the object")
        pages = [one for one in self._settings.get("webhooks.facebook.pages", []) if one != page]
        if method == "GET":
            subscribed = page in self._settings.get("webhooks.facebook.pages", [])
            return {"data": [{"id": CLIENT_ID, "name": "Parvis", "subscribed_fields": ["feed"]}] * subscribed}
        if method == "POST":
            self._check(parameters.get("subscribed_fields", ""))
            pages.append(page)
        self._settings["webhooks.facebook.pages"] = pages
        return {"success": True}

    def _check(self, fields: str) -> None:
        if not fields or not set(fields.split(",")) <= _FIELDS:
            raise errors.bad_parameter("Param subscribed_fields[0] must be one of the known webhook fields")
