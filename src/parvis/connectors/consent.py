"""How accounts are connected: what a person consents to on a platform, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Scope:
    """One permission asked of a platform. `reason` and `without` are French sentences for people."""

    name: str
    reason: str  # why Parvis asks for it
    without: str  # what will not work if it is refused
    essential: bool = False  # without it the account cannot be connected at all


@dataclass(frozen=True, slots=True)
class ClientApplication:
    """The institution's own application on a platform, as its console names it. `repr` shows no secret."""

    client_id: str
    client_secret: str = field(default="", repr=False)
    base_url: str = ""  # empty: the real platform
    timeout: float = 20.0  # seconds, per request


@dataclass(frozen=True, slots=True)
class GrantedAccount:
    """One account that a person let us speak for. `credentials` are the authoriser's own, to be kept sealed."""

    platform_id: str
    name: str
    credentials: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Grant:
    """What came of one consent. `grantor_id`: the person on the platform, when one consent serves several accounts."""

    accounts: tuple[GrantedAccount, ...]
    scopes_granted: frozenset[str]
    expires_at: datetime | None = None  # when the credentials stop working unless renewed; None: not known to
    grantor_id: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """Fresh credentials for one account. `scopes_granted` is None when the platform did not say."""

    credentials: Mapping[str, str] = field(repr=False)
    expires_at: datetime | None = None
    scopes_granted: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class TokenHealth:
    """What the platform says of credentials that it still accepts; None: it did not say."""

    expires_at: datetime | None = None
    scopes_granted: frozenset[str] | None = None


class Authoriser(Protocol):
    """Connects accounts of one platform through its own OAuth. Nothing is ever sent twice by itself.

    Every method but `begin` and `access` goes to the network and may raise a `ConnectorError`:
    `TokenRefused` when the credentials are no longer accepted, `Refused` when the platform will not have this
    code, this application or this account. `credentials` are those of a `GrantedAccount` or a `Renewal`.
    """

    platform: str
    scopes: tuple[Scope, ...]
    renews: bool  # whether `refresh` can be done without the person

    def begin(self, client: ClientApplication, redirect_uri: str, state: str, verifier: str) -> str:
        """The address of the platform's consent screen. `verifier` is PKCE's secret, of 43 to 128 characters."""
        ...

    def finish(self, client: ClientApplication, code: str, redirect_uri: str, verifier: str) -> Grant:
        """What the code that the platform gave back is worth."""
        ...

    def refresh(self, client: ClientApplication, credentials: Mapping[str, str]) -> Renewal:
        """New credentials in place of these; the old ones may be worth nothing afterwards."""
        ...

    def revoke(self, client: ClientApplication, credentials: Mapping[str, str]) -> None:
        """Have the platform forget the consent: with `grantor_id`, that of all its accounts."""
        ...

    def health(self, client: ClientApplication, credentials: Mapping[str, str]) -> TokenHealth:
        """Whether the platform still accepts these, and with which permissions."""
        ...

    def access(self, client: ClientApplication, credentials: Mapping[str, str]) -> Mapping[str, str]:
        """What the platform's connector is given of them, as `AccountAccess.credentials`."""
        ...
