"""Where the platforms deliver: addresses that proved to be the application's, and the accounts it subscribed.

Kept in the world's settings: `webhooks.facebook.address` and `.pages`, `webhooks.x.addresses` and `.subscriptions`.
The sandbox calls nobody but this machine.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import urllib.request
from typing import Any
from urllib.parse import urlencode, urlsplit

from .authorisation.tokens import CONSUMER_SECRET
from .world import World

_HERE = {"127.0.0.1", "localhost", "::1"}
_PATIENCE = 5.0  # seconds that a platform waits for an answer


def is_here(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and parts.hostname in _HERE and not parts.username
    except ValueError:
        return False


def facebook_challenge(address: str, verify_token: str) -> bool:
    """Whether whoever answers there knows the token, and gives the challenge back."""
    said = secrets.token_hex(8)
    query = {"hub.mode": "subscribe", "hub.challenge": said, "hub.verify_token": verify_token}
    return _asked(address, query) == said.encode()


def x_challenge(address: str) -> bool:
    """Whether whoever answers there holds the application's consumer secret."""
    token = secrets.token_hex(16)
    proof = base64.b64encode(hmac.digest(CONSUMER_SECRET.encode(), token.encode(), hashlib.sha256)).decode()
    try:
        found = json.loads(_asked(address, {"crc_token": token}) or b"null")
    except ValueError:
        return False
    return isinstance(found, dict) and found.get("response_token") == f"sha256={proof}"


def _asked(address: str, query: dict[str, str]) -> bytes | None:
    if not is_here(address):
        return None
    try:
        with urllib.request.urlopen(f"{address}?{urlencode(query)}", timeout=_PATIENCE) as answer:  # noqa: S310 - here
            return bytes(answer.read(10_000)) if answer.status == 200 else None
    except OSError:
        return None


def addresses(world: World, platform: str, account_id: str, event: str) -> list[str]:
    """Where an event of this account is delivered. `event`: X's event type; "" when the older API tells none."""
    if platform == "facebook":
        address = world.settings.get("webhooks.facebook.address", "")
        return [address] if address and account_id in world.settings.get("webhooks.facebook.pages", []) else []
    known: dict[str, Any] = world.settings.get("webhooks.x.addresses", {})
    subscribed: dict[str, Any] = world.settings.get("webhooks.x.subscriptions", {})
    wanted = {
        one["webhook_id"]
        for one in subscribed.values()
        if one["filter"].get("user_id") == account_id and event in ("", one["event_type"])
    }
    return [known[one]["url"] for one in sorted(wanted) if one in known and known[one]["valid"]]
