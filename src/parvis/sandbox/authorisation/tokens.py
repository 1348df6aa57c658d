"""Consents and what hangs from them: codes used once, access and refresh tokens, revocation. Kept with the world.

Tokens are kept as hashes, one setting each, so that looking one up costs one row whatever their number.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..items import Person
from ..world import World

# The desk's application, known to the three platforms. Invented, and worth nothing elsewhere.
CLIENT_ID = "parvis-bac-a-sable"
CLIENT_SECRET = "secret-invente-du-bac-a-sable"  # noqa: S105 - as said above
# What the same application signs and checks deliveries with on X, and its own token there.
CONSUMER_SECRET = "secret-invente-des-avis"  # noqa: S105 - as said above
APP_TOKEN = "jeton-invente-de-l-application"  # noqa: S105 - as said above
CODE_SECONDS = 60
# How long an access token lives, in seconds (0: without end). `set_lifetime` changes it.
LIFETIMES = {"x": 7200, "facebook": 0, "youtube": 3600}
SECOND_ACCOUNT = "Musée de l’Exemple (fictif)"
MANAGER = "Gestion des pages (fictif)"  # who consents on Facebook


@dataclass(frozen=True, slots=True)
class Issued:
    """A token that is accepted: for which account (the person, on Facebook's user tokens), with which scopes."""

    grant: str
    account: str
    accounts: tuple[str, ...]
    scopes: frozenset[str]
    seconds_left: int  # 0: without end


def accounts_of(world: World, platform: str) -> list[Person]:
    """The accounts that may be connected: the institution's, and a second one with nothing in it."""
    return [world.people.official(platform), world.people.person(platform, SECOND_ACCOUNT)]


def manager(world: World) -> Person:
    return world.people.person("facebook", MANAGER)


class Consents:
    """One world's consents. Safe to use from several threads."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._settings = world.settings

    def give(
        self, platform: str, accounts: Sequence[str], scopes: Iterable[str], redirect_uri: str, challenge: str
    ) -> str:
        """Somebody consents; gives the code, good for `CODE_SECONDS` and once."""
        # A consent given after `World.revoke_token` is a new beginning: the older ones stay revoked.
        revoked = bool(self._settings.get(f"revoked.{platform}", False))
        grant, code = secrets.token_hex(8), secrets.token_urlsafe(24)
        with self._world.store.lock:
            if revoked:
                self.withdraw(platform)
            self._settings[f"oauth.grant.{platform}.{grant}"] = {
                "accounts": list(accounts), "scopes": sorted(scopes), "revoked": False, "after": revoked,
            }  # fmt: skip
            self._settings[_key(platform, "code", code)] = {
                "grant": grant, "redirect_uri": redirect_uri, "challenge": challenge,
                "until": time.time() + self._settings.get("oauth.code_seconds", CODE_SECONDS),
            }  # fmt: skip
        return code

    def redeem(self, platform: str, code: str, redirect_uri: str, verifier: str) -> str | None:
        """The consent behind a code, once, for the address and the verifier it was asked with; None otherwise."""
        key = _key(platform, "code", code)
        with self._world.store.lock:
            kept = self._settings.get(key)
            if kept is None:
                return None
            del self._settings[key]
        right = kept["until"] >= time.time() and hmac.compare_digest(
            kept["redirect_uri"].encode(), redirect_uri.encode("utf-8", "replace")
        )
        if kept["challenge"]:
            right = right and hmac.compare_digest(kept["challenge"], challenge_of(verifier))
        return str(kept["grant"]) if right else None

    def issue(self, platform: str, grant: str, kind: str = "access", account: str = "", seconds: int = 0) -> str:
        """A new token. `kind`: "access", "refresh", or Facebook's "user"."""
        token = secrets.token_urlsafe(32)
        until = time.time() + seconds if seconds else 0
        self._settings[_key(platform, kind, token)] = {"grant": grant, "account": account, "until": until}
        return token

    def check(self, platform: str, token: str, kind: str = "access") -> Issued | None:
        kept = self._settings.get(_key(platform, kind, token))
        if kept is None or (kept["until"] and kept["until"] < time.time()):
            return None
        grant: dict[str, Any] = self._settings[f"oauth.grant.{platform}.{kept['grant']}"]
        silenced = self._settings.get(f"revoked.{platform}", False) and not grant["after"]
        if grant["revoked"] or silenced:
            return None
        accounts = tuple(grant["accounts"])
        left = max(1, int(kept["until"] - time.time())) if kept["until"] else 0
        account = kept["account"] or (accounts[0] if accounts else "")
        return Issued(kept["grant"], account, accounts, frozenset(grant["scopes"]), left)

    def spend(self, platform: str, token: str) -> Issued | None:
        """The consent behind a single-use refresh token, which is worth nothing afterwards."""
        with self._world.store.lock:
            issued = self.check(platform, token, "refresh")
            if issued is not None:
                del self._settings[_key(platform, "refresh", token)]
        return issued

    def revoke(self, platform: str, grant: str) -> None:
        key = f"oauth.grant.{platform}.{grant}"
        self._settings[key] = {**self._settings[key], "revoked": True}

    def withdraw(self, platform: str, account: str = "") -> int:
        """Somebody takes their consents back on the platform itself (those of one account, or all); how many."""
        found = [grant for grant, kept in self.live(platform) if not account or account in kept["accounts"]]
        for grant in found:
            self.revoke(platform, grant)
        return len(found)

    def live(self, platform: str) -> list[tuple[str, dict[str, Any]]]:
        prefix = f"oauth.grant.{platform}."
        kept = [(name.removeprefix(prefix), self._settings[name]) for name in self._settings if name.startswith(prefix)]
        return [(grant, one) for grant, one in kept if not one["revoked"]]

    def lifetime(self, platform: str) -> int:
        return int(self._settings.get(f"oauth.seconds.{platform}", LIFETIMES[platform]))

    def set_lifetime(self, platform: str, seconds: int) -> None:
        """How long the access tokens issued from now on live."""
        self._settings[f"oauth.seconds.{platform}"] = seconds


def known_client(client_id: str, client_secret: str) -> bool:
    right_id = hmac.compare_digest(client_id.encode("utf-8", "replace"), CLIENT_ID.encode())
    return right_id and hmac.compare_digest(client_secret.encode("utf-8", "replace"), CLIENT_SECRET.encode())


def challenge_of(verifier: str) -> str:
    """PKCE's S256, of RFC 7636."""
    digest = hashlib.sha256(verifier.encode("utf-8", "replace")).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def _key(platform: str, kind: str, secret: str) -> str:
    return f"oauth.{kind}.{platform}.{hashlib.sha256(secret.encode('utf-8', 'replace')).hexdigest()}"
